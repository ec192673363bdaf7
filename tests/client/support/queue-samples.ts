import type { WaitForecast } from '../../../shared/contract/forecasts.ts';
import type { QueueBucket, QueueStatus } from '../../../shared/contract/queues.ts';

export function sampleQueue(change: Partial<QueueStatus> = {}): QueueStatus {
  return {
    checkpointId: 'karasu',
    direction: 'out',
    seq: 1,
    asOf: '2026-11-22T05:10:00.000Z',
    source: 'simulated',
    lastEventAt: '2026-11-22T05:09:00.000Z',
    expected: 7,
    waiting: 12,
    called: 1,
    first: { atPost: 1, documents: 2, scan: 1, examination: 0 },
    strip: 3,
    second: { atPost: 0, documents: 2, scan: 0, examination: 1 },
    clearedLastHour: 9,
    oldestArrivedAt: '2026-11-22T03:40:00.000Z',
    oldestWaitMinutes: 90,
    openLanes: { kz: 2, neighbour: 2 },
    scheduledPerHour: 12,
    waitingPlaces: 60,
    stripPlaces: 10,
    ...change,
  };
}

/** A queue that nobody feeds. */
export const unfedQueue = (change: Partial<QueueStatus> = {}) =>
  sampleQueue({
    source: null,
    lastEventAt: null,
    waiting: null,
    called: null,
    first: null,
    strip: null,
    second: null,
    clearedLastHour: null,
    oldestArrivedAt: null,
    oldestWaitMinutes: null,
    ...change,
  });

/** 24 hours from an instant; the wait of the first is `p50` to `p80`, and each later one is a minute longer. */
export function sampleForecast(
  change: Partial<WaitForecast> = {},
  p50: number | null = 40,
  p80: number | null = 75,
): WaitForecast {
  const madeAt = change.madeAt ?? '2026-11-22T05:00:00.000Z';
  return {
    checkpointId: 'karasu',
    direction: 'out',
    seq: 1,
    madeAt,
    source: 'forecast',
    replications: 100,
    basedOn: 'simulated',
    hours: Array.from({ length: 24 }, (_, hour) => ({
      startsAt: new Date(Date.parse(madeAt) + hour * 3_600_000).toISOString(),
      waitP50Minutes: p50 === null ? null : p50 + hour,
      waitP80Minutes: p80 === null ? null : p80 + hour,
    })),
    ...change,
  };
}

export function sampleBucket(startsAt: string, change: Partial<QueueBucket> = {}): QueueBucket {
  return {
    startsAt,
    bucketMinutes: 10,
    source: 'simulated',
    arrivals: 2,
    cleared: 2,
    waitingMean: 10,
    waitingMax: 11,
    inPostsMean: 5,
    inPostsMax: 6,
    waitMeanMinutes: 50,
    waitP50Minutes: 48,
    waitP80Minutes: 60,
    crossingMeanMinutes: 90,
    crossingP50Minutes: 88,
    crossingP80Minutes: 110,
    ...change,
  };
}
