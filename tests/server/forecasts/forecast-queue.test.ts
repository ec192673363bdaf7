import { describe, expect, test } from 'vitest';
import { forecastQueue } from '../../../server/forecasts/forecast-queue.ts';
import { replayDays } from '../../bench/forecast/replay-days.ts';
import { hour, minute, samplePicture, sampleTruck } from './sample-picture.ts';

const forecast = (picture: Parameters<typeof samplePicture>[0]) =>
  forecastQueue({ picture: samplePicture(picture), replications: 40 });

describe('the forecast of a queue', () => {
  test('of an empty road is the way to the post, 24 times', () => {
    const bands = forecast({});
    expect(bands).toHaveLength(24);
    for (const { p50Minutes, p80Minutes } of bands) {
      expect(p50Minutes).toBeGreaterThan(10); // a rule of 15 minutes, log-normal around it, and a minute until somebody looks
      expect(p50Minutes).toBeLessThan(18);
      expect(p80Minutes).toBeGreaterThan(p50Minutes!);
    }
  });

  test('has the trucks that wait before the one that comes, and forgets them when they are through', () => {
    const waiting = Array.from({ length: 30 }, (_, index) =>
      sampleTruck({ place: 'waiting', slotStartsAtMs: -hour, arrivedAtMs: -index * minute, sinceMs: -index * minute }),
    );
    const [empty, full] = [forecast({}), forecast({ trucks: waiting })];
    // 30 trucks, one lane of 8 minutes at the second post, and room for 12 on the way to it: the last is called after some 18 services.
    expect(full[0]!.p50Minutes! - empty[0]!.p50Minutes!).toBeGreaterThan(90);
    expect(full[0]!.p50Minutes! - empty[0]!.p50Minutes!).toBeLessThan(240);
    expect(full[23]!.p50Minutes).toBeCloseTo(empty[23]!.p50Minutes!, -1);
  });

  test('waits for the end of a closure, and says nothing where nothing opens', () => {
    const closed = forecast({ closedHours: [0, 1, 2, 3] });
    expect(closed[0]!.p50Minutes).toBeGreaterThan(210);
    expect(closed[3]!.p50Minutes).toBeLessThan(90);
    const always = forecast({ closedHours: Array.from({ length: 60 }, (_, index) => index) });
    expect(always).toEqual(Array(24).fill({ p50Minutes: null, p80Minutes: null }));
  });

  test('is the same from the same', () => {
    expect(forecast({})).toEqual(forecast({}));
  });
});

test('half of the trucks of the twin wait less than P50 and four of five less than P80, in the small', () => {
  const queues = [
    { checkpointId: 'zhaisan', direction: 'out' as const },
    { checkpointId: 'aksai', direction: 'in' as const },
  ];
  const judged = replayDays({
    seed: 'smoke',
    queues,
    fromMs: Date.parse('2026-06-15T00:00:00Z'),
    days: 3,
    everyHours: 6,
    replications: 20,
  });
  const share = (under: (one: (typeof judged)[number]) => number) =>
    judged.filter((one) => one.trueMinutes <= under(one)).length / judged.length;
  expect(judged.length).toBeGreaterThan(1000);
  // Two queues and three days are little: a band that is twice as wide as that of the bench.
  expect(share(({ p50Minutes }) => p50Minutes)).toBeGreaterThan(0.4);
  expect(share(({ p50Minutes }) => p50Minutes)).toBeLessThan(0.6);
  expect(share(({ p80Minutes }) => p80Minutes)).toBeGreaterThan(0.7);
  expect(share(({ p80Minutes }) => p80Minutes)).toBeLessThan(0.9);
  const error = (said: (one: (typeof judged)[number]) => number) =>
    judged.reduce((sum, one) => sum + Math.abs(said(one) - one.trueMinutes), 0) / judged.length;
  expect(error(({ p50Minutes }) => p50Minutes)).toBeLessThan(error(({ throughputMinutes }) => throughputMinutes));
  expect(error(({ p50Minutes }) => p50Minutes)).toBeLessThan(error(({ scheduleMinutes }) => scheduleMinutes));
});
