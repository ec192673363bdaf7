import { DateTime } from 'luxon';
import type { PreviewSlot } from '../../shared/contract/previews.ts';
import type { Direction } from '../../shared/words.ts';

type Band = [number, number] | null;

/** What the pictures of one slot draw. */
export interface CapacityPoint {
  startsAt: string;
  before: number;
  after: number;
  /** bookings that have a place, and those beyond */
  fits: number;
  over: number;
  /** minutes P50 to P80; null where nothing is known */
  now: Band;
  unmoved: Band;
  moved: Band;
}

const waitCases = ['now', 'unmoved', 'moved'] as const;

/**
 * @param withMoves whether the moves are made @returns the slots of one direction by time. A slot is overfull in its total or, where more trucks are
 * inspected or examined than it takes, in these: then by the greatest of the three.
 */
export function capacityPoints(
  slots: readonly PreviewSlot[],
  direction: Direction,
  withMoves: boolean,
): CapacityPoint[] {
  return slots
    .filter((slot) => slot.direction === direction)
    .toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
    .map(({ startsAt, before, after, taken, takenAfter, wait }) => {
      const trucks = withMoves ? takenAfter : taken;
      const over = Math.max(
        0,
        trucks.total - after.total,
        trucks.inspected - after.inspected,
        trucks.examined - after.examined,
      );
      const bands = waitCases.map((each): [typeof each, Band] => {
        const band = wait?.[each];
        return [each, band && band.p50Minutes !== null ? [band.p50Minutes, band.p80Minutes ?? band.p50Minutes] : null];
      });
      return {
        startsAt,
        before: before.total,
        after: after.total,
        fits: Math.max(0, trucks.total - over),
        over,
        ...(Object.fromEntries(bands) as Record<(typeof waitCases)[number], Band>),
      };
    });
}

export interface CapacityDay {
  /** midnight on the Kazakh clock */
  startsAt: string;
  before: number;
  after: number;
  taken: number;
  over: number;
}

/** @returns the same by days of the Kazakh clock, for the table */
export function capacityDays(points: readonly CapacityPoint[], kzZone: string): CapacityDay[] {
  const days = new Map<string, CapacityDay>();
  for (const { startsAt, before, after, fits, over } of points) {
    const start = DateTime.fromISO(startsAt, { zone: kzZone }).startOf('day').toISO() ?? startsAt;
    const day = days.get(start) ?? { startsAt: start, before: 0, after: 0, taken: 0, over: 0 };
    days.set(start, {
      startsAt: start,
      before: day.before + before,
      after: day.after + after,
      taken: day.taken + fits + over,
      over: day.over + over,
    });
  }
  return [...days.values()];
}
