import type { Journeys } from './model.ts';

/**
 * Of one truck, in minutes. `toCalled`: from the arrival to the call, the wait in the waiting area. `toPost`: from the arrival until it is at the
 * first post, with the drive. `toCleared`: from the arrival until it
 * is through. `queued`: of that, what it was not being served.
 */
export type Duration = 'toCalled' | 'toPost' | 'toCleared' | 'queued';

/** One entry per truck; NaN where the run does not say: not called or not cleared, or called before it began. */
export function minutesOf(journeys: Journeys, duration: Duration): Float64Array {
  const { arrivalMinute, calledMinute, postMinute, clearedMinute, servedMinutes } = journeys;
  const ends = { toCalled: calledMinute, toPost: postMinute, toCleared: clearedMinute, queued: clearedMinute };
  const end = ends[duration];
  const minutes = new Float64Array(journeys.count);
  for (let truck = 0; truck < journeys.count; truck++) {
    const served = duration === 'queued' ? servedMinutes[truck]! : 0;
    minutes[truck] = end[truck]! - arrivalMinute[truck]! - served;
  }
  return minutes;
}

/**
 * The smallest of the values that at least `share` of them do not pass (nearest rank, Hyndman and Fan 1996, definition 1): never a number
 * between two that were seen, so that Infinity may be among them. NaN of nothing.
 *
 * @param sorted ascending, without NaN.
 * @param share 0…1.
 */
export function percentileOf(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/**
 * For each hour of arrival, these percentiles over the trucks that came in it; NaN where there are none. Trucks without an end are left out.
 *
 * @param shares of the percentiles, such as `[0.5, 0.8]`.
 * @returns `[hour][share]`, in minutes.
 */
export function percentilesByArrivalHour(
  journeys: Journeys,
  duration: Duration,
  hours: number,
  shares: readonly number[],
): number[][] {
  const byHour: number[][] = Array.from({ length: hours }, () => []);
  minutesOf(journeys, duration).forEach((minutes, truck) => {
    if (!Number.isNaN(minutes)) byHour[Math.floor(journeys.arrivalMinute[truck]! / 60)]?.push(minutes);
  });
  return byHour.map((minutes) => {
    const sorted = Float64Array.from(minutes).sort();
    return shares.map((share) => percentileOf(sorted, share));
  });
}
