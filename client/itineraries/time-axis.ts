import { DateTime } from 'luxon';
import type { ItineraryOffer } from '../../shared/contract/itineraries.ts';

/** A span of time that pictures beside each other share, milliseconds. */
export interface Span {
  fromMs: number;
  toMs: number;
}

type Placed = Pick<ItineraryOffer, 'departAt' | 'arrivalP80At'>;

/** @returns the one span that holds all ways, and the instants that they are held against */
export function spanOf(ways: readonly Placed[], others: readonly string[] = []): Span {
  const all = [...ways.flatMap(({ departAt, arrivalP80At }) => [departAt, arrivalP80At]), ...others].map(Date.parse);
  return { fromMs: Math.min(...all), toMs: Math.max(...all) };
}

/** @returns where an instant lies in a span, 0 to 1 of it; outside it, at its end */
export function shareOf(atMs: number, { fromMs, toMs }: Span): number {
  return toMs <= fromMs ? 0 : Math.min(1, Math.max(0, (atMs - fromMs) / (toMs - fromMs)));
}

const stepHours = [1, 2, 3, 6, 12, 24, 48, 72, 120, 168, 336];

export interface Tick {
  atMs: number;
  /** midnight on that clock: named by its day, and not by its hour */
  isDay: boolean;
}

/** @param most ticks that there is room for @returns round hours or midnights on the clock of a zone, evenly apart */
export function ticksOf(span: Span, zone: string, most: number): Tick[] {
  const hours = (span.toMs - span.fromMs) / 3_600_000;
  const step = stepHours.find((candidate) => hours / candidate <= most) ?? stepHours.at(-1)!;
  const ticks: Tick[] = [];
  let at = DateTime.fromMillis(span.fromMs, { zone }).startOf('day');
  while (at.toMillis() <= span.toMs) {
    if (at.toMillis() >= span.fromMs) ticks.push({ atMs: at.toMillis(), isDay: at.hour === 0 });
    // By the calendar and not by 24 hours: a day is not always as long.
    at = step < 24 ? at.plus({ hours: step }) : at.plus({ days: step / 24 });
  }
  return ticks;
}
