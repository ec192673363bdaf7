import type { SlotPlaces } from '../planning/build-problem.ts';
import { type CargoGroup, cargoGroupOf } from '../planning/cargo-groups.ts';
import { NONE } from '../planning/model.ts';
import type { GridSlot } from '../planning/slot-grid.ts';
import type { BookedTruck } from './booked-trucks.ts';
import { minutesBetween, openWays, type Way } from './find-ways.ts';
import type { ReplanTask, Sibling } from './preview-task.ts';
import type { PreviewedSlot } from './previewed-slots.ts';
import { laterHours, replanCosts, transferLaterHours } from './replan-costs.ts';

/** What a truck asks the engine for. */
export interface Claim {
  truck: BookedTruck;
  group: CargoGroup;
  weight: number;
  penalty: number;
  ways: Way[];
  /** Where it may stay for nothing; NONE: staying is one of its ways. */
  currentCell: number;
  /** What is paid for any other cell, beside the way. */
  step: number;
  /** Whether any slot but its own was open to it, free or not. */
  hasWayOut: boolean;
  detourKmTo(cell: number): number | null;
}

export interface ClaimContext {
  task: ReplanTask;
  slots: readonly PreviewedSlot[];
  left: readonly GridSlot[];
  toldMs: number;
}

interface Claims {
  claims: Claim[];
  checkpoints: readonly SlotPlaces[];
  /** At most so many of them are served; null: as many as can be. */
  most: number | null;
}

/** Those who have to leave overfull slots, and those who may go back to the slots that a regime took from them. */
export function claimsOfOverfull(
  { task, slots, left, toldMs }: ClaimContext,
  leaving: readonly BookedTruck[],
  back: readonly { truck: BookedTruck; oldCell: number }[],
): Claims {
  const open = openWays(slots, left, toldMs);

  function leave(truck: BookedTruck): Claim {
    const { checkpointId } = slots[truck.cell]!;
    const terms = termsOf(truck, task);
    const { weight } = terms;
    const siblings = listSiblings(task, checkpointId, truck.vehicleCountry);
    const ways = [
      ...open.forward(truck, checkpointId, weight, 0, laterHours),
      ...open.sooner(truck, checkpointId, weight, 0),
      ...siblings.flatMap((sibling) =>
        open.forward(truck, sibling.checkpointId, weight, weight * minutesTo(sibling), laterHours),
      ),
    ];
    return {
      ...terms,
      ways,
      currentCell: truck.cell,
      hasWayOut: ways.some(({ cell, length }) => length > 1 || cell !== truck.cell),
      detourKmTo: (cell) => findKm(siblings, slots[cell]!.checkpointId),
    };
  }

  /** Staying costs what the regime costs the truck still: who lost more goes first, and equal ones draw lots. */
  function goBack({ truck, oldCell }: { truck: BookedTruck; oldCell: number }): Claim {
    const terms = termsOf(truck, task);
    const [now, old] = [slots[truck.cell]!, slots[oldCell]!];
    const isElsewhere = now.checkpointId !== old.checkpointId;
    const lost = minutesBetween(now.startsAtMs, old.startsAtMs) + (isElsewhere ? replanCosts.minutesOfOtherPost : 0);
    return {
      ...terms,
      ways: [
        { cell: oldCell, length: 1, detour: 0 },
        { cell: truck.cell, length: 1, detour: terms.weight * Math.max(1, lost) },
      ],
      currentCell: NONE,
      step: 0,
      hasWayOut: true,
      detourKmTo: () => null,
    };
  }

  return { claims: [...leaving.map(leave), ...back.map(goBack)], checkpoints: open.checkpoints, most: null };
}

/** Those who could be sent from one checkpoint to the other; nobody has to go. */
export function claimsOfTransfer({ task, slots, left, toldMs }: ClaimContext, movable: readonly BookedTruck[]): Claims {
  const { change } = task;
  if (change.kind !== 'transfer') throw new RangeError(`no transfer: ${change.kind}`);
  const { fromCheckpointId, toCheckpointId, direction } = change;
  const [fromMs, toMs] = [Date.parse(change.startsAt), Date.parse(change.endsAt)];
  const open = openWays(slots, left, toldMs);

  const claims = movable.flatMap((truck): Claim[] => {
    const slot = slots[truck.cell]!;
    if (slot.checkpointId !== fromCheckpointId || slot.direction !== direction) return [];
    if (slot.startsAtMs < fromMs || slot.startsAtMs >= toMs) return [];
    const siblings = listSiblings(task, fromCheckpointId, truck.vehicleCountry);
    const other = siblings.find(({ checkpointId }) => checkpointId === toCheckpointId);
    if (!other) return [];
    const terms = termsOf(truck, task);
    const { weight } = terms;
    const extra = weight * minutesTo(other) + (isUrgent(terms.group) ? replanCosts.urgentTransfer : 0);
    return [
      {
        ...terms,
        penalty: replanCosts.notTransferred,
        ways: [
          ...open.forward(truck, toCheckpointId, weight, extra, transferLaterHours),
          ...open.sooner(truck, toCheckpointId, weight, extra),
        ],
        currentCell: NONE,
        step: 0,
        hasWayOut: true,
        detourKmTo: () => other.distanceKm,
      },
    ];
  });
  return { claims, checkpoints: open.checkpoints, most: change.trucks };
}

/** Perishables, live animals and dangerous goods move last. */
const isUrgent = (group: CargoGroup) => group === 'perishable' || group === 'dangerous';

function termsOf(truck: BookedTruck, { sensitivePrefixes }: ReplanTask) {
  const group = cargoGroupOf(truck.hsCode, sensitivePrefixes);
  const urgency = isUrgent(group) ? 'urgent' : 'ordinary';
  return {
    ...{ truck, group },
    weight: group === 'perishable' ? replanCosts.weightOfPerishable : 1,
    penalty: replanCosts.noPlace[urgency],
    step: replanCosts.move[urgency],
  };
}

function listSiblings({ siblings }: ReplanTask, checkpointId: string, vehicleCountry: string): readonly Sibling[] {
  const own = siblings[checkpointId];
  if (!own) return [];
  return ['KZ', own.neighbour].includes(vehicleCountry) ? own.local : own.third;
}

const minutesTo = ({ distanceKm }: Sibling) =>
  distanceKm * replanCosts.minutesPerDetourKm + replanCosts.minutesOfOtherPost;

const findKm = (siblings: readonly Sibling[], id: string) =>
  siblings.find(({ checkpointId }) => checkpointId === id)?.distanceKm ?? null;
