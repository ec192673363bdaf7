import { describe, expect, test } from 'vitest';
import { nothingOpen } from '../../../server/planning/capacity.ts';
import { comparePost, findHeavier, isNormalAgain } from '../../../server/proposals/compare-post.ts';
import { findChange } from '../../../server/proposals/find-change.ts';
import { hourMs, measurePosts, type PostEvent } from '../../../server/proposals/measure-posts.ts';
import { calendarOf, simulatePosts, startMs } from './simulate-posts.ts';

const minuteMs = 60_000;
const period = { fromMs: 0, toMs: 2 * hourMs, stripPlaces: 3 };

/** A truck's way, by minutes after midnight. */
const way = (bookingId: string, ...steps: [string, 'first' | 'second' | null, number][]): PostEvent[] =>
  steps.map(([step, post, minute]) => ({ bookingId, channel: 'green', step, post, atMs: minute * minuteMs }));

describe('the hours of a post', () => {
  test('have the minutes of stages that were over when the truck went on, in the hour in which they ended', () => {
    const { first, second } = measurePosts(
      [
        ...way(
          'a',
          ['at-post', 'first', 5],
          ['documents', 'first', 10],
          ['strip', null, 17],
          ['at-post', 'second', 20],
        ),
        ...way('b', ['at-post', 'first', 50], ['documents', 'first', 55], ['strip', null, 65]),
        ...way('forgotten', ['at-post', 'first', 0]),
        ...way('c', ['documents', 'second', 30], ['scan', 'second', 50], ['cleared', null, 58]),
      ],
      period,
    );
    expect(first.map(({ minutes }) => minutes.documents)).toEqual([[7], [10]]);
    expect(first.map(({ begun }) => begun)).toEqual([2, 0]);
    // Nobody knows how long c waited for the scanner: its documents are not measured, its scan is.
    expect(second.map(({ minutes }) => [minutes.documents, minutes.scan])).toEqual([
      [[], [8]],
      [[], []],
    ]);
    expect(second[0]!.left.green).toEqual({ trucks: 1, scan: 1, examination: 0 });
    expect(first[0]!.waitingShare).toBeCloseTo(10 / 60);
  });

  test('leave out trucks that stood at the first post because the strip was full', () => {
    const held = ['a', 'b', 'c', 'd'].flatMap((id, index) =>
      way(id, ['documents', 'first', index], ['strip', null, 10 + index]),
    );
    const { first } = measurePosts(held, period);
    // The strip has three places: c takes the last one and might have waited for it, d did.
    expect(first[0]!.minutes.documents).toEqual([10, 10]);
    expect(first[0]!.left.green.trucks).toBe(4);
  });
});

describe('a cumulative sum', () => {
  const limits = { sum: 1, hours: 3, trucks: 5 };
  const hours = (...scores: number[]) => scores.map((score) => ({ score, trucks: 2 }));

  test('finds the hour after its last zero, once it is high, long and wide enough', () => {
    expect(findChange(hours(-1, -1, 0.5, 0.5, 0.5), limits)).toBe(2);
    expect(findChange(hours(0.5, -0.6, 0.5, 0.5, 0.5), limits)).toBe(2);
    expect(findChange(hours(-1, -1, 0.5, 0.5), limits)).toBeUndefined(); // two hours
    expect(findChange(hours(-1, 0.3, 0.3, 0.3), limits)).toBeUndefined(); // 0.9
    expect(
      findChange(
        hours(0.5, 0.5, 0.5).map((hour) => ({ ...hour, trucks: 1 })),
        limits,
      ),
    ).toBeUndefined();
    expect(findChange(hours(2, 2, 2, -9, -9), limits)).toBeUndefined(); // over
    expect(findChange([], limits)).toBeUndefined();
  });
});

describe('what is heavier at a post', () => {
  const perHour = 12;
  const calendar = calendarOf(perHour);
  const parameterAt = () => calendar;
  const later = startMs + 24 * hourMs;

  test('is found with its size, its beginning and its evidence', () => {
    const { second } = simulatePosts({
      seed: 'a',
      perHour,
      hours: 72,
      truly: (post, hour, atMs) =>
        post === 'second' && atMs >= later ? { ...hour, documentMinutes: hour.documentMinutes * 1.8 } : hour,
    });
    const [finding, ...others] = findHeavier(comparePost(second, parameterAt));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ what: 'minutes', stage: 'documents', channel: null });
    expect(finding!.parameter).toBeCloseTo(calendar.documentMinutes);
    expect(finding!.factor).toBeGreaterThan(1.4);
    expect(finding!.factor).toBeLessThan(2.2);
    expect(Math.abs(Date.parse(finding!.changedAt) - later)).toBeLessThanOrEqual(4 * hourMs);
    expect(finding!.evidence).toHaveLength(72);
    const last = finding!.evidence.at(-1)!;
    expect(last.p20!).toBeLessThan(last.p50!);
    expect(last.p50!).toBeLessThan(last.p80!);
    expect(last.capacityPerHour).toBeCloseTo((calendar.lanes * 60) / calendar.documentMinutes);
  });

  test('is a lane that is not there, from the throughput while trucks wait', () => {
    const { first } = simulatePosts({
      seed: 'b',
      perHour: 18,
      hours: 72,
      truly: (post, hour, atMs) => (post === 'first' && atMs >= later ? { ...hour, lanes: hour.lanes - 1 } : hour),
    });
    const findings = findHeavier(comparePost(first, () => calendarOf(18)));
    expect(findings.map(({ what }) => what)).toEqual(['lanes']);
    expect(findings[0]!.parameter).toBe(3);
    expect(findings[0]!.measured).toBeGreaterThan(1.7);
    expect(findings[0]!.measured).toBeLessThan(2.3);
  });

  test('is a share of green trucks that is sent to the scanner', () => {
    const { first } = simulatePosts({
      seed: 'c',
      perHour,
      hours: 72,
      truly: (post, hour) => (post === 'first' ? { ...hour, scanners: 4, scanShare: 0.3 } : hour),
    });
    const findings = findHeavier(comparePost(first, parameterAt));
    expect(findings.map(({ what, stage, channel }) => ({ what, stage, channel }))).toEqual([
      { what: 'share', stage: 'scan', channel: 'green' },
    ]);
    expect(findings[0]!.measured).toBeGreaterThan(0.24);
    expect(findings[0]!.measured).toBeLessThan(0.36);
  });

  test('is nothing while the parameters already say so, and normal again when it stops', () => {
    const untilMs = startMs + 54 * hourMs;
    const { first } = simulatePosts({
      seed: 'd',
      perHour,
      hours: 72,
      truly: (post, hour, atMs) =>
        post === 'first' && atMs < untilMs ? { ...hour, documentMinutes: hour.documentMinutes * 1.8 } : hour,
    });
    const slow = first.slice(0, 48);
    const found = findHeavier(comparePost(slow, parameterAt));
    expect(found).toHaveLength(1);
    expect(
      findHeavier(comparePost(slow, () => ({ ...calendar, documentMinutes: 1.8 * calendar.documentMinutes }))),
    ).toEqual([]);
    expect(isNormalAgain(comparePost(slow, parameterAt), found[0]!)).toBe(false);
    expect(findHeavier(comparePost(first, parameterAt))).toEqual([]);
    expect(isNormalAgain(comparePost(first, parameterAt), found[0]!)).toBe(true);
  });

  test('is nothing at a side that is closed, and nothing without trucks', () => {
    const { first } = simulatePosts({ seed: 'e', perHour, hours: 48 });
    expect(findHeavier(comparePost(first, () => nothingOpen))).toEqual([]);
    const quiet = measurePosts([], { fromMs: 0, toMs: 48 * hourMs, stripPlaces: 3 }).first;
    expect(findHeavier(comparePost(quiet, parameterAt))).toEqual([]);
  });
});
