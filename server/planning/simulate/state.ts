import { NONE } from '../model.ts';
import type { Crowd } from './arrivals.ts';
import { makeUnitService, type UnitService } from './chance.ts';
import { type EventHeap, type KeyHeap, makeEventHeap, makeKeyHeap } from './heaps.ts';
import { type Approach, type CallRule, type Period, type Post, type Scenario, STAGES, STEP } from './model.ts';

/** Queues beside those of the stages 0–5. */
export const STRIP = 6;
export const BLOCKED = 7;

/** The checkpoint at one moment of a run. Stages are numbered as in STAGES, posts 0 and 1. */
export interface State {
  now: number;
  readonly posts: readonly Post[];
  readonly places: Float64Array;
  readonly stripPlaces: number;
  readonly callRule: CallRule;
  readonly crowd: Crowd;
  /** Trucks from here on are probes. */
  readonly realCount: number;
  readonly keys: Int32Array;
  readonly unit: UnitService;
  /** Mean minutes; 0: no way to the first post. */
  readonly approachMinutes: number;
  readonly approachUnit: UnitService;
  readonly approach: Approach | undefined;

  /** By stage: open servers, those taken (also by a blocked truck), minutes of the period in force. */
  readonly servers: Int32Array;
  readonly busy: Int32Array;
  readonly minutes: Float64Array;
  /** By post: the shares it picks by itself, trucks there, the next period and its start. */
  readonly scanShare: Float64Array;
  readonly examinationShare: Float64Array;
  readonly atPost: Int32Array;
  readonly nextPeriod: Int32Array;
  readonly nextPeriodMinute: Float64Array;
  onStrip: number;
  inside: number;
  /** Called and not at the first post yet; they count in `atPost`, too. */
  approaching: number;
  scheduledPerHour: number;
  /** Place of each truck in the order of arrival. */
  readonly sequenceOf: Int32Array;
  /** When real trucks were cleared, in order; those before `clearedBefore` are over an hour ago. */
  readonly clearedLog: Float64Array;
  clearedBefore: number;

  /** First and last truck of each queue and who stands behind whom: a truck is in one queue at a time, so one column is enough. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly behind: Int32Array;
  /** When a truck came to the queue it stands in. */
  readonly queuedSince: Float64Array;
  readonly waiting: KeyHeap;
  readonly services: EventHeap;

  /** What becomes the journeys. */
  readonly step: Uint8Array;
  readonly calledMinute: Float64Array;
  readonly postMinute: Float64Array;
  readonly clearedMinute: Float64Array;
  readonly servedMinutes: Float64Array;
  readonly stageWaitMinutes: readonly Float32Array[];

  /** What becomes the summary. */
  entered: number;
  cleared: number;
  insideMinutes: number;
  insideSince: number;
  readonly serviceMinutes: Float64Array;
  readonly blockedMinutes: Float64Array;
  readonly peakAtPost: Int32Array;
  peakOnStrip: number;
}

export function makeState(scenario: Scenario, crowd: Crowd, keys: Int32Array): State {
  const { posts, trucks } = scenario;
  const { count } = crowd;
  const step = new Uint8Array(count);
  step.set(trucks.step);
  if (crowd.noShows > 0) {
    for (let truck = 0; truck < count; truck++) {
      if (Number.isNaN(crowd.arrivalMinute[truck])) step[truck] = STEP.noShow;
    }
  }
  const probes = count - crowd.realCount;
  const state: State = {
    now: 0,
    posts,
    places: Float64Array.from(posts, (post) => post.places),
    stripPlaces: scenario.stripPlaces,
    callRule: scenario.callRule,
    crowd,
    realCount: crowd.realCount,
    keys,
    unit: makeUnitService(scenario.service),
    approachMinutes: scenario.approach?.minutes ?? 0,
    approachUnit: makeUnitService({ kind: 'lognormal', cv: scenario.approach?.cv ?? 0 }),
    approach: scenario.approach,
    servers: new Int32Array(STAGES.length),
    busy: new Int32Array(STAGES.length),
    minutes: new Float64Array(STAGES.length),
    scanShare: new Float64Array(2),
    examinationShare: new Float64Array(2),
    atPost: new Int32Array(2),
    nextPeriod: new Int32Array(2),
    nextPeriodMinute: new Float64Array(2).fill(Number.POSITIVE_INFINITY),
    onStrip: 0,
    inside: 0,
    approaching: 0,
    scheduledPerHour: Number.POSITIVE_INFINITY,
    sequenceOf: new Int32Array(count),
    clearedLog: new Float64Array(crowd.realCount),
    clearedBefore: 0,
    first: new Int32Array(BLOCKED + 1).fill(NONE),
    last: new Int32Array(BLOCKED + 1).fill(NONE),
    behind: new Int32Array(count),
    queuedSince: new Float64Array(count),
    waiting: makeKeyHeap(count),
    // Every probe may be in service at the same time: it takes no server.
    services: makeEventHeap(hasMoreEvents(scenario) ? count : mostServers(posts, count) + probes),
    step,
    calledMinute: new Float64Array(count).fill(Number.NaN),
    postMinute: new Float64Array(count).fill(Number.NaN),
    clearedMinute: new Float64Array(count).fill(Number.NaN),
    servedMinutes: new Float64Array(count),
    stageWaitMinutes: STAGES.slice(0, 3 * posts.length).map(() => new Float32Array(count).fill(Number.NaN)),
    entered: 0,
    cleared: 0,
    insideMinutes: 0,
    insideSince: 0,
    serviceMinutes: new Float64Array(STAGES.length),
    blockedMinutes: new Float64Array(STAGES.length),
    peakAtPost: new Int32Array(2),
    peakOnStrip: 0,
  };
  for (let post = 0; post < posts.length; post++) {
    while (state.nextPeriodMinute[post] === Number.POSITIVE_INFINITY || state.nextPeriodMinute[post]! <= 0) {
      openPeriod(state, post);
      if (state.nextPeriod[post] === posts[post]!.periods.length) break;
    }
  }
  return state;
}

/** Those who drive up and those who wait for their time are put down beside those in service. */
const hasMoreEvents = ({ approach, callRule }: Scenario) =>
  approach !== undefined || callRule.earlyMinutes !== undefined;

/** Puts the post's next period in force; who serves now is not looked at. */
export function openPeriod(state: State, post: number): void {
  const { periods } = state.posts[post]!;
  const period = periods[state.nextPeriod[post]!]!;
  serversOf(period).forEach((servers, kind) => {
    state.servers[3 * post + kind] = servers;
  });
  state.minutes[3 * post] = period.documentMinutes;
  state.minutes[3 * post + 1] = period.scanMinutes;
  state.minutes[3 * post + 2] = period.examinationMinutes;
  state.scanShare[post] = period.scanShare;
  state.examinationShare[post] = period.examinationShare;
  if (post === 0) state.scheduledPerHour = period.scheduledPerHour ?? Number.POSITIVE_INFINITY;
  state.nextPeriod[post]!++;
  state.nextPeriodMinute[post] = periods[state.nextPeriod[post]!]?.fromMinute ?? Number.POSITIVE_INFINITY;
}

/** Of documents, scan, examination. */
export function serversOf(period: Period): readonly [number, number, number] {
  return [period.lanes, period.scanners, period.bays];
}

/** The stage of a truck that is at a post. */
export function stageOf(step: number): number {
  return step < STEP.strip ? step - STEP.firstDocuments : step - STEP.secondDocuments + 3;
}

export function stepOf(stage: number): number {
  return stage < 3 ? STEP.firstDocuments + stage : STEP.secondDocuments + stage - 3;
}

export function enqueue(state: State, queue: number, truck: number): void {
  state.behind[truck] = NONE;
  if (state.first[queue] === NONE) state.first[queue] = truck;
  else state.behind[state.last[queue]!] = truck;
  state.last[queue] = truck;
}

/** The truck at the head, taken out. The queue must not be empty. */
export function dequeue(state: State, queue: number): number {
  const truck = state.first[queue]!;
  state.first[queue] = state.behind[truck]!;
  return truck;
}

/** 1, or 0 for a probe. */
export function roomOf(state: State, truck: number): 0 | 1 {
  return truck < state.realCount ? 1 : 0;
}

function mostServers(posts: readonly Post[], trucks: number): number {
  const most = (post: Post, kind: 0 | 1 | 2) => Math.max(...post.periods.map((period) => serversOf(period)[kind]));
  const servers = posts.flatMap((post) => [most(post, 0), most(post, 1), most(post, 2)]);
  return Math.min(
    trucks,
    servers.reduce((sum, count) => sum + count, 0),
  );
}
