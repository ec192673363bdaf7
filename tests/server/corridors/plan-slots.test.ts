import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { planSlots, sideHourAt, withChange } from '../../../server/corridors/rules/index.ts';
import type { SideHour } from '../../../server/planning/capacity.ts';
import { checkpointRules, lane } from '../../support/checkpoint-rules.ts';

type Rules = ReturnType<typeof checkpointRules>;

/** One day of the Kazakh clock, one direction. */
function planDay(rules: Rules, on = day) {
  const noon = DateTime.fromISO(on, { zone: rules.kzZone }).plus({ hours: 12 }).toMillis();
  return planSlots(rules, 'out', noon, noon + 1);
}

const day = '2026-06-16';
const sum = (slots: { total: number }[]) => slots.reduce((total, slot) => total + slot.total, 0);
const clock = (atMs: number, zone = 'Asia/Almaty') => DateTime.fromMillis(atMs, { zone }).toFormat('HH:mm');
const iso = (atMs: number) => new Date(atMs).toISOString();

test('a day has its slots end to end, on the Kazakh clock', () => {
  const slots = planDay(checkpointRules());
  expect(slots).toHaveLength(24);
  expect(iso(slots[0]!.startsAtMs)).toBe('2026-06-15T19:00:00.000Z');
  for (const [index, slot] of slots.slice(1).entries()) expect(slot.startsAtMs).toBe(slots[index]!.endsAtMs);
  expect(iso(slots.at(-1)!.endsAtMs)).toBe('2026-06-16T19:00:00.000Z');
});

test('2.5 trucks per half hour are 120 a day, two and three by turns', () => {
  const slots = planDay(checkpointRules({ slotMinutes: 30 }, () => lane(12)));
  expect(slots.map((slot) => slot.total)).toEqual(Array.from({ length: 48 }, (_, index) => 2 + (index % 2)));
  expect(sum(slots)).toBe(120);
});

test('the remainder is carried over the Kazakh day and not into the next', () => {
  // 0.7 an hour: 16.8 a day. A second day that carried on would have 17.
  const input = checkpointRules({}, () => lane(60 / 0.7));
  expect(sum(planDay(input))).toBe(16);
  expect(sum(planDay(input, '2026-06-17'))).toBe(16);
  expect(planDay(input)[0]!.total).toBe(0);
});

describe('two clocks', () => {
  const openFrom = (from: number, to: number) => (_direction: string, side: string, hour: number) =>
    lane(6, side === 'kz' || (hour >= from && hour < to) ? 1 : 0);
  const openHours = (neighbourZone: string, from: number, to: number) =>
    planDay(checkpointRules({ neighbourZone }, openFrom(from, to)))
      .filter((slot) => slot.closedBecause === null)
      .map((slot) => clock(slot.startsAtMs));

  test.each([
    ['Europe/Volgograd', 2], // 2 hours behind Kazakhstan
    ['Europe/Astrakhan', 1],
    ['Asia/Yekaterinburg', 0],
    ['Asia/Bishkek', -1],
    ['Asia/Barnaul', -2],
  ])('lanes of a post at %s from 09 to 12 are open %i hours later in Kazakhstan', (zone, hoursLater) => {
    expect(openHours(zone, 9, 12)).toEqual(
      [9, 10, 11].map((hour) => `${String(hour + hoursLater).padStart(2, '0')}:00`),
    );
  });

  test('over midnight of the neighbour', () => {
    expect(openHours('Asia/Barnaul', 0, 2)).toEqual(['22:00', '23:00']);
    expect(openHours('Europe/Volgograd', 22, 24)).toEqual(['00:00', '01:00']);
  });

  test('a half-hour offset counts by the hour in which the slot begins', () => {
    // 09:00 in Tehran is 10:30 in Kazakhstan.
    expect(openHours('Asia/Tehran', 9, 11)).toEqual(['11:00', '12:00']);
    const halves = planDay(checkpointRules({ neighbourZone: 'Asia/Tehran', slotMinutes: 30 }, openFrom(9, 10))).filter(
      (slot) => slot.closedBecause === null,
    );
    expect(halves.map((slot) => clock(slot.startsAtMs))).toEqual(['10:30', '11:00']);
    expect(halves.map((slot) => clock(slot.startsAtMs, 'Asia/Tehran'))).toEqual(['09:00', '09:30']);
  });

  test('the clocks of a neighbour that change in spring move its hours', () => {
    const inUtc = (on: string) =>
      planDay(checkpointRules({ neighbourZone: 'Europe/Berlin' }, openFrom(12, 13)), on)
        .filter((slot) => slot.closedBecause === null)
        .map((slot) => iso(slot.startsAtMs));
    expect(inUtc('2026-03-28')).toEqual(['2026-03-28T11:00:00.000Z']);
    expect(inUtc('2026-03-30')).toEqual(['2026-03-30T10:00:00.000Z']);
  });
});

describe('what limits a slot', () => {
  const limitOf = (kz: Partial<SideHour>, neighbour: Partial<SideHour>) => {
    const sideHour = (_direction: string, side: string) => ({ ...lane(6), ...(side === 'kz' ? kz : neighbour) });
    return planDay(checkpointRules({}, sideHour))[0]!;
  };

  test('is the side with fewer places, and its slowest stage', () => {
    expect(limitOf({}, { documentMinutes: 6 })).toMatchObject({
      total: 8, // 51 minutes sold of an hour, 6 for a truck
      limitedBy: { side: 'neighbour', stage: 'documents' },
    });
    expect(limitOf({ scanners: 1, scanMinutes: 17, scanShare: 0.5 }, {})).toMatchObject({
      total: 6,
      inspected: 3,
      limitedBy: { side: 'kz', stage: 'scan' },
    });
    expect(limitOf({}, { bays: 1, examinationMinutes: 25.5, examinationShare: 1 })).toMatchObject({
      total: 2,
      inspected: 2,
      examined: 2,
      limitedBy: { side: 'neighbour', stage: 'examination' },
    });
  });

  test('no lanes close a slot and say whose they are; a calendar that is closed says nothing of lanes', () => {
    expect(limitOf({}, { lanes: 0 })).toMatchObject({
      total: 0,
      closedBecause: 'no-lanes',
      limitedBy: { side: 'neighbour', stage: 'documents' },
    });
    const [closed] = planDay(checkpointRules({ status: 'closed' }));
    expect(closed).toMatchObject({ total: 0, closedBecause: 'status', limitedBy: null });
  });

  test('a slot that rounding leaves empty is not closed', () => {
    expect(limitOf({ documentMinutes: 80 }, {})).toMatchObject({ total: 0, closedBecause: null });
  });
});

describe('a regime', () => {
  const midnight = Date.parse('2026-06-15T19:00:00Z'); // of 16 June in Kazakhstan
  const hours = (count: number) => count * 3_600_000;
  const heavier = (startsAtMs: number, endsAtMs: number | null) => ({
    ...({ id: 'checks', direction: null, side: 'neighbour', startsAtMs, endsAtMs } as const),
    effect: { documentMinutes: 9, scanShares: { green: 0.3 }, lanes: 1 },
    mix: { inScopeShare: 0.7, channels: { green: 0.9, yellow: 0.06, red: 0.04 } },
  });
  const days = (regimes: ReturnType<typeof heavier>[]) =>
    planSlots(
      checkpointRules({ regimes, slotMinutes: 30 }, () => lane(3.7, 2)),
      'out',
      midnight,
      midnight + hours(72),
    );

  test('that ends: before it as if it went on, from the next day on as if it never had been', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 48 * 60 }), fc.integer({ min: 1, max: 30 * 60 }), (start, minutes) => {
        const startsAtMs = midnight + start * 60_000;
        const endsAtMs = startsAtMs + minutes * 60_000;
        const [none, ended, open] = [
          days([]),
          days([heavier(startsAtMs, endsAtMs)]),
          days([heavier(startsAtMs, null)]),
        ];
        const nextDay = midnight + Math.ceil((endsAtMs - midnight) / hours(24)) * hours(24);
        for (const [index, slot] of ended.entries()) {
          if (slot.startsAtMs + hours(0.5) <= startsAtMs || slot.startsAtMs >= nextDay)
            expect(slot).toEqual(none[index]);
          if (slot.startsAtMs < endsAtMs) expect(slot).toEqual(open[index]);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('is felt by every slot that it touches, and by an instant as by its slot', () => {
    const rules = checkpointRules({ regimes: [heavier(midnight + hours(10.5), midnight + hours(12.1))] });
    const lanesAt = (hour: number) => sideHourAt(rules, 'in', 'neighbour', midnight + hours(hour)).documentMinutes;
    const normal = lane(6).documentMinutes;
    expect([9.9, 10, 10.4, 12.9, 13].map((hour) => lanesAt(hour) > normal)).toEqual([false, true, true, true, false]);
    expect(sideHourAt(rules, 'in', 'kz', midnight + hours(11))).toEqual(lane(6));
  });

  test('a day has the same places whichever part of it was asked for', () => {
    const rules = checkpointRules({ regimes: [heavier(midnight + hours(5), null)] }, () => lane(3.7));
    const whole = planSlots(rules, 'in', midnight, midnight + hours(48));
    const part = planSlots(rules, 'in', midnight + hours(30), midnight + hours(31));
    expect(part).toEqual(whole.slice(24));
  });
});

test('a change leaves the checkpoints alone that it does not name', () => {
  const rules = checkpointRules({ id: 'auyl' });
  const reason = 'repair of the bridge';
  const period = { startsAt: '2026-06-16T00:00:00Z', endsAt: '2026-06-17T00:00:00Z' };
  const closure = { kind: 'closure', direction: null, reason, ...period } as const;
  expect(withChange(rules, { ...closure, checkpointId: 'syrym' }, null, 0)).toBe(rules);
  expect(withChange(rules, { ...closure, checkpointId: 'auyl' }, null, 0).closures).toHaveLength(1);
  expect(rules.closures).toHaveLength(0);
});
