/**
 * Since when a post is heavier than its parameters, if it is.
 *
 * Source: the cumulative sum of Page (1954), Continuous inspection schemes, Biometrika 41. Each hour has a score, below zero where it looks as the
 * parameters say and above where it does not; their sum never falls below zero, and where it grows past a limit there was a change. Its last zero
 * is the estimate of when (Hawkins and Olwell, 1998, Cumulative Sum Charts, ch. 2).
 */
export interface ScoredHour {
  score: number;
  /** That it was measured over; an hour without any has the score 0. */
  trucks: number;
}

export interface ChangeLimits {
  /** The sum has to reach it. */
  sum: number;
  /** From the change until now, with nights that nobody came in. */
  hours: number;
  /** Since the change. */
  trucks: number;
}

/**
 * @param hours one after the other, the last one is now
 * @returns index of the first hour that is other, or undefined. 0 says that it may have been so before
 */
export function findChange(hours: readonly ScoredHour[], limits: ChangeLimits): number | undefined {
  let sum = 0;
  let since = 0;
  for (const [index, { score }] of hours.entries()) {
    if (sum <= 0 && score > 0) since = index;
    sum = Math.max(0, sum + score);
  }
  if (sum < limits.sum || hours.length - since < limits.hours) return undefined;
  const trucks = hours.slice(since).reduce((all, hour) => all + hour.trucks, 0);
  return trucks < limits.trucks ? undefined : since;
}
