import { expect, it } from 'vitest';
import { buildWaitHours, buildWaitPoints, minuteTicks, truckTicks } from '../../client/checkpoint/wait-points.ts';
import { sampleBucket, sampleForecast } from './support/queue-samples.ts';

const now = new Date('2026-11-22T05:20:00Z');
const at = (iso: string) => Date.parse(iso);

it('joins past and future at now, and draws buckets and hours at their middle', () => {
  const points = buildWaitPoints([sampleBucket('2026-11-22T05:00:00Z')], sampleForecast(), 14, now);
  expect(points.slice(0, 3)).toEqual([
    { at: at('2026-11-22T05:05:00Z'), waiting: 10, measured: 48, measuredP80: 60, forecast: null, band: null },
    { at: now.getTime(), waiting: 14, measured: null, measuredP80: null, forecast: 40, band: [40, 75] },
    { at: at('2026-11-22T06:30:00Z'), waiting: null, measured: null, measuredP80: null, forecast: 41, band: [41, 76] },
  ]);
  expect(points).toHaveLength(2 + 23);
});

it('leaves a gap where nobody fed the queue, and no noughts', () => {
  const buckets = ['2026-11-22T03:00:00Z', '2026-11-22T04:00:00Z'].map((start) => sampleBucket(start));
  const points = buildWaitPoints(buckets, undefined, null, now);
  expect(points.map((point) => [new Date(point.at).toISOString().slice(11, 16), point.waiting])).toEqual([
    ['03:05', 10],
    ['03:10', null],
    ['04:05', 10],
    ['04:10', null],
  ]);
});

it('has nothing to draw without a feed and a forecast, and none of what is older than a day', () => {
  expect(buildWaitPoints([], undefined, null, now)).toEqual([]);
  expect(buildWaitPoints([sampleBucket('2026-11-21T05:10:00Z')], undefined, null, now)).toEqual([]);
});

it('breaks the line where the forecast sees no end, and the hours that are over are gone', () => {
  const endless = buildWaitPoints([], sampleForecast({}, null, null), null, now);
  expect(endless.every(({ forecast, band }) => forecast === null && band === null)).toBe(true);
  const old = buildWaitPoints([], sampleForecast({ madeAt: '2026-11-22T04:20:00Z' }), null, now);
  expect(old[0]).toMatchObject({ at: now.getTime(), forecast: 41 });
});

it('says the same hour by hour, with the mean wait of those cleared', () => {
  const buckets = [
    sampleBucket('2026-11-22T04:00:00Z', { waitingMean: 4, cleared: 1, waitMeanMinutes: 20 }),
    sampleBucket('2026-11-22T04:10:00Z', { waitingMean: 8, cleared: 3, waitMeanMinutes: 40 }),
    sampleBucket('2026-11-22T04:20:00Z', { waitingMean: 6, cleared: 0, waitMeanMinutes: null }),
  ];
  const hours = buildWaitHours(buckets, sampleForecast(), now);
  expect(hours[0]).toEqual({
    startsAt: new Date('2026-11-22T04:00:00Z'),
    waiting: 6,
    cleared: 4,
    waitMinutes: 35,
    forecast: undefined,
  });
  expect(hours[1]).toMatchObject({ startsAt: new Date('2026-11-22T05:00:00Z'), forecast: { waitP50Minutes: 40 } });
  expect(hours).toHaveLength(1 + 24);
});

it('marks an axis of minutes in steps of a clock', () => {
  expect(minuteTicks(0)).toEqual([0, 10, 20]);
  expect(minuteTicks(48)).toEqual([0, 10, 20, 30, 40, 50]);
  expect(minuteTicks(290)).toEqual([0, 60, 120, 180, 240, 300]);
  expect(minuteTicks(9000).at(-1)).toBeGreaterThanOrEqual(9000);
});

it('marks an axis of trucks in whole steps, as many as the other axis has', () => {
  expect(truckTicks(0, 3)).toEqual([0, 1, 2, 3]);
  expect(truckTicks(31, 5)).toEqual([0, 10, 20, 30, 40, 50]);
  expect(truckTicks(18, 5)).toEqual([0, 4, 8, 12, 16, 20]);
  expect(truckTicks(700, 2)).toEqual([0, 400, 800]);
});
