import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import type { CheckpointRules, RuleClosure } from '../../../server/corridors/rules/checkpoint-rules.ts';
import { findClosedBecause } from '../../../server/corridors/rules/closed-because.ts';
import type { Direction } from '../../../shared/words.ts';
import { checkpointRules } from '../../support/checkpoint-rules.ts';

/** Why a slot is closed that begins at this time of the post's own clock. */
function closedAt(
  local: string,
  calendar: Partial<CheckpointRules> = {},
  { minutes = 60, closures = [] as RuleClosure[], direction = 'out' as Direction } = {},
) {
  const whole = checkpointRules({ ...calendar, closures });
  const startsAt = DateTime.fromISO(local, { zone: whole.kzZone });
  return findClosedBecause(whole, direction, startsAt.toMillis(), startsAt.plus({ minutes }).toMillis());
}

test('without hours, season and closures it is open at any time', () => {
  expect(closedAt('2026-01-01T00:00')).toBeUndefined();
  expect(closedAt('2026-02-28T23:00')).toBeUndefined();
});

test.each([
  ['2026-06-15T07:00', 'hours'],
  ['2026-06-15T08:00', undefined],
  ['2026-06-15T17:00', undefined],
  ['2026-06-15T18:00', 'hours'],
  ['2026-06-15T23:00', 'hours'],
  ['2026-06-15T00:00', 'hours'],
])('open 08:00-18:00: a slot at %s is %s', (local, expected) => {
  expect(closedAt(local, { opensAt: '08:00', closesAt: '18:00' })).toBe(expected);
});

test('a slot that is open for a part of its time is closed', () => {
  const hours = { opensAt: '08:00', closesAt: '18:00' };
  expect(closedAt('2026-06-15T07:30', hours)).toBe('hours');
  expect(closedAt('2026-06-15T17:30', hours)).toBe('hours');
  expect(closedAt('2026-06-15T17:30', hours, { minutes: 30 })).toBeUndefined();
});

test.each([
  ['2026-06-15T19:00', 'hours'],
  ['2026-06-15T20:00', undefined],
  ['2026-06-15T23:00', undefined],
  ['2026-06-15T23:30', undefined],
  ['2026-06-16T00:00', undefined],
  ['2026-06-16T05:00', undefined],
  ['2026-06-16T05:30', 'hours'],
  ['2026-06-16T06:00', 'hours'],
])('open over midnight, 20:00-06:00: a slot at %s is %s', (local, expected) => {
  expect(closedAt(local, { opensAt: '20:00', closesAt: '06:00' })).toBe(expected);
});

test.each([
  ['00:00', '00:00'],
  ['08:00', '08:00'],
])('open %s-%s is round the clock', (opensAt, closesAt) => {
  for (const local of ['2026-06-15T00:00', '2026-06-15T07:00', '2026-06-15T08:00', '2026-06-15T23:00']) {
    expect(closedAt(local, { opensAt, closesAt })).toBeUndefined();
  }
});

test.each([
  ['2026-04-30T23:00', 'season'],
  ['2026-05-01T00:00', undefined],
  ['2026-10-31T23:00', undefined],
  ['2026-11-01T00:00', 'season'],
])('season 05-01 to 10-31: a slot at %s is %s', (local, expected) => {
  expect(closedAt(local, { seasonFrom: '05-01', seasonTo: '10-31' })).toBe(expected);
});

test.each([
  ['2026-11-30T12:00', 'season'],
  ['2026-12-01T12:00', undefined],
  ['2027-01-01T12:00', undefined],
  ['2028-02-29T12:00', undefined],
  ['2027-03-01T12:00', 'season'],
])('a season over the new year, 12-01 to 02-29: a slot at %s is %s', (local, expected) => {
  expect(closedAt(local, { seasonFrom: '12-01', seasonTo: '02-29' })).toBe(expected);
});

test('hours and season are read on the clock of the post, whatever its offset', () => {
  const tehran = { kzZone: 'Asia/Tehran', opensAt: '08:00', closesAt: '18:00', seasonFrom: '05-01', seasonTo: '10-31' };
  const at = (utc: string) => {
    const startsAtMs = Date.parse(utc);
    return findClosedBecause(checkpointRules(tehran), 'out', startsAtMs, startsAtMs + 3_600_000);
  };
  expect(at('2026-06-15T04:00:00Z')).toBe('hours'); // 07:30
  expect(at('2026-06-15T04:30:00Z')).toBeUndefined(); // 08:00
  expect(at('2026-06-15T13:30:00Z')).toBeUndefined(); // 17:00
  expect(at('2026-06-15T14:00:00Z')).toBe('hours'); // 17:30 to 18:30
  expect(at('2026-10-31T13:30:00Z')).toBeUndefined();
  expect(at('2026-11-01T04:30:00Z')).toBe('season');
});

describe('closures', () => {
  const closure = (from: string, to: string, direction: Direction | null = null): RuleClosure[] => [
    { id: 'repair', direction, startsAtMs: Date.parse(from), endsAtMs: Date.parse(to) },
  ];
  // On the post's clock 2026-06-15 10:00 to 12:00.
  const morning = closure('2026-06-15T05:00:00Z', '2026-06-15T07:00:00Z');

  test.each([
    ['2026-06-15T09:00', undefined],
    ['2026-06-15T09:01', 'closure'],
    ['2026-06-15T10:00', 'closure'],
    ['2026-06-15T11:59', 'closure'],
    ['2026-06-15T12:00', undefined],
  ])('closed 10:00-12:00: a slot at %s is %s', (local, expected) => {
    expect(closedAt(local, {}, { closures: morning })).toBe(expected);
  });

  test('of one direction leaves the other open', () => {
    const closures = closure('2026-06-15T05:00:00Z', '2026-06-15T07:00:00Z', 'in');
    expect(closedAt('2026-06-15T10:00', {}, { closures, direction: 'in' })).toBe('closure');
    expect(closedAt('2026-06-15T10:00', {}, { closures, direction: 'out' })).toBeUndefined();
  });

  test('what is closed for good is named before what is closed for now', () => {
    const reasons = { status: 'closed', opensAt: '12:00', closesAt: '13:00', seasonFrom: '07-01', seasonTo: '07-31' };
    expect(closedAt('2026-06-15T10:00', reasons, { closures: morning })).toBe('status');
    expect(closedAt('2026-06-15T10:00', { ...reasons, status: 'open' }, { closures: morning })).toBe('season');
    const hours = { opensAt: '12:00', closesAt: '13:00' };
    expect(closedAt('2026-06-15T10:00', hours, { closures: morning })).toBe('hours');
  });
});
