import { forecastQueue } from '../../../server/forecasts/forecast-queue.ts';
import { knowQueues } from './know-queues.ts';
import { createReplayQueue, dayMs, hourMs, type QueueName, type ReplayQueue } from './replay-queue.ts';

/** A forecast of one truck's wait, made some hours before it came, beside what it then was and what the simple rules said. */
export interface Judged extends QueueName {
  leadHours: number;
  trueMinutes: number;
  p50Minutes: number;
  p80Minutes: number;
  /** Queue length divided by the last hour's throughput. */
  throughputMinutes: number;
  /** Queue length as the calendar will have taken it down by then, divided by what is scheduled. */
  scheduleMinutes: number;
  /** From the call to the post, on an empty road: what both rules leave out. */
  driveMinutes: number;
}

export interface ReplayPlan {
  seed: string;
  queues: readonly QueueName[];
  fromMs: number;
  /** Judged days; two before them are played so that there is a past to measure. */
  days: number;
  everyHours: number;
  replications: number;
  onProgress?: (done: number) => void;
}

interface Made {
  queue: ReplayQueue;
  madeMs: number;
  bands: ReturnType<typeof forecastQueue>;
  throughputMinutes: number;
  scheduleMinutes: readonly number[];
  driveMinutes: number;
}

const pastDays = 2;

/** Plays seeded days of the twin, makes the forecast as the server would every so many hours, and compares when the trucks are through. */
export function replayDays({
  seed,
  queues: names,
  fromMs,
  days,
  everyHours,
  replications,
  onProgress,
}: ReplayPlan): Judged[] {
  const startMs = fromMs - pastDays * dayMs;
  const queues = names.map((name) => createReplayQueue(seed, name, startMs, pastDays + days));
  const made: Made[] = [];
  const lastMs = fromMs + (days - 1) * dayMs;
  for (let nowMs = fromMs; nowMs <= lastMs; nowMs += everyHours * hourMs) {
    for (const queue of queues) queue.advance(nowMs);
    knowQueues(queues, nowMs).forEach((picture, index) => {
      const bands = forecastQueue({ picture, replications });
      const { approach } = picture;
      const driveMinutes = approach.count > 0 ? approach.minutes / approach.count + picture.reactionMinutes : 0;
      made.push({
        queue: queues[index]!,
        madeMs: nowMs,
        bands,
        driveMinutes,
        ...simpleRules(queues[index]!, picture.slots),
      });
    });
    onProgress?.((nowMs - fromMs) / (lastMs - fromMs));
  }
  for (const queue of queues) queue.advance(lastMs + 3 * dayMs);
  return made.flatMap(judge);
}

/** With the same eyes: the trucks in the waiting area, the last hour, the calendar and the bookings that are there. */
function simpleRules(
  queue: ReplayQueue,
  slots: readonly { startsAtMs: number; endsAtMs: number; totalPlaces: number }[],
) {
  const { nowMs, waiting, clearedLastHour, scheduledPerHour } = queue.view();
  const ready = waiting.filter(({ callableFromMs }) => callableFromMs <= nowMs).length;
  const perHour = clearedLastHour > 0 ? clearedLastHour : Math.max(1, scheduledPerHour);
  let left = ready;
  const scheduleMinutes = Array.from({ length: 24 }, (_, hour) => {
    const atMs = nowMs + hour * hourMs;
    const slot = slots.find(({ startsAtMs, endsAtMs }) => startsAtMs <= atMs && atMs < endsAtMs);
    const places = Math.max(1, slot?.totalPlaces ?? 1);
    const booked = queue.trucks.filter(
      ({ booked, confirmedAtMs }) => booked.slotStartsAtMs === slot?.startsAtMs && confirmedAtMs <= nowMs,
    ).length;
    const minutes = (60 * left) / places;
    left = Math.max(0, left + (hour > 0 ? booked : 0) - places);
    return minutes;
  });
  return { throughputMinutes: (60 * ready) / perHour, scheduleMinutes };
}

/** Trucks that came in time for their slots, in the day after the forecast. */
function judge({ queue, madeMs, bands, throughputMinutes, scheduleMinutes, driveMinutes }: Made): Judged[] {
  const { checkpointId, direction, rule } = queue;
  return queue.trucks.flatMap(({ booked, arrivedAtMs, atPostMs }): Judged[] => {
    if (arrivedAtMs === undefined || atPostMs === undefined) return [];
    const hour = Math.floor((arrivedAtMs - madeMs) / hourMs);
    const isInTime =
      arrivedAtMs >= booked.slotStartsAtMs - rule.earlyMinutes * 60_000 &&
      arrivedAtMs <= booked.slotEndsAtMs + rule.graceMinutes * 60_000;
    const band = bands[hour];
    if (arrivedAtMs < madeMs || !band || !isInTime) return [];
    return [
      {
        checkpointId,
        direction,
        leadHours: (arrivedAtMs - madeMs) / hourMs,
        trueMinutes: (atPostMs - arrivedAtMs) / 60_000,
        p50Minutes: band.p50Minutes ?? Number.POSITIVE_INFINITY,
        p80Minutes: band.p80Minutes ?? Number.POSITIVE_INFINITY,
        throughputMinutes,
        scheduleMinutes: scheduleMinutes[hour]!,
        driveMinutes,
      },
    ];
  });
}
