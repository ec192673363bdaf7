import { NONE } from '../model.ts';
import { drawCrowd } from './arrivals.ts';
import { drawKeys } from './chance.ts';
import { checkScenario } from './check-scenario.ts';
import { comeToWaitingArea, endService, refill, serveQueue } from './flow.ts';
import { popEvent } from './heaps.ts';
import { type Journeys, type Post, type Run, type Scenario, STEP, type Summary } from './model.ts';
import { placeTrucksHere } from './start.ts';
import { BLOCKED, makeState, openPeriod, type State, serversOf, stageOf } from './state.ts';

/**
 * One run of the scenario: event by event, in the order of time (Law, Simulation Modeling and Analysis, 5th ed., ch. 1.3). It depends on nothing but
 * its arguments.
 *
 * @param replication which of the runs of this seed.
 * @throws ProblemError for a scenario out of the ranges that model.ts names, with the place of the value.
 */
export function simulate(scenario: Scenario, seed: string | number, replication = 0): Run {
  checkScenario(scenario);
  return runOnce(scenario, seed, replication);
}

/** {@link simulate} for a scenario that was checked: an ensemble checks once. */
export function runOnce(scenario: Scenario, seed: string | number, replication: number): Run {
  const keys = drawKeys(seed, replication);
  const crowd = drawCrowd(scenario, keys, seed, replication);
  const state = makeState(scenario, crowd, keys);
  placeTrucksHere(state, scenario);
  const sequence = runEvents(state, scenario.horizonMinutes);
  return closeRun(state, sequence);
}

/** Returns how many trucks of the order of arrival have come. At the same moment a period begins first, then services end, then trucks come. */
function runEvents(state: State, horizonMinutes: number): number {
  const { crowd, services, nextPeriodMinute } = state;
  const { bySequence, arrivalMinute } = crowd;
  let sequence = crowd.hereCount;
  let arrival = sequence < bySequence.length ? arrivalMinute[bySequence[sequence]!]! : Number.POSITIVE_INFINITY;
  for (;;) {
    const service = services.size > 0 ? services.minute[0]! : Number.POSITIVE_INFINITY;
    const next = Math.min(service, arrival);
    const post = nextPeriodMinute[0]! <= nextPeriodMinute[1]! ? 0 : 1;
    const period = nextPeriodMinute[post]!;
    if (period <= next) {
      const over = next === Number.POSITIVE_INFINITY && isEmpty(state);
      if (over || period > horizonMinutes || period === Number.POSITIVE_INFINITY) break;
      state.now = period;
      openPeriod(state, post);
      for (let stage = 3 * post; stage < 3 * post + 3; stage++) serveQueue(state, stage);
      refill(state);
    } else if (next > horizonMinutes) {
      break;
    } else if (service <= arrival) {
      state.now = service;
      endService(state, popEvent(services));
    } else {
      state.now = arrival;
      comeToWaitingArea(state, sequence++);
      arrival = sequence < bySequence.length ? arrivalMinute[bySequence[sequence]!]! : Number.POSITIVE_INFINITY;
    }
  }
  if (horizonMinutes < Number.POSITIVE_INFINITY) state.now = horizonMinutes;
  return sequence;
}

/** Probes may still queue where no truck does. */
function isEmpty(state: State): boolean {
  return state.inside === 0 && state.waiting.size === 0 && state.first.every((truck) => truck === NONE);
}

function closeRun(state: State, sequence: number): Run {
  const { crowd, now } = state;
  const { realCount, bySequence } = crowd;
  for (const truck of bySequence.subarray(sequence)) crowd.arrivalMinute[truck] = Number.NaN;
  takeBackUnserved(state);
  for (let truck = state.first[BLOCKED]!; truck !== NONE; truck = state.behind[truck]!) {
    const blocked = truck < realCount ? now - state.queuedSince[truck]! : 0;
    state.blockedMinutes[stageOf(state.step[truck]!)]! += blocked;
  }
  return {
    trucks: journeysOf(state, 0, realCount),
    probes: journeysOf(state, realCount, crowd.count),
    summary: summarise(state),
  };
}

/** A service was counted in full when it began. */
function takeBackUnserved(state: State): void {
  const { services, now, crowd } = state;
  for (let index = 0; index < services.size; index++) {
    const truck = services.truck[index]!;
    if (state.step[truck] === STEP.called || state.step[truck] === STEP.waiting) continue;
    const left = services.minute[index]! - now;
    state.servedMinutes[truck]! -= left;
    if (truck < crowd.realCount) state.serviceMinutes[stageOf(state.step[truck]!)]! -= left;
  }
}

function journeysOf(state: State, from: number, to: number): Journeys {
  return {
    count: to - from,
    arrivalMinute: state.crowd.arrivalMinute.subarray(from, to),
    calledMinute: state.calledMinute.subarray(from, to),
    postMinute: state.postMinute.subarray(from, to),
    clearedMinute: state.clearedMinute.subarray(from, to),
    servedMinutes: state.servedMinutes.subarray(from, to),
    stageWaitMinutes: state.stageWaitMinutes.map((column) => column.subarray(from, to)),
    step: state.step.subarray(from, to),
  };
}

function summarise(state: State): Summary {
  const { now, posts, crowd } = state;
  const insideMinutes = state.insideMinutes + state.inside * (now - state.insideSince);
  const open = posts.flatMap((post) => openServerMinutes(post, now));
  return {
    endMinute: now,
    entered: state.entered,
    cleared: state.cleared,
    inside: state.inside,
    noShows: crowd.noShows,
    expected: crowd.realCount - crowd.noShows - state.entered,
    clearedPerHour: now > 0 ? (60 * state.cleared) / now : 0,
    meanInside: now > 0 ? insideMinutes / now : state.inside,
    utilisation: Float64Array.from(open, (minutes, stage) =>
      minutes > 0 ? state.serviceMinutes[stage]! / minutes : Number.NaN,
    ),
    blockedMinutes: state.blockedMinutes.slice(0, 3 * posts.length),
    peakAtPost: [...state.peakAtPost.subarray(0, posts.length)],
    peakOnStrip: state.peakOnStrip,
  };
}

/** By documents, scan, examination: minutes of open servers from 0 to the end of the run. */
function openServerMinutes(post: Post, end: number): number[] {
  const open = [0, 0, 0];
  post.periods.forEach((period, index) => {
    const from = Math.max(0, period.fromMinute);
    const to = Math.min(end, post.periods[index + 1]?.fromMinute ?? end);
    serversOf(period).forEach((servers, kind) => {
      open[kind]! += servers * Math.max(0, to - from);
    });
  });
  return open;
}
