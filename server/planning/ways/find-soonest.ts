import { type DriverState, type DrivingRules, drive } from './driving.ts';
import { NO_OPTION, type StopPart, type WayChoice, type WayPart } from './way-model.ts';

/** A truck that has left a stop with its margin, or has not begun. */
interface Label extends DriverState {
  /** At the median. */
  readonly medianAt: number;
  readonly option: number;
  readonly before: Label | undefined;
}

/**
 * The choice of options with the soonest arrival that four times of five is kept; of equal ones the sooner at the median.
 *
 * Label setting with two criteria, time and minutes since the last rest, one stop after the other (a resource-constrained shortest path, Desrosiers et al.
 * 1995). All trucks that take one option leave it at the same time, so an option keeps one label, of the most rested; of those, one that is neither
 * sooner nor more rested than another is dropped. Dropping is safe: a truck that comes a rest sooner, but with more minutes at the wheel, can take that rest
 * before the slot of the other. Exact; `O(n log n)` for n options.
 *
 * @param start at the first part; a stop may be the first.
 * @param latest arrivals after it are not looked for.
 * @returns undefined where no options lead to the end.
 */
export function findSoonest(
  parts: readonly WayPart[],
  rules: DrivingRules,
  start: DriverState,
  latest = Number.POSITIVE_INFINITY,
): WayChoice | undefined {
  const { arrivals } = leaveAllStops(parts, rules, start, latest);
  const best = arrivals[0];
  return best && { departAt: start.at, arrivalP80: best.at, optionOf: readChoice(parts, best.label) };
}

/**
 * Where a way comes to its end for a truck that finds none by {@link findSoonest}: the first stop that no option takes it on from, or NO_PART where only `latest` is
 * in the way, and the soonest time at which it is there.
 */
export function findBarrier(
  parts: readonly WayPart[],
  rules: DrivingRules,
  start: DriverState,
  latest: number,
): { part: number; reachedAt: number } {
  const { part, reachedAt } = leaveAllStops(parts, rules, start, latest);
  return { part, reachedAt };
}

export const NO_PART = -1;

function leaveAllStops(parts: readonly WayPart[], rules: DrivingRules, start: DriverState, latest: number) {
  let labels: Label[] = [{ ...start, medianAt: start.at, option: NO_OPTION, before: undefined }];
  let minutes = 0;
  let reachedAt = start.at;
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'drive') {
      minutes += part.minutes;
      continue;
    }
    const arrivals = arrive(labels, minutes, rules, latest);
    if (arrivals.length > 0) reachedAt = arrivals[0]!.at;
    labels = leaveStop(part, arrivals, rules, latest);
    minutes = 0;
    if (labels.length === 0) return { arrivals: [], part: arrivals.length > 0 ? index : NO_PART, reachedAt };
  }
  return { arrivals: arrive(labels, minutes, rules, latest), part: NO_PART, reachedAt };
}

interface Arrival extends DriverState {
  readonly medianAt: number;
  readonly label: Label;
}

/** Where the labels are after a drive, the soonest first. */
function arrive(labels: readonly Label[], minutes: number, rules: DrivingRules, latest: number): Arrival[] {
  const arrivals: Arrival[] = [];
  for (const label of labels) {
    const { at, driven } = drive(label, minutes, rules);
    if (at <= latest) arrivals.push({ at, driven, medianAt: label.medianAt + at - label.at, label });
  }
  return arrivals.sort((a, b) => a.at - b.at || a.medianAt - b.medianAt || a.driven - b.driven);
}

function leaveStop(
  part: StopPart,
  arrivals: readonly Arrival[],
  { restMinutes }: DrivingRules,
  latest: number,
): Label[] {
  const first = arrivals[0];
  if (!first) return [];
  const labels: Label[] = [];
  let next = 0;
  let freshest = first;
  let best: Label | undefined; // the most rested so far; of those the soonest
  const order = orderOf(part);
  for (let place = firstFrom(part, order, first.at); place < order.length; place++) {
    const index = order[place]!;
    const { beginsAt, leavesAt, leavesSafelyAt, isRest } = part.options[index]!;
    // Whoever begins when another is gone already, and rested, is neither sooner nor fresher.
    if (beginsAt > latest || (best?.driven === 0 && best.at <= beginsAt)) break;
    if (leavesSafelyAt > latest) continue;
    for (; next < arrivals.length && arrivals[next]!.at <= beginsAt; next++) {
      if (arrivals[next]!.driven < freshest.driven) freshest = arrivals[next]!;
    }
    const isRested = isRest || beginsAt - first.at >= restMinutes;
    const before = isRested ? first.label : freshest.label;
    const driven = isRested ? 0 : freshest.driven;
    if (best && best.at <= leavesSafelyAt && best.driven <= driven) continue;
    const label = { at: leavesSafelyAt, medianAt: leavesAt, driven, option: index, before };
    labels.push(label);
    if (!best || driven < best.driven || (driven === best.driven && label.at < best.at)) best = label;
  }
  return undominated(labels);
}

/** Options by their begin. A way is asked hundreds of times, and sorting would be most of the work: so each stop is sorted once. */
const orders = new WeakMap<StopPart, readonly number[]>();
function orderOf(part: StopPart): readonly number[] {
  const known = orders.get(part);
  if (known) return known;
  const order = part.options
    .map((_, index) => index)
    .sort((a, b) => part.options[a]!.beginsAt - part.options[b]!.beginsAt);
  orders.set(part, order);
  return order;
}

/** The first place in the order whose option begins at or after a time, by halving. */
function firstFrom({ options }: StopPart, order: readonly number[], at: number): number {
  let from = 0;
  let to = order.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (options[order[middle]!]!.beginsAt < at) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The soonest first, each more rested than all before it. */
function undominated(labels: Label[]): Label[] {
  labels.sort((a, b) => a.at - b.at || a.driven - b.driven || a.medianAt - b.medianAt);
  let driven = Number.POSITIVE_INFINITY;
  return labels.filter((label) => {
    if (label.driven >= driven) return false;
    driven = label.driven;
    return true;
  });
}

function readChoice(parts: readonly WayPart[], last: Label): number[] {
  const optionOf = new Array<number>(parts.length).fill(NO_OPTION);
  let label: Label | undefined = last;
  for (let part = parts.length - 1; part >= 0; part--) {
    if (parts[part]!.kind === 'drive') continue;
    optionOf[part] = label!.option;
    label = label!.before;
  }
  return optionOf;
}
