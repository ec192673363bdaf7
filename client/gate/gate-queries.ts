import { queryOptions } from '@tanstack/react-query';
import type { QueueTruck } from '../../shared/contract/queues.ts';
import type { Direction } from '../../shared/words.ts';
import { api } from '../api/client.ts';
import { askOrRecall } from './kept-values.ts';

/** Asked also without a network, where they answer from what is kept on this device; the next live message or half a minute asks again. */
const offline = { networkMode: 'always', retry: false, refetchInterval: 30_000 } as const;

export const keptCallerQuery = queryOptions({
  ...offline,
  queryKey: ['gate', 'caller'],
  queryFn: ({ signal }) => askOrRecall('caller', () => api.accounts.me({}, { signal }), signal),
});

export const keptCheckpointsQuery = (ids: readonly string[]) =>
  queryOptions({
    ...offline,
    queryKey: ['gate', 'checkpoints', ids],
    refetchInterval: false,
    queryFn: ({ signal }) =>
      askOrRecall(
        `checkpoints ${ids.join(' ')}`,
        (patience) =>
          Promise.all(ids.map((checkpointId) => api.checkpoints.get({ checkpointId }, { signal: patience }))),
        signal,
      ),
  });

export const trucksKey = (checkpointId: string) => `trucks ${checkpointId}`;

/** All trucks of a checkpoint, both directions: an officer types a plate and not where it goes. */
export const trucksQuery = (checkpointId: string) =>
  queryOptions({
    ...offline,
    queryKey: ['gate', 'trucks', checkpointId],
    queryFn: ({ signal }) =>
      askOrRecall(
        trucksKey(checkpointId),
        async (patience): Promise<QueueTruck[]> => {
          const list = (direction: Direction) =>
            api.queues.listTrucks({ checkpointId, direction, limit: 1000 }, { signal: patience });
          const [out, into] = await Promise.all([list('out'), list('in')]);
          return [...out.items, ...into.items];
        },
        signal,
      ),
  });

export const nextToCallQuery = (checkpointId: string, direction: Direction) =>
  queryOptions({
    ...offline,
    queryKey: ['gate', 'next', checkpointId, direction],
    queryFn: ({ signal }) => api.queues.nextToCall({ checkpointId, direction }, { signal }),
  });

/** The key of all passes hardly ever changes; it has to be there before the network is gone. */
export const passKeysQuery = queryOptions({
  ...offline,
  queryKey: ['gate', 'pass-keys'],
  refetchInterval: 3_600_000,
  queryFn: ({ signal }) =>
    askOrRecall('pass-keys', (patience) => api.queues.passKeys({}, { signal: patience }), signal),
});
