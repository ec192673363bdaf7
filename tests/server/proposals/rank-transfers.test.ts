import { describe, expect, test } from 'vitest';
import {
  assumedRoad,
  rankTransfers,
  type TransferCheckpoint,
  type TransferDay,
  type TransferHour,
} from '../../../server/proposals/rank-transfers.ts';

const checkpoint = (id: string, lat: number, changes: Partial<TransferCheckpoint> = {}): TransferCheckpoint => ({
  ...{ id, neighbour: 'RU', access: 'multilateral', status: 'open', lat, lon: 55 },
  ...changes,
});
interface Changes extends Partial<Omit<TransferHour, 'startsAtMs' | 'endsAtMs'>> {
  direction?: 'out' | 'in';
}

/** A day as one slot. */
const day = (checkpointId: string, { direction = 'out', ...changes }: Changes = {}): TransferDay => ({
  ...{ checkpointId, direction, date: '2026-06-18' },
  hours: [
    {
      ...{ startsAtMs: 0, endsAtMs: 86_400_000, places: 200, taken: 100, local: 90, third: 30, waitMinutes: null },
      ...changes,
    },
  ],
});
/** Three in a row, a degree (111 km) apart. */
const row = [checkpoint('a', 50), checkpoint('b', 51), checkpoint('c', 52)];
const full = day('a', { taken: 240 });

describe('suggested transfers', () => {
  test('send the surplus of an overfull day to the nearest sibling with room, with the price of the way', () => {
    const [transfer, ...others] = rankTransfers(row, [full, day('b'), day('c')]);
    expect(others).toEqual([]);
    expect(transfer).toMatchObject({
      from: { checkpointId: 'a', over: 40 },
      to: { checkpointId: 'b' },
      trucks: 60,
      movable: 120,
    });
    expect(transfer!.kmPerTruck).toBeCloseTo(111.2 * assumedRoad.perStraightKm, 0);
    expect(transfer!.hoursPerTruck).toBeCloseTo(transfer!.kmPerTruck / assumedRoad.kmPerHour);
    expect(transfer!.savedSource).toBe('load-rule');
    expect(transfer!.savedHours).toBeGreaterThan(0);
  });

  test('are none where no day is above 95%, or where the siblings are above 70% themselves', () => {
    expect(rankTransfers(row, [day('a', { taken: 189 }), day('b'), day('c')])).toEqual([]);
    expect(rankTransfers(row, [full, day('b', { taken: 140 }), day('c', { taken: 199 })])).toEqual([]);
    expect(rankTransfers(row, [day('a', { taken: 195 }), day('b'), day('c')])).toHaveLength(1);
  });

  test('never fill a sibling above 85%, and share its room among all who need it', () => {
    const days = [full, day('b', { taken: 130 }), day('c', { taken: 240 })];
    const transfers = rankTransfers(row, days);
    expect(transfers.every(({ to }) => to.checkpointId === 'b')).toBe(true);
    expect(transfers.reduce((sum, { trucks }) => sum + trucks, 0)).toBeLessThanOrEqual(40);
    expect(transfers.reduce((sum, { trucks }) => sum + trucks, 0)).toBeGreaterThan(30);
  });

  test('send what the nearest has no room for to the next', () => {
    const transfers = rankTransfers(row, [full, day('b', { taken: 135 }), day('c')]);
    expect(transfers.map(({ to, trucks }) => [to.checkpointId, trucks]).sort()).toEqual([
      ['b', 35],
      ['c', 25],
    ]);
  });

  test('send only trucks that are admitted, and to checkpoints that are open, near and to the same neighbour', () => {
    const bilateral = [row[0]!, checkpoint('b', 51, { access: 'bilateral' })];
    const days = [day('a', { taken: 240, local: 10, third: 100 }), day('b')];
    expect(rankTransfers(bilateral, days)).toMatchObject([{ trucks: 10, movable: 10 }]);
    for (const other of [{ status: 'closed' }, { neighbour: 'KG' }, { lat: 55 }])
      expect(rankTransfers([row[0]!, checkpoint('b', 51, other)], days)).toEqual([]);
  });

  test('put overfull days before nearly full ones, and take the saved wait from forecasts where both are seen', () => {
    const other = { direction: 'in' } as const;
    const transfers = rankTransfers(row, [
      day('a', { ...other, taken: 198, waitMinutes: 300 }),
      day('b', { ...other, waitMinutes: 60 }),
      full,
      day('b'),
    ]);
    expect(transfers.map(({ from }) => from.direction)).toEqual(['out', 'in']);
    expect(transfers[1]).toMatchObject({ savedSource: 'forecast', trucks: 18, savedHours: 18 * 4 });
  });

  test('are about the full part of a day with empty nights, and the sibling is asked for room at that time', () => {
    const hourMs = 3_600_000;
    const hours = (takenAt: (hour: number) => number) =>
      Array.from({ length: 24 }, (_, hour) => ({
        ...{ startsAtMs: hour * hourMs, endsAtMs: (hour + 1) * hourMs, places: 10, taken: takenAt(hour) },
        ...{ local: takenAt(hour), third: 0, waitMinutes: null },
      }));
    const byDay = (from: number, to: number) => (hour: number) => (hour >= from && hour < to ? 10 : 2);
    const where = { direction: 'out', date: '2026-06-18' } as const;
    const crowded = { checkpointId: 'a', ...where, hours: hours(byDay(9, 17)) };
    const empty = { checkpointId: 'b', ...where, hours: hours(() => 2) };
    expect(rankTransfers(row, [crowded, empty])).toMatchObject([
      { from: { startsAtMs: 9 * hourMs, endsAtMs: 17 * hourMs, taken: 80 }, to: { taken: 16, places: 80 }, trucks: 8 },
    ]);
    expect(rankTransfers(row, [{ ...crowded, hours: hours(byDay(9, 14)) }, empty])).toEqual([]); // five hours
    expect(rankTransfers(row, [crowded, { ...empty, hours: hours(byDay(9, 17)) }])).toEqual([]);
  });
});
