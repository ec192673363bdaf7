import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import type { Town } from '../base-map/base-map.ts';
import { askOrRecall } from '../gate/kept-values.ts';

/** What a link shows; without a network what it showed last. A refusal is final: the link is wrong or over. */
export const tripQuery = (token: string) =>
  queryOptions({
    queryKey: ['trip', token],
    networkMode: 'always',
    retry: false,
    refetchInterval: 60_000,
    queryFn: ({ signal }) =>
      askOrRecall(`trip ${token}`, (patience) => api.queues.getTrip({ token }, { signal: patience }), signal),
  });

/** The expected waits of both directions of a checkpoint. There is a new forecast every five minutes. */
export const forecastsQuery = (checkpointId: string) =>
  queryOptions({
    queryKey: ['trip-forecasts', checkpointId],
    networkMode: 'always',
    retry: false,
    refetchInterval: 5 * 60_000,
    queryFn: ({ signal }) =>
      askOrRecall(
        `trip forecasts ${checkpointId}`,
        (patience) => api.forecasts.get({ checkpointId }, { signal: patience }),
        signal,
      ),
  });

export const townsQuery = queryOptions({
  queryKey: ['towns'],
  networkMode: 'always',
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }): Promise<Town[]> => {
    const answer = await fetch('/towns.json', { signal });
    if (!answer.ok) throw new Error(`the towns: ${answer.status}`);
    return answer.json();
  },
});
