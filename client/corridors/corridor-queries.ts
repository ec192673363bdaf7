import { useThrottledCallback } from '@mantine/hooks';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Corridor } from '../../shared/contract/corridors.ts';
import { directionSchema } from '../../shared/words.ts';
import { apiQuery } from '../api/client.ts';
import { liveStore } from '../live/live.ts';
import { forecastKey } from '../live/live-store.ts';
import { useWatchMap } from '../live/use-live.ts';

/** Towns, roads and ways change with a release of the server. */
export const corridorsQuery = queryOptions({
  ...apiQuery.corridors.list.queryOptions({ input: { limit: 100 } }),
  staleTime: Number.POSITIVE_INFINITY,
});

const everyMs = 30_000;
const timesQuery = apiQuery.corridors.current.queryOptions({ staleTime: everyMs });

/** What every way takes now; asked for again when a forecast of one of its checkpoints changed, at most twice a minute. */
export function useWayTimes(corridors: readonly Corridor[] | undefined) {
  useWatchMap();
  const queryClient = useQueryClient();
  const askAgain = useThrottledCallback(
    () => void queryClient.invalidateQueries({ queryKey: timesQuery.queryKey }),
    everyMs,
  );
  useEffect(() => {
    const checkpointIds = new Set(corridors?.flatMap(({ ways }) => ways.flatMap((way) => way.checkpointIds)));
    const unsubscribe = [...checkpointIds].flatMap((checkpointId) =>
      directionSchema.options.map((direction) => liveStore.subscribe(forecastKey(checkpointId, direction), askAgain)),
    );
    return () => {
      for (const leave of unsubscribe) leave();
    };
  }, [corridors, askAgain]);
  return useQuery(timesQuery);
}
