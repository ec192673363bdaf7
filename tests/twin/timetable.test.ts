import { expect, test } from 'vitest';
import { nauticalMilesOf, readSeaWays, readShips } from '../../prisma/ships.ts';
import { generateTimetable } from '../../twin/timetable.ts';

const from = new Date('2026-11-22T00:00:00Z');
const to = new Date('2026-12-23T00:00:00Z');
const hourMs = 3_600_000;
const voyages = generateTimetable('otkel-demo', from, to);
const hoursOf = ({ shipId, fromPortId, toPortId }: (typeof voyages)[number]) => {
  const way = readSeaWays().find((one) => one.fromPortId === fromPortId && one.toPortId === toPortId)!;
  return way.nauticalMiles / readShips().find(({ id }) => id === shipId)!.speedKnots;
};

test('the same seed gives the same voyages, whatever part of the time is asked for', () => {
  expect(generateTimetable('otkel-demo', from, to)).toEqual(voyages);
  const later = new Date('2026-12-01T00:00:00Z');
  expect(generateTimetable('otkel-demo', later, to)).toEqual(
    voyages.filter(({ plannedDepartureAt }) => plannedDepartureAt >= later),
  );
  expect(generateTimetable('another', from, to)).not.toEqual(voyages);
});

test('every ship goes there and back on ways that there are, and is never in two places, delays included', () => {
  for (const { id } of readShips()) {
    const own = voyages.filter(({ shipId }) => shipId === id);
    expect(own.length).toBeGreaterThan(5);
    for (const [index, next] of own.slice(1).entries()) {
      const before = own[index]!;
      const delay = before.event?.kind === 'delay' ? before.event.hours : 0;
      const arrives = before.plannedDepartureAt.getTime() + (delay + hoursOf(before)) * hourMs;
      expect(arrives).toBeLessThan(next.plannedDepartureAt.getTime());
    }
  }
  expect(
    nauticalMilesOf([
      [43, 51],
      [42, 51],
    ]),
  ).toBeCloseTo(60, 0);
});

test('all states are there to be seen in a month: delays, low water, a cancellation, and most on schedule', () => {
  const kinds = generateTimetable('otkel-demo', new Date('2026-03-01'), to).map(({ event }) => event?.kind ?? 'none');
  const share = (kind: string) => kinds.filter((one) => one === kind).length / kinds.length;
  expect(share('none')).toBeGreaterThan(0.45);
  for (const kind of ['delay', 'low-water', 'cancel']) expect(share(kind)).toBeGreaterThan(0.01);
});
