/**
 * The second public face of corridors: what lanes, hours, closures, shifts and regimes add up to. Pure, without database and clock, so
 * that it may be imported on a thread; readRules() of ../index.ts reads what it works on.
 */
export type { CheckpointRules } from './checkpoint-rules.ts';
export { type PlannedSlot, planSlots } from './plan-slots.ts';
export { sideHourAt } from './side-hours.ts';
export { checkpointsOf, withChange } from './with-change.ts';
