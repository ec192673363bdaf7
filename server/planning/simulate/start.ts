import { APPROACH, drawShare, type UnitService, unitQuantile } from './chance.ts';
import {
  beginService,
  callableMinute,
  callKey,
  driveUp,
  enter,
  enterPost,
  enterStrip,
  refill,
  takePlace,
} from './flow.ts';
import { pushEvent, pushKey } from './heaps.ts';
import { type Scenario, STEP } from './model.ts';
import { enqueue, type State, stageOf } from './state.ts';

/**
 * Puts the trucks that are here at minute 0 where they are. At each stage those who came first are in service, as many as there are
 * servers, the others queue; more than the places allow are taken as they stand, and drain.
 */
export function placeTrucksHere(state: State, { trucks }: Scenario): void {
  const here = state.crowd.bySequence.subarray(0, state.crowd.hereCount);
  here.forEach((truck, sequence) => {
    state.sequenceOf[truck] = sequence;
    if (trucks.step[truck] === STEP.waiting) placeInWaitingArea(state, truck, sequence);
    enter(state, 1);
  });
  const bySince = here.slice().sort((a, b) => trucks.sinceMinute[a]! - trucks.sinceMinute[b]!);
  for (const truck of bySince) {
    const step = trucks.step[truck]!;
    if (step === STEP.waiting) continue;
    state.queuedSince[truck] = trucks.sinceMinute[truck]!;
    if (step === STEP.strip) enterStrip(state, truck);
    else if (step === STEP.called) placeOnTheWay(state, truck);
    else placeAtStage(state, stageOf(step), truck);
  }
  refill(state);
}

function placeInWaitingArea(state: State, truck: number, sequence: number): void {
  const callable = callableMinute(state, truck);
  if (callable > 0) pushEvent(state.services, callable, truck);
  else pushKey(state.waiting, callKey(state, truck, sequence));
}

function placeOnTheWay(state: State, truck: number): void {
  if (state.approachMinutes === 0) {
    enterPost(state, 0, truck);
    return;
  }
  takePlace(state, 0, truck);
  const age = -state.queuedSince[truck]! / state.approachMinutes;
  driveUp(state, truck, residualService(state.approachUnit, drawShare(state.keys, APPROACH, truck), age));
}

function placeAtStage(state: State, stage: number, truck: number): void {
  const post = stage < 3 ? 0 : 1;
  state.atPost[post]!++;
  state.peakAtPost[post] = Math.max(state.peakAtPost[post]!, state.atPost[post]!);
  if (state.busy[stage]! >= state.servers[stage]!) {
    enqueue(state, stage, truck);
    return;
  }
  const age = -state.queuedSince[truck]! / state.minutes[stage]!;
  beginService(state, stage, truck, residualService(state.unit, drawShare(state.keys, stage, truck), age));
}

// Older than all but one service in a hundred: its clock ran in the queue, too, and says nothing about the service.
const CREDIBLE_SHARE = 0.99;

/** What is left of a service of mean 1 that is known to last longer than `age`. */
function residualService(unit: UnitService, share: number, age: number): number {
  let below = 0;
  let above = 1;
  // Bisection for the share of services that are over by then; 2^-30 is finer than the draw.
  for (let halving = 0; halving < 30; halving++) {
    const middle = (below + above) / 2;
    if (unitQuantile(unit, middle) < age) below = middle;
    else above = middle;
  }
  if (below > CREDIBLE_SHARE) return unitQuantile(unit, share);
  return unitQuantile(unit, below + share * (1 - below)) - age;
}
