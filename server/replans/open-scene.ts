import { type CheckpointRules, checkpointsOf, withChange } from '../corridors/rules/index.ts';
import { type BookedTruck, readTrucks } from './booked-trucks.ts';
import { directionsOf, type Period, periodOf } from './period-of-change.ts';
import type { BookingRow, PreviewTask, SlotRow } from './preview-task.ts';
import { isChanged, layOutSlots, type PreviewedSlot } from './previewed-slots.ts';

/** What a preview looks at: all rules, slots and trucks, before the change and after it. */
export interface Scene {
  rules: readonly CheckpointRules[];
  rulesBefore: ReadonlyMap<string, CheckpointRules>;
  rulesAfter: ReadonlyMap<string, CheckpointRules>;
  /** The checkpoints that the change is about. */
  named: ReadonlySet<string>;
  period: Period;
  slots: PreviewedSlot[];
  trucks: BookedTruck[];
  /** Whether a slot is in the period of the change, or has other places because it shares a day with it. */
  isConcerned: (cell: number) => boolean;
}

type SceneTask = Pick<PreviewTask, 'change' | 'mix' | 'nowMs' | 'askedMs' | 'rules' | 'slots' | 'bookings'>;

/** @param task with the JSON of the database, parsed here */
export function openScene({ change, mix, nowMs, askedMs, ...json }: SceneTask): Scene {
  const rules = JSON.parse(json.rules) as CheckpointRules[];
  const named = new Set(checkpointsOf(change, rules));
  const period = periodOf(change, rules, nowMs);
  const changed = rules.filter(({ id }) => named.has(id)).map((one) => withChange(one, change, mix, askedMs));
  const slots = layOutSlots(JSON.parse(json.slots) as SlotRow[], changed, directionsOf(change), period, nowMs);
  const concerned = slots.map((slot) => slot.isConcerned && (isInPeriod(slot, period) || isChanged(slot)));
  const rulesBefore = new Map(rules.map((one) => [one.id, one]));
  return {
    ...{ rules, named, period, slots, rulesBefore },
    rulesAfter: new Map([...rulesBefore, ...changed.map((one) => [one.id, one] as const)]),
    trucks: readTrucks(JSON.parse(json.bookings) as BookingRow[], slots),
    isConcerned: (cell) => concerned[cell]!,
  };
}

function isInPeriod({ startsAtMs, endsAtMs }: PreviewedSlot, { fromMs, toMs }: Period): boolean {
  return startsAtMs < toMs && endsAtMs > fromMs;
}
