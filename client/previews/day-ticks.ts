import { DateTime } from 'luxon';
import type { CapacityPoint } from './capacity-points.ts';

/** More dates than these run into each other on a phone. */
const ticksShown = 6;

/** @returns the first slot of each day on the Kazakh clock, thinned out where there are many */
export function dayTicks(points: readonly CapacityPoint[], kzZone: string): string[] {
  const firsts = new Map<string, string>();
  for (const { startsAt } of points) {
    const day = DateTime.fromISO(startsAt, { zone: kzZone }).toISODate() ?? startsAt;
    if (!firsts.has(day)) firsts.set(day, startsAt);
  }
  const days = [...firsts.values()];
  const every = Math.ceil(days.length / ticksShown);
  return days.filter((_, index) => index % every === 0);
}
