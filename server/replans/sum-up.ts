import type { CargoGroup, PreviewFigures } from '../../shared/contract/previews.ts';
import type { PlanResult } from './preview-task.ts';
import { countOver, isChanged, type PreviewedSlot } from './previewed-slots.ts';
import type { Move, Replan } from './replan.ts';

const hourMs = 3_600_000;
const groups = ['perishable', 'dangerous', 'sensitive', 'ordinary'] as const satisfies readonly CargoGroup[];

/** A preview in a dozen numbers. */
export function sumUp(slots: readonly PreviewedSlot[], plan: Replan): PlanResult['figures'] {
  const changed = slots.filter(isChanged);
  const overs = slots.map((slot) => (slot.isConcerned ? countOver(slot.taken, slot.after) : 0));
  const placed = plan.moves.filter(({ toCell }) => toCell !== null);
  const shifts = placed.map((move) => Math.abs(shiftMsOf(slots, move)) / hourMs).sort((a, b) => a - b);
  const detours = placed.flatMap(({ detourKm }) => (detourKm === null ? [] : [detourKm])).sort((a, b) => a - b);
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  return {
    slotsChanged: changed.length,
    slotsOverfull: overs.filter((over) => over > 0).length,
    placesBefore: sum(changed.map(({ before }) => before.total)),
    placesAfter: sum(changed.map(({ after }) => after.total)),
    over: sum(overs),
    moved: placed.length,
    unplaced: plan.moves.length - placed.length,
    movedToSibling: placed.filter((move) => isElsewhere(slots, move)).length,
    stays: plan.stays,
    shiftHours: shifts.length > 0 ? { median: at(shifts, 0.5), p80: at(shifts, 0.8), most: shifts.at(-1)! } : null,
    detourKm: detours.length > 0 ? { median: at(detours, 0.5), most: detours.at(-1)! } : null,
    groups: Object.fromEntries(
      groups.map((group) => [group, countGroup(plan.moves, group)]),
    ) as PreviewFigures['groups'],
    objective: plan.objective,
    lowerBound: plan.lowerBound,
  };
}

/** How much later a placed truck crosses; below zero sooner. */
export function shiftMsOf(slots: readonly PreviewedSlot[], { truck, toCell }: Move): number {
  return toCell === null ? 0 : slots[toCell]!.startsAtMs - slots[truck.cell]!.startsAtMs;
}

function isElsewhere(slots: readonly PreviewedSlot[], { truck, toCell }: Move): boolean {
  return toCell !== null && slots[toCell]!.checkpointId !== slots[truck.cell]!.checkpointId;
}

/** Who is over in a slot is nobody in particular: of a group, those whom the plan takes out of it. */
function countGroup(moves: readonly Move[], group: CargoGroup) {
  const own = moves.filter((move) => move.group === group);
  const unplaced = own.filter(({ toCell }) => toCell === null).length;
  return { over: own.length, moved: own.length - unplaced, unplaced };
}

/** Nearest rank. */
const at = (sorted: readonly number[], share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
