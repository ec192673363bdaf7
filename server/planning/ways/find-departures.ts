import type { DriverState, DrivingRules } from './driving.ts';
import { findSoonest } from './find-soonest.ts';
import type { WayChoice, WayPart } from './way-model.ts';

/**
 * The latest minute at which a truck may begin a part of the way and be at the end by `deadline`, four times of five. Who leaves sooner is never later at the end
 * (find-soonest.ts), so it is found by halving.
 *
 * @param start the earliest time, from which the deadline must be kept.
 */
export function findLatestStart(
  parts: readonly WayPart[],
  rules: DrivingRules,
  start: DriverState,
  deadline: number,
): number {
  let kept = start.at;
  let missed = deadline + 1;
  while (missed - kept > 1) {
    const middle = kept + Math.floor((missed - kept) / 2);
    if (findSoonest(parts, rules, { at: middle, driven: start.driven }, deadline)) kept = middle;
    else missed = middle;
  }
  return kept;
}

/** The same choice, left for as late as it is at the end no later for. @param start the earliest departure, that the choice was found from. */
export function leaveLate(
  parts: readonly WayPart[],
  rules: DrivingRules,
  start: DriverState,
  choice: WayChoice,
): WayChoice {
  const chosen = parts.map((part, index): WayPart => {
    return part.kind === 'drive' ? part : { ...part, options: [part.options[choice.optionOf[index]!]!] };
  });
  return { ...choice, departAt: findLatestStart(chosen, rules, start, choice.arrivalP80) };
}

/**
 * The departures worth comparing: the soonest arrival, left for as late as that allows; then the soonest for whoever leaves after that, and so on. Each leaves later
 * and arrives later than the one before, and no other choice leaves as late and arrives as soon as one of them (the profile of a timetable query,
 * Delling, Pajor, Werneck 2015, by repeated earliest-arrival queries).
 *
 * @param start the earliest departure.
 * @param deadline plans that arrive after it (P80) end the list; the first is given all the same, if it arrives by `latest`.
 * @param most so many at most.
 */
export function findDepartures(
  parts: readonly WayPart[],
  rules: DrivingRules,
  start: DriverState,
  { deadline, latest, most }: { deadline: number; latest: number; most: number },
): WayChoice[] {
  const plans: WayChoice[] = [];
  let from = start.at;
  while (plans.length < most) {
    const soonest = findSoonest(parts, rules, { ...start, at: from }, plans.length > 0 ? deadline : latest);
    if (!soonest) break;
    const departAt = findLatestStart(parts, rules, { ...start, at: from }, soonest.arrivalP80);
    plans.push(findSoonest(parts, rules, { ...start, at: departAt }, soonest.arrivalP80)!);
    if (soonest.arrivalP80 > deadline) break;
    from = departAt + 1;
  }
  return plans;
}

/**
 * The soonest at which each part can begin, at the median: without the margins, so that no truck is there sooner by plan. Infinity behind a stop that nothing takes it
 * on from.
 */
export function findEarliestStarts(parts: readonly WayPart[], rules: DrivingRules, start: DriverState): number[] {
  const atTheMedian = parts.map((part): WayPart => {
    if (part.kind === 'drive') return part;
    return { ...part, options: part.options.map((option) => ({ ...option, leavesSafelyAt: option.leavesAt })) };
  });
  return parts.map((_, index) => {
    const soonest = findSoonest(atTheMedian.slice(0, index), rules, start);
    return soonest ? soonest.arrivalP80 : Number.POSITIVE_INFINITY;
  });
}
