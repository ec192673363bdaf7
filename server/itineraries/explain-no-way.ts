import type { NoWay } from '../../shared/contract/itineraries.ts';
import { findBarrier, NO_PART } from '../planning/ways/find-soonest.ts';
import type { WayHorizon } from './open-ways.ts';
import { toMinute } from './way-clock.ts';
import type { WayProblem, WayStep } from './way-problem.ts';

/**
 * Why nothing leads over a way: the first stop that takes the truck no further, and what is in the way there of what it could reach. A full sailing says
 * which one of its counts is full.
 */
export function explainNoWay({ way, steps, parts }: WayProblem, horizon: WayHorizon): NoWay {
  const { rules, start, latest, fromStep } = horizon;
  const shut = steps.slice(fromStep).find(isNotAdmitted);
  if (shut) return { wayId: way.id, reason: 'not-admitted', at: shut.crossing.checkpointId, full: null };
  const barrier = findBarrier(parts.slice(fromStep), rules, start, latest);
  const step = barrier.part === NO_PART ? undefined : steps[fromStep + barrier.part];
  const found = step && explainStop(step, barrier.reachedAt);
  const at = found ? found.at : way.nodes.at(-1)!.id;
  return { wayId: way.id, reason: 'too-late', full: null, ...found, at };
}

/** Whatever else is in the way, no later time helps here. */
function isNotAdmitted(step: WayStep): step is WayStep & { kind: 'crossing' } {
  return step.kind === 'crossing' && step.refused.some(({ refused }) => refused === 'not-admitted');
}

function explainStop(step: WayStep, reachedAt: number): Pick<NoWay, 'at'> & Partial<NoWay> {
  if (step.kind === 'crossing') {
    const at = step.crossing.checkpointId;
    if (step.options.some(({ times }) => times.beginsAt >= reachedAt)) return { at };
    const refused = step.refused
      .filter(({ slot }) => toMinute(slot.startsAt) >= reachedAt)
      .map(({ refused }) => refused);
    if (refused.includes('full')) return { at, reason: 'no-slot' };
    if (refused.includes('closed')) return { at, reason: 'closed' };
    return { at };
  }
  if (step.kind === 'drive') throw new Error('a drive is no barrier');
  const at = step.seaWay.fromPortId;
  if (step.options.length === 0 && step.refused.length === 0) return { at, reason: 'no-sailing' };
  if (step.options.some(({ times }) => times.beginsAt >= reachedAt)) return { at };
  const refused = step.refused.filter(
    ({ sailing, gateSlot }) => toMinute(gateSlot?.startsAt ?? sailing.gateCutoffAt) >= reachedAt,
  );
  const worst =
    refused.find(({ full }) => full !== null) ??
    refused.find(({ refused: why }) => why === 'sailing-full') ??
    refused.find(({ refused: why }) => why === 'no-slot') ??
    refused[0];
  return worst ? { at, reason: worst.refused!, full: worst.full } : { at };
}
