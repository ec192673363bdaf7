import type { Direction } from '../../shared/words.ts';
import { type CheckpointRules, type PlannedSlot, planSlots } from '../corridors/rules/index.ts';
import type { Limit, Places } from '../planning/capacity.ts';
import type { Period } from './period-of-change.ts';
import type { SlotRow } from './preview-task.ts';

interface SlotState extends Places {
  closedBecause: string | null;
  limitedBy: Limit | null;
}

/** A slot as it is and as the change would make it. */
export interface PreviewedSlot {
  id: number;
  checkpointId: string;
  direction: Direction;
  startsAtMs: number;
  endsAtMs: number;
  before: SlotState;
  after: SlotState;
  taken: Places;
  /** After the change. */
  kzLanes: number;
  neighbourLanes: number;
  /** Of a day and a checkpoint that the change is about. */
  isConcerned: boolean;
}

/**
 * Puts the places that the changed rules make beside those that the slots have. Slots that have begun, other checkpoints and other directions stay as
 * they are.
 *
 * @param rows in the order of checkpoint, direction and time
 * @param changed rules of the checkpoints that the change names, with the change
 */
export function layOutSlots(
  rows: readonly SlotRow[],
  changed: readonly CheckpointRules[],
  directions: readonly Direction[],
  period: Period,
  nowMs: number,
): PreviewedSlot[] {
  const slots = rows.map(readSlot);
  const lastMs = slots.reduce((last, slot) => Math.max(last, slot.endsAtMs), 0);
  const planned = new Map<string, Map<number, PlannedSlot>>();
  for (const rules of changed) {
    for (const direction of directions) {
      const own = planSlots(rules, direction, period.fromMs, Math.min(period.toMs, lastMs));
      planned.set(`${rules.id}/${direction}`, new Map(own.map((slot) => [slot.startsAtMs, slot])));
    }
  }
  return slots.map((slot) => {
    const plan = planned.get(`${slot.checkpointId}/${slot.direction}`)?.get(slot.startsAtMs);
    if (!plan || slot.startsAtMs <= nowMs) return slot;
    const { total, inspected, examined, closedBecause, limitedBy, kzLanes, neighbourLanes } = plan;
    const after = { total, inspected, examined, closedBecause, limitedBy };
    return { ...slot, after, kzLanes, neighbourLanes, isConcerned: true };
  });
}

/** Whether the change gives it other places, or opens or closes it. */
export function isChanged({ before, after }: PreviewedSlot): boolean {
  return (
    before.total !== after.total ||
    before.inspected !== after.inspected ||
    before.examined !== after.examined ||
    before.closedBecause !== after.closedBecause
  );
}

/** How many trucks have to leave at least, so that it fits: one that is examined is inspected, too. */
export function countOver(taken: Places, { total, inspected, examined }: Places): number {
  return Math.max(0, taken.total - total, taken.inspected - inspected, taken.examined - examined);
}

function readSlot(row: SlotRow): PreviewedSlot {
  const [id, checkpointId, direction, startsAtMs, endsAtMs, closedBecause, ...counts] = row;
  const [totalPlaces, inspectedPlaces, examinedPlaces, totalTaken, inspectedTaken, examinedTaken, ...others] = counts;
  const [side, stage, kzLanes, neighbourLanes] = others;
  const before: SlotState = {
    ...{ total: totalPlaces, inspected: inspectedPlaces, examined: examinedPlaces, closedBecause },
    limitedBy: side && stage ? ({ side, stage } as Limit) : null,
  };
  const taken = { total: totalTaken, inspected: inspectedTaken, examined: examinedTaken };
  return {
    ...{ id, checkpointId, direction, startsAtMs, endsAtMs, before, after: before, taken, kzLanes, neighbourLanes },
    isConcerned: false,
  };
}
