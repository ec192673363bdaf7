import { callPaceOf, mostOnTheWay } from '../call-forward.ts';
import { NONE } from '../model.ts';
import { APPROACH, drawShare, PICK_EXAMINATION, PICK_SCAN, unitQuantile } from './chance.ts';
import { popKey, pushEvent, pushKey } from './heaps.ts';
import { type Approach, MAX_MINUTE, NO_SLOT, STEP } from './model.ts';
import { BLOCKED, dequeue, enqueue, roomOf, STRIP, type State, stageOf, stepOf } from './state.ts';

// A key holds slot, rank and place in the order of arrival in 53 bits: 21 + 8 + 24.
const SEQUENCES = 2 ** 24;
const RANKS = 2 ** 8;

/** A truck comes to the waiting area: `sequence` is its place in the order of arrival. */
export function comeToWaitingArea(state: State, sequence: number): void {
  const truck = state.crowd.bySequence[sequence]!;
  enter(state, roomOf(state, truck));
  state.step[truck] = STEP.waiting;
  state.sequenceOf[truck] = sequence;
  const callable = callableMinute(state, truck);
  if (callable > state.now) pushEvent(state.services, callable, truck);
  else joinCallQueue(state, truck);
}

/** Who is early is not called before. */
export function callableMinute({ callRule, crowd }: State, truck: number): number {
  const slot = crowd.slotMinute[truck]!;
  const { earlyMinutes } = callRule;
  return earlyMinutes === undefined || slot === NO_SLOT ? Number.NEGATIVE_INFINITY : slot - earlyMinutes;
}

function joinCallQueue(state: State, truck: number): void {
  if (state.waiting.size === 0 && mayCall(state)) call(state, truck);
  else pushKey(state.waiting, callKey(state, truck, state.sequenceOf[truck]!));
}

/** A service ends, or the way to the first post, or the wait of one that was early: on to the next stage, to the strip, or out. */
export function endService(state: State, truck: number): void {
  if (state.step[truck] === STEP.waiting) {
    joinCallQueue(state, truck);
    return;
  }
  if (state.step[truck] === STEP.called) {
    state.approaching -= roomOf(state, truck);
    comeToFirstPost(state, truck);
    refill(state);
    return;
  }
  const stage = stageOf(state.step[truck]!);
  const next = nextStage(state, truck, stage);
  if (next !== NONE) {
    release(state, stage, truck);
    joinStage(state, next, truck);
  } else if (stage < 3 && state.posts.length === 2) {
    if (state.onStrip < state.stripPlaces) {
      goToStrip(state, stage, truck);
    } else {
      state.queuedSince[truck] = state.now;
      enqueue(state, BLOCKED, truck);
    }
    refill(state);
  } else {
    const room = roomOf(state, truck);
    state.step[truck] = STEP.cleared;
    state.clearedMinute[truck] = state.now;
    if (room > 0) state.clearedLog[state.cleared] = state.now;
    state.cleared += room;
    countInside(state, -room);
    state.atPost[stage < 3 ? 0 : 1]! -= room;
    release(state, stage, truck);
    refill(state);
  }
}

/** Lets everybody on who has room before him, from the far end back: strip to second post, first post to strip, waiting area to first post. */
export function refill(state: State): void {
  if (state.posts.length === 2) {
    let moved: boolean;
    do {
      moved = false;
      while (state.first[STRIP] !== NONE && hasPlace(state, 1)) {
        const truck = dequeue(state, STRIP);
        state.onStrip -= roomOf(state, truck);
        enterPost(state, 1, truck);
      }
      while (state.first[BLOCKED] !== NONE && state.onStrip < state.stripPlaces) {
        const truck = dequeue(state, BLOCKED);
        const stage = stageOf(state.step[truck]!);
        state.blockedMinutes[stage]! += roomOf(state, truck) * (state.now - state.queuedSince[truck]!);
        goToStrip(state, stage, truck);
        moved = true;
      }
    } while (moved);
  }
  while (state.waiting.size > 0 && mayCall(state)) {
    call(state, state.crowd.bySequence[popKey(state.waiting) % SEQUENCES]!);
  }
}

/** Servers that are free take those who queue. */
export function serveQueue(state: State, stage: number): void {
  while (state.first[stage] !== NONE && state.busy[stage]! < state.servers[stage]!) {
    const truck = dequeue(state, stage);
    state.stageWaitMinutes[stage]![truck] = state.now - state.queuedSince[truck]!;
    beginService(state, stage, truck, unitService(state, stage, truck));
  }
}

/** @param units length of the service in mean services of the period in force. */
export function beginService(state: State, stage: number, truck: number, units: number): void {
  const minutes = state.minutes[stage]! * units;
  const room = roomOf(state, truck);
  state.busy[stage]! += room;
  state.serviceMinutes[stage]! += room * minutes;
  state.servedMinutes[truck]! += minutes;
  pushEvent(state.services, state.now + minutes, truck);
}

/** The truck is inside from now on. */
export function enter(state: State, room: number): void {
  state.entered += room;
  countInside(state, room);
}

export function enterPost(state: State, post: number, truck: number): void {
  takePlace(state, post, truck);
  joinStage(state, 3 * post, truck);
}

export function takePlace(state: State, post: number, truck: number): void {
  const there = state.atPost[post]! + roomOf(state, truck);
  state.atPost[post] = there;
  if (there > state.peakAtPost[post]!) state.peakAtPost[post] = there;
}

/** The truck has left the waiting area; its place at the first post is taken already. @param units of the mean way that are left */
export function driveUp(state: State, truck: number, units: number): void {
  state.step[truck] = STEP.called;
  state.approaching += roomOf(state, truck);
  pushEvent(state.services, state.now + state.approachMinutes * units, truck);
}

export function enterStrip(state: State, truck: number): void {
  state.step[truck] = STEP.strip;
  state.onStrip += roomOf(state, truck);
  if (state.onStrip > state.peakOnStrip) state.peakOnStrip = state.onStrip;
  enqueue(state, STRIP, truck);
}

/** Smaller is called earlier. */
export function callKey(state: State, truck: number, sequence: number): number {
  const { order, lateAfterMinutes, slotMinutes, slotsFromMinute = 0 } = state.callRule;
  if (order === 'first-come') return sequence;
  const { slotMinute, arrivalMinute, rank } = state.crowd;
  const arrival = arrivalMinute[truck]!;
  const booked = slotMinute[truck]!;
  const kept = booked !== NO_SLOT && arrival <= booked + lateAfterMinutes;
  const arrivedIn = Math.floor((arrival - slotsFromMinute) / slotMinutes) * slotMinutes + slotsFromMinute;
  const slot = kept ? booked : Math.floor(arrivedIn);
  return ((slot + MAX_MINUTE) * RANKS + rank[truck]!) * SEQUENCES + sequence;
}

function call(state: State, truck: number): void {
  state.calledMinute[truck] = state.now;
  takePlace(state, 0, truck);
  if (state.approachMinutes > 0)
    driveUp(state, truck, unitQuantile(state.approachUnit, drawShare(state.keys, APPROACH, truck)));
  else comeToFirstPost(state, truck);
}

function comeToFirstPost(state: State, truck: number): void {
  state.postMinute[truck] = state.now;
  joinStage(state, 0, truck);
}

function mayCall(state: State): boolean {
  if (!hasPlace(state, 0)) return false;
  const { approach, scheduledPerHour } = state;
  if (approach === undefined) return true;
  if (state.atPost[0]! + state.onStrip >= approach.loopPlaces || scheduledPerHour === 0) return false;
  const perHour = callPaceOf({ scheduledPerHour, clearedLastHour: clearedLastHour(state, approach) });
  return state.approaching < mostOnTheWay(perHour, approach.leadMinutes);
}

/** Of those cleared before the run only their number is known: taken as spread evenly. */
function clearedLastHour(state: State, approach: Approach): number {
  while (state.clearedBefore < state.cleared && state.clearedLog[state.clearedBefore]! <= state.now - 60)
    state.clearedBefore++;
  const ofBefore = Math.max(0, 1 - state.now / 60) * approach.clearedLastHour;
  return state.cleared - state.clearedBefore + Math.round(ofBefore);
}

function hasPlace(state: State, post: number): boolean {
  return state.atPost[post]! < state.places[post]!;
}

function joinStage(state: State, stage: number, truck: number): void {
  state.step[truck] = stepOf(stage);
  if (state.busy[stage]! < state.servers[stage]!) {
    state.stageWaitMinutes[stage]![truck] = 0;
    beginService(state, stage, truck, unitService(state, stage, truck));
  } else {
    state.queuedSince[truck] = state.now;
    enqueue(state, stage, truck);
  }
}

function nextStage(state: State, truck: number, stage: number): number {
  const post = stage < 3 ? 0 : 1;
  const kind = stage - 3 * post;
  const channel = state.crowd.channel[truck]!;
  if (kind === 0 && (channel >= 1 || isPicked(state, PICK_SCAN + post, truck, state.scanShare[post]!)))
    return stage + 1;
  if (kind === 2) return NONE;
  const examined = channel === 2 || isPicked(state, PICK_EXAMINATION + post, truck, state.examinationShare[post]!);
  return examined ? 3 * post + 2 : NONE;
}

function isPicked(state: State, purpose: number, truck: number, share: number): boolean {
  return share > 0 && drawShare(state.keys, purpose, truck) < share;
}

function unitService(state: State, stage: number, truck: number): number {
  return unitQuantile(state.unit, drawShare(state.keys, stage, truck));
}

function goToStrip(state: State, stage: number, truck: number): void {
  state.atPost[0]! -= roomOf(state, truck);
  enterStrip(state, truck);
  release(state, stage, truck);
}

function release(state: State, stage: number, truck: number): void {
  if (roomOf(state, truck) === 0) return;
  state.busy[stage]!--;
  serveQueue(state, stage);
}

function countInside(state: State, change: number): void {
  if (change === 0) return;
  state.insideMinutes += state.inside * (state.now - state.insideSince);
  state.insideSince = state.now;
  state.inside += change;
}
