import { expect, test } from 'vitest';
import { rankWays, type WayOption } from '../../../server/planning/ways/rank-ways.ts';

const way = (changes: Partial<WayOption>): WayOption => ({
  ...{ wayId: 'main', isMain: true, distanceKm: 100, drivingMinutes: 100 },
  ...{ departAt: 0, arrivalP50: 300, arrivalP80: 330, isRiskKnown: true, ...changes },
});
const limits = { most: 4, mostPerWay: 2, apartMinutes: 60 };

test('the cost is told in parts that add up, and decides the order', () => {
  const quick = way({});
  const safe = way({
    wayId: 'safe',
    isMain: false,
    drivingMinutes: 130,
    distanceKm: 140,
    arrivalP50: 310,
    arrivalP80: 312,
  });
  const ranked = rankWays([safe, quick], 400, limits);
  expect(ranked.map(({ option, cost }) => [option.wayId, cost])).toEqual([
    ['main', { totalMinutes: 330, travelMinutes: 300, delayMinutes: 0, detourMinutes: 0, riskMinutes: 30 }],
    ['safe', { totalMinutes: 352, travelMinutes: 310, delayMinutes: 10, detourMinutes: 30, riskMinutes: 2 }],
  ]);
  expect(ranked.map(({ reasons }) => reasons)).toEqual([
    ['soonest', 'shortest'],
    ['safest', 'around'],
  ]);
});

test('leaving later is better where less time is waited away than the arrival is later', () => {
  const early = way({});
  const late = way({ departAt: 200, arrivalP50: 350, arrivalP80: 380 });
  expect(rankWays([early, late], 400, limits).map(({ option }) => option.departAt)).toEqual([200, 0]);
  const later = way({ departAt: 200, arrivalP50: 450, arrivalP80: 480 });
  expect(rankWays([early, later], 400, limits).map(({ option }) => option.departAt)).toEqual([0, 200]);
});

test('every way comes before a second departure, and departures lie apart', () => {
  const departures = [0, 30, 70, 140].map((at) => way({ departAt: at, arrivalP50: 300 + at, arrivalP80: 330 + at }));
  const around = way({ wayId: 'around', isMain: false, arrivalP50: 900, arrivalP80: 930, drivingMinutes: 400 });
  const ranked = rankWays([...departures, around], 2000, { ...limits, most: 2 });
  expect(ranked.map(({ option }) => option.wayId)).toEqual(['main', 'around']);
  const more = rankWays([...departures, around], 2000, limits);
  expect(more.map(({ option }) => [option.wayId, option.departAt])).toEqual([
    ['main', 0],
    ['main', 70],
    ['around', 0],
  ]);
});

test('one way alone is the only one, and late if four times of five it is', () => {
  expect(rankWays([way({})], 320, limits)[0]!.reasons).toEqual(['only', 'late']);
  expect(rankWays([way({})], 330, limits)[0]!.reasons).toEqual(['only']);
  expect(rankWays([], 330, limits)).toEqual([]);
});

test('a way with an unknown wait is never called the most certain', () => {
  const known = way({});
  const wider = way({ wayId: 'wider', distanceKm: 120, arrivalP80: 340 });
  const unknown = way({ wayId: 'unknown', distanceKm: 130, arrivalP80: 300, isRiskKnown: false });
  const reasonsOf = (options: WayOption[]) =>
    new Map(rankWays(options, 400, limits).map(({ option, reasons }) => [option.wayId, reasons]));
  expect(reasonsOf([known, wider, unknown])).toEqual(
    new Map([
      ['main', ['shortest', 'safest']],
      ['wider', []],
      ['unknown', []],
    ]),
  );
  expect(reasonsOf([known, unknown]).get('main')).toEqual(['shortest']);
});
