import { describe, expect, it } from 'vitest';
import { remaining } from '../../client/booking/countdown.ts';
import { createServerClock } from '../../client/live/server-clock.ts';
import { toInstant, toLocal } from '../../client/parts/local-time.ts';

describe('the countdown of a hold', () => {
  const until = '2026-11-22T00:10:00.000Z';
  it.each([
    ['2026-11-21T22:05:03.000Z', '2:04:57', 7497],
    ['2026-11-22T00:00:00.000Z', '10:00', 600],
    ['2026-11-22T00:09:00.400Z', '1:00', 60],
    ['2026-11-22T00:09:51.000Z', '0:09', 9],
    ['2026-11-22T00:09:59.900Z', '0:01', 1],
    ['2026-11-22T00:10:00.000Z', '0:00', 0],
    ['2026-11-22T00:12:00.000Z', '0:00', 0],
  ])('at %s shows %s', (now, text, seconds) => {
    expect(remaining(until, new Date(now))).toEqual({ text, seconds });
  });
});

describe('the clock of the server', () => {
  it('corrects a device that is four minutes late, within the second of the Date header', () => {
    let device = Date.parse('2026-11-22T00:00:00.000Z');
    const clock = createServerClock(() => device);
    clock.learn('Sun, 22 Nov 2026 00:04:00 GMT', device - 100, device);
    const offset = clock.now().getTime() - device;
    expect(offset).toBeGreaterThanOrEqual(240_000);
    expect(offset).toBeLessThanOrEqual(241_100);
    device += 60_000;
    expect(clock.now().getTime() - device).toBe(offset);
  });

  it('narrows with every answer, and ignores a header that is no date', () => {
    const clock = createServerClock(() => 1_000_000_000_000);
    clock.learn(new Date(1_000_000_005_000).toUTCString(), 1_000_000_000_000, 1_000_000_000_900);
    clock.learn(null, 0, 0);
    clock.learn('tomorrow', 0, 0);
    const first = clock.now().getTime();
    clock.learn(new Date(1_000_000_006_000).toUTCString(), 1_000_000_000_950, 1_000_000_001_000);
    expect(clock.now().getTime()).toBeGreaterThan(first);
  });

  it('keeps the time of a device that is right', () => {
    const device = Date.parse('2026-11-22T00:00:00.500Z');
    const clock = createServerClock(() => device);
    clock.learn('Sun, 22 Nov 2026 00:00:00 GMT', device - 20, device);
    expect(clock.now().getTime()).toBe(device);
  });
});

it('reads a form field on the clock of the post and writes it back', () => {
  expect(toInstant('2026-11-22T05:00', 'Asia/Almaty')).toBe('2026-11-22T05:00:00+05:00');
  expect(toLocal('2026-11-22T00:00:00Z', 'Asia/Tehran')).toBe('2026-11-22T03:30');
  expect(toInstant('', 'Asia/Almaty')).toBeUndefined();
});
