import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Direction } from '../../shared/words.ts';
import { type HourAgo, hourAgoQuery } from '../api/queues.ts';
import { queueKey } from '../live/live-store.ts';
import { serverClock } from '../live/server-clock.ts';
import { useForecast, useQueue } from '../live/use-live.ts';
import { freshForecast, hourAt, queueStateOf, trendOf } from './queue-now.ts';

/** All that a screen says about one queue now. Renders again when something of this queue changes, and for no other. */
export function useQueueNow(checkpointId: string, direction: Direction) {
  const queue = useQueue(checkpointId, direction);
  const now = serverClock.now();
  const forecast = freshForecast(useForecast(checkpointId, direction), now);
  const select = useCallback(
    (hourAgo: HourAgo) => hourAgo.get(queueKey(checkpointId, direction)),
    [checkpointId, direction],
  );
  const { data: waitingHourAgo } = useQuery({ ...hourAgoQuery, select });
  const hour = hourAt(forecast, now);
  return {
    queue,
    hour,
    forecast: hour && forecast,
    waitingHourAgo,
    trend: trendOf(queue?.waiting, waitingHourAgo),
    state: queueStateOf(queue, hour),
  };
}

export type QueueNow = ReturnType<typeof useQueueNow>;
