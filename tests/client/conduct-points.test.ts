import { expect, it } from 'vitest';
import { belowFrom, decayCurve } from '../../client/conduct/points.ts';

const record = {
  ...{ asOf: '2026-06-15T06:00:00.000Z', points: 4, halfLifeDays: 90, threshold: 3, isReduced: true },
  ...{ carrierSlotShare: 0.05, source: 'test' },
};

it('halves the points with each half-life', () => {
  const curve = decayCurve(record);
  expect(curve[0]).toEqual({ at: Date.parse(record.asOf), points: 4 });
  expect(curve.find(({ at }) => at === Date.parse('2026-09-13T06:00:00.000Z'))!.points).toBeCloseTo(2, 9);
  expect(curve.at(-1)!.points).toBeCloseTo(1, 9);
});

it('says from when on they are below the threshold, and nothing where they are', () => {
  const below = belowFrom(record)!;
  const days = (below.getTime() - Date.parse(record.asOf)) / 86_400_000;
  expect(4 * 0.5 ** (days / 90)).toBeCloseTo(3, 9);
  expect(belowFrom({ ...record, points: 2.99 })).toBeNull();
});
