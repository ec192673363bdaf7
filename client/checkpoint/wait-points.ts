import type { WaitForecast } from '../../shared/contract/forecasts.ts';
import type { QueueBucket } from '../../shared/contract/queues.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const bucketMs = 10 * minuteMs;
export const chartHours = 24;

/** What the chart draws at one instant; what is not known there is null. */
export interface WaitPoint {
  at: number;
  /** trucks in the waiting area */
  waiting: number | null;
  /** P50 and P80 of those cleared in these ten minutes, minutes */
  measured: number | null;
  measuredP80: number | null;
  /** P50, and P50 to P80, minutes */
  forecast: number | null;
  band: [number, number] | null;
}

const nothing = { waiting: null, measured: null, measuredP80: null, forecast: null, band: null };

/**
 * The queue of the last 24 hours and the expected waits of the next, by time. A bucket that is missing leaves a gap: nobody fed the queue
 * then.
 *
 * @param waiting trucks in the waiting area now; null where nobody counts them
 */
export function buildWaitPoints(
  buckets: readonly QueueBucket[],
  forecast: WaitForecast | undefined,
  waiting: number | null,
  now: Date,
): WaitPoint[] {
  const points: WaitPoint[] = [];
  let lastEnd: number | undefined;
  for (const bucket of buckets) {
    const start = Date.parse(bucket.startsAt);
    if (start < now.getTime() - chartHours * hourMs) continue;
    if (lastEnd !== undefined && start > lastEnd) points.push({ ...nothing, at: lastEnd });
    lastEnd = start + bucketMs;
    points.push({
      ...nothing,
      // The present bucket is not over: its mean stands for the time until now.
      at: Math.min(start + bucketMs / 2, now.getTime()),
      waiting: bucket.waitingMean,
      measured: bucket.waitP50Minutes,
      measuredP80: bucket.waitP80Minutes,
    });
  }
  if (lastEnd !== undefined && now.getTime() > lastEnd + bucketMs) points.push({ ...nothing, at: lastEnd });
  const expected = forecastPoints(forecast, now);
  const joined = expected[0]?.at === now.getTime() ? expected.shift() : undefined;
  if (joined || waiting !== null) points.push({ ...nothing, at: now.getTime(), ...joined, waiting });
  return [...points, ...expected];
}

/** Each hour at its middle; the one that runs from now on, so that the line begins where the past ends. */
function forecastPoints(forecast: WaitForecast | undefined, now: Date): WaitPoint[] {
  return (forecast?.hours ?? []).flatMap(({ startsAt, waitP50Minutes: p50, waitP80Minutes: p80 }) => {
    const start = Date.parse(startsAt);
    if (start + hourMs <= now.getTime()) return [];
    const at = start <= now.getTime() ? now.getTime() : start + hourMs / 2;
    return [{ ...nothing, at, forecast: p50, band: p50 === null || p80 === null ? null : [p50, p80] }];
  });
}

/** An hour of the table that says the same as the chart. */
export interface WaitHour {
  startsAt: Date;
  /** mean over the hour */
  waiting: number | undefined;
  cleared: number | undefined;
  /** mean of those cleared, minutes */
  waitMinutes: number | undefined;
  forecast: { waitP50Minutes: number | null; waitP80Minutes: number | null } | undefined;
}

/** @returns the last 24 hours and the next 24, as whole hours; those of which nothing is known are left out */
export function buildWaitHours(
  buckets: readonly QueueBucket[],
  forecast: WaitForecast | undefined,
  now: Date,
): WaitHour[] {
  const thisHour = Math.floor(now.getTime() / hourMs) * hourMs;
  const hours = Array.from({ length: 2 * chartHours + 1 }, (_, index) => thisHour + (index - chartHours) * hourMs);
  return hours.flatMap((start) => {
    const inHour = (instant: string) => Date.parse(instant) >= start && Date.parse(instant) < start + hourMs;
    const own = buckets.filter(({ startsAt }) => inHour(startsAt));
    const expected =
      start + hourMs > now.getTime() ? forecast?.hours.find(({ startsAt }) => inHour(startsAt)) : undefined;
    if (own.length === 0 && !expected) return [];
    const sum = (of: (bucket: QueueBucket) => number) => own.reduce((total, bucket) => total + of(bucket), 0);
    const timed = own.filter(({ waitMeanMinutes }) => waitMeanMinutes !== null);
    const clearedTimed = timed.reduce((total, { cleared }) => total + cleared, 0);
    const minutes = timed.reduce((total, { cleared, waitMeanMinutes }) => total + cleared * (waitMeanMinutes ?? 0), 0);
    return [
      {
        startsAt: new Date(start),
        waiting: own.length > 0 ? sum(({ waitingMean }) => waitingMean) / own.length : undefined,
        cleared: own.length > 0 ? sum(({ cleared }) => cleared) : undefined,
        waitMinutes: clearedTimed > 0 ? minutes / clearedTimed : undefined,
        forecast: expected,
      },
    ];
  });
}

/** @returns values for an axis of minutes, from 0 to at least `most`, in steps that a clock has; at most five steps */
export function minuteTicks(most: number): number[] {
  const steps = [10, 15, 30, 60, 120, 180, 240, 360, 720, 1440];
  const step = steps.find((candidate) => most <= candidate * 5) ?? Math.ceil(most / 5 / 1440) * 1440;
  const count = Math.max(2, Math.ceil(most / step));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** @returns values for the axis of trucks, in as many whole steps as the axis of minutes has, so that both share their lines */
export function truckTicks(most: number, intervals: number): number[] {
  const needed = Math.max(1, most / intervals);
  const power = 10 ** Math.floor(Math.log10(needed));
  const step = [1, 2, 3, 4, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= needed) ?? needed;
  return Array.from({ length: intervals + 1 }, (_, index) => index * step);
}
