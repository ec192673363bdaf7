import type { Slot } from '../../shared/contract/checkpoints.ts';
import type { DrivingRules } from '../planning/ways/driving.ts';
import type { Boarding } from '../sailings/index.ts';
import type { Places } from './load-places.ts';
import { board, crossIn, partsOf, type WayProblem, type WayStep } from './way-problem.ts';

/** Makes a slot an option of its step, with room or without. @returns its index there */
export function addSlot(problem: WayProblem, step: WayStep & { kind: 'crossing' }, slot: Slot, places: Places): number {
  const known = step.options.findIndex((option) => option.slot.id === slot.id);
  if (known !== -1) return known;
  step.options.push(crossIn(slot, places, problem.factor));
  problem.parts = partsOf(problem.steps);
  return step.options.length - 1;
}

/** Makes a sailing with a slot of its gate an option of its step, with room or without. @returns its index there */
export function addBoarding(
  problem: WayProblem,
  step: WayStep & { kind: 'sailing' },
  boarding: Boarding,
  rules: DrivingRules,
): number {
  const known = step.options.findIndex(
    ({ boarding: { sailing, gateSlot } }) =>
      sailing.id === boarding.sailing.id && gateSlot.id === boarding.gateSlot?.id,
  );
  if (known !== -1) return known;
  step.options.push(board(boarding, rules, problem.factor));
  problem.parts = partsOf(problem.steps);
  return step.options.length - 1;
}
