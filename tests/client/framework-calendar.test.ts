import { expect, test } from 'vitest';
import { listCalendarDays } from '../../client/framework-contracts/calendar-days.ts';

const contract = {
  weekdays: [1, 2, 3, 4, 5],
  validFrom: '2026-06-10',
  validTo: '2026-06-25',
  trucksPerDay: 5,
  state: 'active' as const,
};
const known = { day: '2026-06-16', wanted: 4, applied: 4, booked: 3, unplaced: 1, skipped: 0, reason: null };

test('four weeks from the Monday before, with what is known of a day, what is to come, and days off', () => {
  const days = listCalendarDays(contract, [known], '2026-06-17');
  expect([days.length, days[0]?.day, days.at(-1)?.day]).toEqual([28, '2026-06-08', '2026-07-05']);
  const wanted = (day: string) => days.find((one) => one.day === day)?.wanted;
  expect(['2026-06-09', '2026-06-10', '2026-06-13', '2026-06-16', '2026-06-25', '2026-06-26'].map(wanted)).toEqual([
    ...[undefined, 5, undefined, 4, 5, undefined],
  ]);
  expect(days.find(({ day }) => day === '2026-06-16')?.known?.booked).toBe(3);
});

test('a contract that was ended wants nothing of the days to come', () => {
  const days = listCalendarDays({ ...contract, state: 'ended' }, [known], '2026-06-17');
  expect(days.filter(({ day, wanted }) => day >= '2026-06-17' && wanted !== undefined)).toEqual([]);
});
