import { queryOptions } from '@tanstack/react-query';
import type { Checkpoint, Slot } from '../../shared/contract/checkpoints.ts';
import type { Direction } from '../../shared/words.ts';
import { liveStore } from '../live/live.ts';
import { api, apiQuery } from './client.ts';

/** All checkpoints; their loads go to the live store, where the newest seq wins. */
export const checkpointsQuery = queryOptions({
  queryKey: apiQuery.checkpoints.list.key(),
  staleTime: 60_000,
  queryFn: async ({ signal }): Promise<Checkpoint[]> => {
    const checkpoints: Checkpoint[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof api.checkpoints.list>> = await api.checkpoints.list(
        cursor === null ? {} : { cursor },
        { signal },
      );
      checkpoints.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    liveStore.offerLoads(checkpoints.map((checkpoint) => checkpoint.load));
    return checkpoints;
  },
});

/** The slots of a time span go to the live store; the answer of the query is only that they are there. */
export const slotsQuery = (checkpointId: string, direction: Direction, from: string, to: string) =>
  queryOptions({
    queryKey: apiQuery.checkpoints.listSlots.key({ input: { checkpointId, direction, from, to } }),
    queryFn: async ({ signal }): Promise<true> => {
      const slots: Slot[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof api.checkpoints.listSlots>> = await api.checkpoints.listSlots(
          { checkpointId, direction, from, to, limit: 1000, ...(cursor === null ? {} : { cursor }) },
          { signal },
        );
        slots.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      liveStore.offerSlots(slots);
      return true;
    },
  });

export const checkpointQuery = (checkpointId: string) =>
  queryOptions({
    queryKey: apiQuery.checkpoints.get.key({ input: { checkpointId } }),
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<Checkpoint> => {
      const checkpoint = await api.checkpoints.get({ checkpointId }, { signal });
      liveStore.offerLoads([checkpoint.load]);
      return checkpoint;
    },
  });
