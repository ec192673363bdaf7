import { queryOptions } from '@tanstack/react-query';
import type { GateSlot, Sailing } from '../../shared/contract/sailings.ts';
import { api, apiQuery } from '../api/client.ts';

/** Days that the picture shows. */
export const shownDays = 14;
const dayMs = 86_400_000;
const refetchInterval = 30_000;

/** Departures of the next two weeks, and ships that are under way; all of them, since the picture shows them together. */
export const sailingsQuery = (fromMs: number) =>
  queryOptions({
    queryKey: apiQuery.sailings.list.key({ input: { from: String(fromMs) } }),
    refetchInterval,
    queryFn: async ({ signal }): Promise<Sailing[]> => {
      const input = {
        from: new Date(fromMs - 3 * dayMs).toISOString(),
        to: new Date(fromMs + shownDays * dayMs).toISOString(),
      };
      const sailings: Sailing[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof api.sailings.list>> = await api.sailings.list(
          { ...input, limit: 200, ...(cursor === null ? {} : { cursor }) },
          { signal },
        );
        sailings.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return sailings;
    },
  });

export const sailingQuery = (sailingId: string) =>
  apiQuery.sailings.get.queryOptions({ input: { sailingId }, refetchInterval });

export const gateSlotsQuery = (sailingId: string) =>
  queryOptions({
    queryKey: apiQuery.sailings.listGateSlots.key({ input: { sailingId } }),
    refetchInterval,
    queryFn: async ({ signal }): Promise<GateSlot[]> =>
      (await api.sailings.listGateSlots({ sailingId, limit: 500 }, { signal })).items,
  });

/** Own entries of the standby lists; of one sailing where it is named. */
export const standbyQuery = (sailingId?: string) =>
  apiQuery.sailings.listStandby.queryOptions({
    input: { limit: 200, ...(sailingId ? { sailingId } : {}) },
    refetchInterval: 10_000,
  });
