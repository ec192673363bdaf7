import { type DriverState, type DrivingRules, drive } from './driving.ts';
import type { StopOption, WayPart } from './way-model.ts';

/** A part as it goes at the median. */
export interface PartTimes {
  /** The drive begins, or the truck arrives at the stop. */
  readonly startsAt: number;
  readonly endsAt: number;
  /** Rests on a drive that the rules ask for. */
  readonly restMinutes: number;
  /** Minutes at the wheel since the last rest, when the part begins. */
  readonly driven: number;
  /** How long after the end of the chosen option the truck arrives; 0 where it is in time. */
  readonly lateMinutes: number;
}

export interface Walk {
  readonly parts: readonly PartTimes[];
  readonly arrivalP50: number;
  readonly arrivalP80: number;
}

/**
 * Goes a way with the chosen options and says when the truck is where. One that comes after the begin of a slot leaves later by as much; a ship does not wait.
 * Rest is counted as the search does (way-model.ts).
 *
 * @param optionOf the chosen option of each stop, by the index of the part.
 */
export function walkWay(
  parts: readonly WayPart[],
  optionOf: (part: number) => StopOption,
  rules: DrivingRules,
  start: DriverState,
): Walk {
  let { at, driven } = start;
  let safelyAt = at;
  const times = parts.map((part, index): PartTimes => {
    const before = { startsAt: at, driven };
    if (part.kind === 'drive') {
      const end = drive({ at, driven }, part.minutes, rules);
      safelyAt += end.at - at;
      ({ at, driven } = end);
      return { ...before, endsAt: at, restMinutes: end.restMinutes, lateMinutes: 0 };
    }
    const { beginsAt, endsAt, leavesAt, leavesSafelyAt, isRest } = optionOf(index);
    const lateMinutes = Math.max(0, at - endsAt);
    const shift = isRest ? 0 : Math.max(0, at - beginsAt);
    if (isRest || beginsAt - safelyAt >= rules.restMinutes) driven = 0;
    at = leavesAt + shift;
    safelyAt = leavesSafelyAt + shift;
    return { ...before, endsAt: at, restMinutes: 0, lateMinutes };
  });
  return { parts: times, arrivalP50: at, arrivalP80: safelyAt };
}

/**
 * Whether a truck that leaves at `start` is at each chosen option before that ends, at the median. More lenient than the search, which keeps a margin before each
 * begin: a forecast that moved a little since an offer must refuse nobody.
 *
 * @returns the first part that cannot be reached and by how many minutes it is missed; undefined where all can.
 */
export function checkWay(
  parts: readonly WayPart[],
  optionOf: (part: number) => StopOption,
  rules: DrivingRules,
  start: DriverState,
): { part: number; lateMinutes: number } | undefined {
  const { parts: times } = walkWay(parts, optionOf, rules, start);
  const part = times.findIndex(({ lateMinutes }) => lateMinutes > 0);
  return part === -1 ? undefined : { part, lateMinutes: times[part]!.lateMinutes };
}
