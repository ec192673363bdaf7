import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findDepartures, findLatestStart } from '../../../server/planning/ways/find-departures.ts';
import { findBarrier, findSoonest, NO_PART } from '../../../server/planning/ways/find-soonest.ts';
import { walkWay } from '../../../server/planning/ways/walk-way.ts';
import type { StopPart, WayChoice, WayPart } from '../../../server/planning/ways/way-model.ts';
import { type SmallWay, smallWay, trySoonest } from './small-ways.ts';

const runs = { numRuns: Number(process.env.OTKEL_TEST_RUNS ?? 500) };

const chosen =
  (parts: readonly WayPart[], { optionOf }: WayChoice) =>
  (part: number) =>
    (parts[part] as StopPart).options[optionOf[part]!]!;
const arrivalOf = ({ parts, rules, start }: SmallWay) =>
  findSoonest(parts, rules, start)?.arrivalP80 ?? Number.POSITIVE_INFINITY;

test('the soonest of all choices of options and of all places to rest, tried one by one', () => {
  let found = 0;
  fc.assert(
    fc.property(smallWay, (way) => {
      const soonest = arrivalOf(way);
      if (Number.isFinite(soonest)) found++;
      expect(soonest).toBe(trySoonest(way));
    }),
    runs,
  );
  expect(found).toBeGreaterThan(runs.numRuns / 4);
});

test('the choice is what was promised: every stop reached before it begins, and the arrival as told', () => {
  fc.assert(
    fc.property(smallWay, (way) => {
      const { parts, rules, start } = way;
      const plan = findSoonest(parts, rules, start);
      if (!plan) return;
      const walk = walkWay(parts, chosen(parts, plan), rules, start);
      expect(walk.arrivalP80).toBe(plan.arrivalP80);
      expect(walk.arrivalP50).toBeLessThanOrEqual(walk.arrivalP80);
      for (const [index, part] of parts.entries()) {
        if (part.kind === 'drive') continue;
        expect(walk.parts[index]!.startsAt).toBeLessThanOrEqual(part.options[plan.optionOf[index]!]!.beginsAt);
      }
    }),
    runs,
  );
});

test('the latest departure keeps the arrival, and a minute later does not', () => {
  fc.assert(
    fc.property(smallWay, fc.integer({ min: 0, max: 12 }), (way, slack) => {
      const soonest = trySoonest(way);
      if (!Number.isFinite(soonest)) return;
      const deadline = soonest + slack;
      const at = findLatestStart(way.parts, way.rules, way.start, deadline);
      expect(trySoonest({ ...way, start: { ...way.start, at } })).toBeLessThanOrEqual(deadline);
      expect(trySoonest({ ...way, start: { ...way.start, at: at + 1 } })).toBeGreaterThan(deadline);
    }),
    runs,
  );
});

test('the departures worth comparing answer every later departure', () => {
  fc.assert(
    fc.property(smallWay, fc.integer({ min: 20, max: 45 }), (way, deadline) => {
      const plans = findDepartures(way.parts, way.rules, way.start, { deadline, latest: deadline + 20, most: 100 });
      for (let at = way.start.at; at <= deadline; at++) {
        const soonest = trySoonest({ ...way, start: { ...way.start, at } });
        const plan = plans.find(({ departAt }) => departAt >= at);
        if (soonest <= deadline) expect(plan?.arrivalP80).toBe(soonest);
      }
    }),
    runs,
  );
});

test('more room never arrives later, nor does leaving sooner, a longer time at the wheel, a shorter rest, or no margin', () => {
  fc.assert(
    fc.property(smallWay, smallWay, fc.nat(3), (way, other, by) => {
      const arrival = arrivalOf(way);
      const others = other.parts.flatMap((part) => (part.kind === 'stop' ? part.options : []));
      const withStops = (change: (part: StopPart) => StopPart): SmallWay => ({
        ...way,
        parts: way.parts.map((part) => (part.kind === 'stop' ? change(part) : part)),
      });
      const easier: SmallWay[] = [
        withStops((part) => ({ ...part, options: [...part.options, ...others] })),
        withStops((part) => ({
          ...part,
          options: part.options.map((option) => ({ ...option, leavesSafelyAt: option.leavesAt })),
        })),
        { ...way, start: { ...way.start, at: way.start.at - by } },
        { ...way, start: { ...way.start, driven: Math.max(0, way.start.driven - by) } },
        { ...way, rules: { ...way.rules, drivingMinutes: way.rules.drivingMinutes + by } },
        { ...way, rules: { ...way.rules, restMinutes: Math.max(0, way.rules.restMinutes - by) } },
        { ...way, parts: way.parts.map((part) => (part.kind === 'drive' ? { ...part, minutes: 0 } : part)) },
      ];
      for (const way of easier) expect(arrivalOf(way)).toBeLessThanOrEqual(arrival);
    }),
    runs,
  );
});

const slot = (beginsAt: number, leavesSafelyAt = beginsAt) => ({
  ...{ beginsAt, endsAt: beginsAt + 60, leavesAt: beginsAt, leavesSafelyAt, isRest: false },
});
const hours = 60;
const nineAndEleven = { drivingMinutes: 9 * hours, restMinutes: 11 * hours };
const rested = { at: 0, driven: 0 };

test('a wait as long as the rest is a rest, one minute less is none', () => {
  const arrivalWith = (beginsAt: number) => {
    const parts: WayPart[] = [
      { kind: 'drive', minutes: 5 * hours },
      { kind: 'stop', options: [slot(beginsAt)] },
      { kind: 'drive', minutes: 6 * hours },
    ];
    return findSoonest(parts, nineAndEleven, rested)!.arrivalP80;
  };
  expect(arrivalWith(16 * hours)).toBe(22 * hours);
  expect(arrivalWith(16 * hours - 1)).toBe(33 * hours - 1);
});

test('says at which stop a way ends, and when the truck would be there', () => {
  const parts: WayPart[] = [
    { kind: 'drive', minutes: 2 * hours },
    { kind: 'stop', options: [slot(3 * hours)] },
    { kind: 'drive', minutes: 10 * hours },
    { kind: 'stop', options: [slot(20 * hours)] },
  ];
  expect(findSoonest(parts, nineAndEleven, rested)).toBeUndefined();
  expect(findBarrier(parts, nineAndEleven, rested, 1e6)).toEqual({ part: 3, reachedAt: 24 * hours });
  expect(findBarrier(parts.slice(0, 3), nineAndEleven, rested, 5 * hours).part).toBe(NO_PART);
});
