import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { type DayPlanInput, planDay } from '../../../server/corridors/plan-day.ts';
import type { SideHour } from '../../../server/planning/capacity.ts';

/** A lane that takes a truck in so many minutes at full load, with scanner and bay to spare. */
const lane = (minutes: number, lanes = 1): SideHour => ({
  lanes,
  scanners: 10,
  bays: 10,
  documentMinutes: minutes * 0.85, // places are sold up to 0.85 of what a lane can do
  scanMinutes: 6,
  examinationMinutes: 6,
  scanShare: 0.1,
  examinationShare: 0.1,
});

function post(changes: Partial<DayPlanInput> = {}): DayPlanInput {
  return {
    kzZone: 'Asia/Almaty',
    neighbourZone: 'Asia/Almaty',
    status: 'open',
    opensAt: null,
    closesAt: null,
    seasonFrom: null,
    seasonTo: null,
    slotMinutes: 60,
    closures: [],
    sideHour: () => lane(6),
    ...changes,
  };
}

const day = '2026-06-16';
const sum = (slots: { total: number }[]) => slots.reduce((total, slot) => total + slot.total, 0);
const clock = (instant: Date, zone = 'Asia/Almaty') => DateTime.fromJSDate(instant, { zone }).toFormat('HH:mm');

test('a day has its slots end to end, on the Kazakh clock', () => {
  const slots = planDay(post(), 'out', day);
  expect(slots).toHaveLength(24);
  expect(slots[0]!.startsAt.toISOString()).toBe('2026-06-15T19:00:00.000Z');
  for (const [index, slot] of slots.slice(1).entries()) expect(slot.startsAt).toEqual(slots[index]!.endsAt);
  expect(slots.at(-1)!.endsAt.toISOString()).toBe('2026-06-16T19:00:00.000Z');
});

test('2.5 trucks per half hour are 120 a day, two and three by turns', () => {
  const slots = planDay(post({ slotMinutes: 30, sideHour: () => lane(12) }), 'out', day);
  expect(slots.map((slot) => slot.total)).toEqual(Array.from({ length: 48 }, (_, index) => 2 + (index % 2)));
  expect(sum(slots)).toBe(120);
});

test('the remainder is carried over the Kazakh day and not into the next', () => {
  // 0.7 an hour: 16.8 a day. A second day that carried on would have 17.
  const input = post({ sideHour: () => lane(60 / 0.7) });
  expect(sum(planDay(input, 'out', day))).toBe(16);
  expect(sum(planDay(input, 'out', '2026-06-17'))).toBe(16);
  expect(planDay(input, 'out', day)[0]!.total).toBe(0);
});

describe('two clocks', () => {
  const openFrom = (from: number, to: number) => (_direction: string, side: string, hour: number) =>
    lane(6, side === 'kz' || (hour >= from && hour < to) ? 1 : 0);
  const openHours = (neighbourZone: string, from: number, to: number) =>
    planDay(post({ neighbourZone, sideHour: openFrom(from, to) }), 'out', day)
      .filter((slot) => slot.closedBecause === null)
      .map((slot) => clock(slot.startsAt));

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
    const halves = planDay(
      post({ neighbourZone: 'Asia/Tehran', slotMinutes: 30, sideHour: openFrom(9, 10) }),
      'out',
      day,
    ).filter((slot) => slot.closedBecause === null);
    expect(halves.map((slot) => clock(slot.startsAt))).toEqual(['10:30', '11:00']);
    expect(halves.map((slot) => clock(slot.startsAt, 'Asia/Tehran'))).toEqual(['09:00', '09:30']);
  });

  test('the clocks of a neighbour that change in spring move its hours', () => {
    const inUtc = (on: string) =>
      planDay(post({ neighbourZone: 'Europe/Berlin', sideHour: openFrom(12, 13) }), 'out', on)
        .filter((slot) => slot.closedBecause === null)
        .map((slot) => slot.startsAt.toISOString());
    expect(inUtc('2026-03-28')).toEqual(['2026-03-28T11:00:00.000Z']);
    expect(inUtc('2026-03-30')).toEqual(['2026-03-30T10:00:00.000Z']);
  });
});

describe('what limits a slot', () => {
  const limitOf = (kz: Partial<SideHour>, neighbour: Partial<SideHour>) => {
    const sideHour = (_direction: string, side: string) => ({ ...lane(6), ...(side === 'kz' ? kz : neighbour) });
    return planDay(post({ sideHour }), 'out', day)[0]!;
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
    const [closed] = planDay(post({ status: 'closed' }), 'out', day);
    expect(closed).toMatchObject({ total: 0, closedBecause: 'status', limitedBy: null });
  });

  test('a slot that rounding leaves empty is not closed', () => {
    expect(limitOf({ documentMinutes: 80 }, {})).toMatchObject({ total: 0, closedBecause: null });
  });
});
