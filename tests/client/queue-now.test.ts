import { describe, expect, it } from 'vitest';
import { bucketHourAgo, readWaiting } from '../../client/api/queues.ts';
import {
  countAtPosts,
  expectedMinutes,
  freshForecast,
  hourAt,
  queueStateOf,
  trendOf,
} from '../../client/parts/queue-now.ts';
import { sampleForecast, sampleQueue, unfedQueue } from './support/queue-samples.ts';

const hour = (waitP50Minutes: number | null) => ({
  startsAt: '2026-11-22T05:00:00.000Z',
  waitP50Minutes,
  waitP80Minutes: waitP50Minutes,
});

describe('the state of a queue', () => {
  it('follows the P50 of the forecast', () => {
    const states = [0, 29, 30, 119, 120, null].map((minutes) => queueStateOf(sampleQueue(), hour(minutes)));
    expect(states).toEqual(['free', 'free', 'filling', 'filling', 'full', 'full']);
  });

  it('is trucks divided by places an hour where there is no forecast', () => {
    expect(expectedMinutes(sampleQueue({ waiting: 12, scheduledPerHour: 12 }), undefined)).toBe(60);
    expect(queueStateOf(sampleQueue({ waiting: 0 }), undefined)).toBe('free');
    expect(queueStateOf(sampleQueue({ waiting: 24 }), undefined)).toBe('full');
  });

  it('is unknown and not short where nobody feeds it, and closed by the calendar whoever feeds it', () => {
    expect(queueStateOf(undefined, undefined)).toBe('unknown');
    expect(queueStateOf(unfedQueue(), undefined)).toBe('unknown');
    expect(queueStateOf(unfedQueue({ scheduledPerHour: 0 }), undefined)).toBe('closed');
    expect(queueStateOf(sampleQueue({ scheduledPerHour: 0 }), hour(300))).toBe('closed');
  });
});

it('finds the hour of now in a forecast, and none beyond it', () => {
  const forecast = sampleForecast();
  expect(hourAt(forecast, new Date('2026-11-22T06:59:59Z'))?.waitP50Minutes).toBe(41);
  expect(hourAt(forecast, new Date('2026-11-22T04:59:59Z'))).toBeUndefined();
  expect(hourAt(forecast, new Date('2026-11-23T05:00:00Z'))).toBeUndefined();
  expect(hourAt(undefined, new Date('2026-11-22T06:00:00Z'))).toBeUndefined();
});

it('takes no forecast that is more than an hour old', () => {
  const forecast = sampleForecast();
  expect(freshForecast(forecast, new Date('2026-11-22T06:00:00Z'))).toBe(forecast);
  expect(freshForecast(forecast, new Date('2026-11-22T06:00:01Z'))).toBeUndefined();
});

it('counts the trucks between the call and the end of the second post', () => {
  expect(countAtPosts(sampleQueue())).toBe(1 + (1 + 2 + 1) + 3 + (2 + 1));
  expect(countAtPosts(unfedQueue())).toBeUndefined();
});

it('sees a trend from two trucks and a tenth on', () => {
  expect(trendOf(12, 10)).toBe('rising');
  expect(trendOf(11, 10)).toBe('steady');
  expect(trendOf(8, 10)).toBe('falling');
  expect(trendOf(104, 100)).toBe('steady');
  expect(trendOf(89, 100)).toBe('falling');
  expect(trendOf(null, 10)).toBeUndefined();
  expect(trendOf(10, undefined)).toBeUndefined();
});

it('asks for one bucket, that of an hour ago, and reads it by column name', () => {
  expect(bucketHourAgo(new Date('2026-11-22T05:07:30Z'))).toEqual({
    from: '2026-11-22T04:00:00.000Z',
    to: '2026-11-22T04:10:00.000Z',
  });
  const csv = [
    'checkpointId,direction,startsAt,bucketMinutes,waitingMean',
    'karasu,out,2026-11-22T04:00:00.000Z,10,10.5',
    'syrym,in,2026-11-22T04:00:00.000Z,10,0',
  ].join('\n');
  expect([...readWaiting(`${csv}\n`)]).toEqual([
    ['queue karasu out', 10.5],
    ['queue syrym in', 0],
  ]);
  expect(readWaiting(csv.split('\n')[0]!).size).toBe(0);
});
