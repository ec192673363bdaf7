import { queryOptions } from '@tanstack/react-query';
import type { QueueBucket } from '../../shared/contract/queues.ts';
import { type Direction, directionSchema } from '../../shared/words.ts';
import { queueKey } from '../live/live-store.ts';
import { serverClock } from '../live/server-clock.ts';
import { api, apiQuery } from './client.ts';

/** Trucks in the waiting area an hour ago, by queueKey. */
export type HourAgo = ReadonlyMap<string, number>;

/** One bucket of the history of every queue, 74 lines, for the trend: 74 questions would be the other way. */
export const hourAgoQuery = queryOptions({
  queryKey: apiQuery.queues.historyCsv.key(),
  staleTime: 5 * 60_000,
  refetchInterval: 5 * 60_000,
  queryFn: async ({ signal }): Promise<HourAgo> => {
    const { from, to } = bucketHourAgo(serverClock.now());
    const file = await api.queues.historyCsv({ from, to }, { signal });
    return readWaiting(await file.text());
  },
});

const bucketMs = 10 * 60_000;

/** @returns the ten minutes in which the instant an hour before `now` lies */
export function bucketHourAgo(now: Date): { from: string; to: string } {
  const from = Math.floor((now.getTime() - 3_600_000) / bucketMs) * bucketMs;
  return { from: new Date(from).toISOString(), to: new Date(from + bucketMs).toISOString() };
}

/** @param csv of GET /queue-history.csv; ids, instants and numbers only, so that no field is quoted */
export function readWaiting(csv: string): HourAgo {
  const [head = '', ...lines] = csv.trim().split('\n');
  const columns = head.split(',');
  const column = (name: string) => columns.indexOf(name);
  const [id, direction, waiting] = [column('checkpointId'), column('direction'), column('waitingMean')];
  return new Map(
    lines.map((line) => {
      const fields = line.split(',');
      return [queueKey(fields[id] ?? '', directionSchema.parse(fields[direction])), Number(fields[waiting])];
    }),
  );
}

/** The last 24 hours of one queue. */
export const historyQuery = (checkpointId: string, direction: Direction) =>
  queryOptions({
    queryKey: apiQuery.queues.listHistory.key({ input: { checkpointId, direction } }),
    staleTime: 60_000,
    refetchInterval: 60_000,
    queryFn: async ({ signal }): Promise<QueueBucket[]> =>
      (await api.queues.listHistory({ checkpointId, direction, limit: 145 }, { signal })).items,
  });
