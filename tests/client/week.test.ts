import { describe, expect, it } from 'vitest';
import { buildWeek, closedAllWeek, slotState, weekCount, weekSpan } from '../../client/checkpoint/week.ts';
import { sampleSlot, sampleSlots } from './support/samples.ts';

const almaty = 'Asia/Almaty'; // UTC+5
const now = new Date('2026-11-21T20:30:00Z'); // 01:30 of 22 November in Almaty
const midnight = '2026-11-21T19:00:00.000Z';

describe('the span of a week', () => {
  it('begins with today on the Kazakh clock, whatever the day in UTC', () => {
    const span = weekSpan(now, almaty, 0);
    expect(span.from).toBe('2026-11-22T00:00:00+05:00');
    expect(span.to).toBe('2026-11-29T00:00:00+05:00');
    expect(span.days).toHaveLength(7);
  });

  it('ends with the 31st day, and the last week is whole', () => {
    const last = weekSpan(now, almaty, weekCount - 1);
    expect(last.from).toBe('2026-12-16T00:00:00+05:00');
    expect(last.to).toBe('2026-12-23T00:00:00+05:00');
  });
});

describe('the rows of a week', () => {
  const rowsFor = (neighbourZone: string) =>
    buildWeek(sampleSlots(midnight, 7), 'out', weekSpan(now, almaty, 0), { kzZone: almaty, neighbourZone }).rows;

  it('have both clocks, and the date line where the two dates differ', () => {
    const astrakhan = rowsFor('Europe/Astrakhan'); // UTC+4
    expect(
      astrakhan.map(({ kzTime, neighbourTime, dayShift }) => [kzTime, neighbourTime, dayShift]).slice(0, 2),
    ).toEqual([
      ['00:00', '23:00', -1],
      ['01:00', '00:00', 0],
    ]);
    const novosibirsk = rowsFor('Asia/Novosibirsk'); // UTC+7
    expect(novosibirsk.filter((row) => row.dayShift === 1).map((row) => row.kzTime)).toEqual(['22:00', '23:00']);
    const tehran = rowsFor('Asia/Tehran'); // UTC+3:30
    expect(tehran[2]).toMatchObject({ kzTime: '02:00', neighbourTime: '00:30', dayShift: 0 });
    expect(tehran[1]).toMatchObject({ neighbourTime: '23:30', dayShift: -1 });
  });

  it('crosses the end of a year: 1 January is the day after 31 December', () => {
    const newYear = new Date('2026-12-31T12:00:00Z');
    const { rows } = buildWeek(sampleSlots('2026-12-30T19:00:00.000Z', 2), 'out', weekSpan(newYear, almaty, 0), {
      kzZone: almaty,
      neighbourZone: 'Asia/Barnaul',
    });
    expect(rows.find((row) => row.kzTime === '23:00')).toMatchObject({ neighbourTime: '01:00', dayShift: 1 });
  });

  it('takes one direction, and leaves out hours that are closed on all seven days', () => {
    const slots = sampleSlots(midnight, 7, (startsAt) => {
      const hour = (startsAt.getUTCHours() + 5) % 24;
      return { closedBecause: hour < 8 || hour >= 18 ? 'hours' : null };
    });
    const week = buildWeek(slots, 'in', weekSpan(now, almaty, 0), { kzZone: almaty, neighbourZone: almaty });
    expect(week.rows.map((row) => row.kzTime)).toEqual(
      Array.from({ length: 10 }, (_, hour) => `${String(hour + 8).padStart(2, '0')}:00`),
    );
    expect(week.someLeftOut).toBe(true);
    expect(week.rows.flatMap((row) => row.cells).every((slot) => slot?.direction === 'in')).toBe(true);
  });

  it('knows when the whole week is closed for one reason', () => {
    const closed = sampleSlots(midnight, 7, () => ({ closedBecause: 'season' }));
    const zones = { kzZone: almaty, neighbourZone: almaty };
    expect(closedAllWeek(buildWeek(closed, 'out', weekSpan(now, almaty, 0), zones).rows)).toBe('season');
    expect(
      closedAllWeek(buildWeek(sampleSlots(midnight, 7), 'out', weekSpan(now, almaty, 0), zones).rows),
    ).toBeUndefined();
  });
});

it.each([
  ['free', sampleSlot()],
  ['filling', sampleSlot({ left: { total: 4, inspected: 0, examined: 0 } })],
  ['full', sampleSlot({ left: { total: 0, inspected: 0, examined: 0 } })],
  ['closed', sampleSlot({ closedBecause: 'closure' })],
] as const)('a slot is %s', (state, slot) => {
  expect(slotState(slot)).toBe(state);
});
