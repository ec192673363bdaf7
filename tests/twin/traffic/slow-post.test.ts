import { expect, test } from 'vitest';
import { nothingOpen } from '../../../server/planning/capacity.ts';
import { makeSlow, readSlowPost } from '../../../twin/traffic/slow-post.ts';
import { hourMs } from './sample-queue.ts';

const nowMs = 100 * hourMs;
const calendar = { ...nothingOpen, lanes: 2, documentMinutes: 6 };

test('a post is named with its side and factor, and slow since the hours before', () => {
  const post = readSlowPost('syrym:kz:1.7', nowMs);
  expect(post).toEqual({ checkpointId: 'syrym', side: 'kz', factor: 1.7, fromMs: 80 * hourMs });
  const slow = makeSlow([post], 'syrym', 'kz');
  expect(slow(calendar, calendar, 80 * hourMs).documentMinutes).toBeCloseTo(10.2);
  expect(slow(calendar, calendar, 80 * hourMs - 1)).toEqual(calendar);
  expect(makeSlow([post], 'syrym', 'neighbour')(calendar, calendar, nowMs)).toEqual(calendar);
  expect(makeSlow([post], 'karasu', 'kz')(calendar, calendar, nowMs)).toEqual(calendar);
});

test('once the longer minutes are announced, they are not made longer again', () => {
  const slow = makeSlow([readSlowPost('syrym:kz:1.7', nowMs)], 'syrym', 'kz');
  expect(slow({ ...calendar, documentMinutes: 10.2 }, calendar, nowMs).documentMinutes).toBeCloseTo(10.2);
  expect(slow({ ...calendar, documentMinutes: 12 }, calendar, nowMs).documentMinutes).toBe(12);
});

test.each(['', 'syrym', 'syrym:kz', 'syrym:west:2', 'syrym:kz:fast', 'syrym:kz:0.5', 'syrym:kz:2:3', ':kz:2'])(
  '"%s" is refused with what it should be',
  (text) => expect(() => readSlowPost(text, nowMs)).toThrow(/checkpoint:side:factor/),
);
