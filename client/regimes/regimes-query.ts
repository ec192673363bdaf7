import { queryOptions, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Regime } from '../../shared/contract/regimes.ts';
import { api, apiQuery } from '../api/client.ts';

/** One list for the map, the checkpoint and the page of regimes: those in force and coming, or all that ever were. */
export const regimesQuery = (over: boolean) =>
  queryOptions({
    queryKey: apiQuery.regimes.list.key({ input: { over: String(over) } }),
    staleTime: 30_000,
    refetchInterval: 60_000,
    queryFn: async ({ signal }): Promise<Regime[]> => {
      const regimes: Regime[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof api.regimes.list>> = await api.regimes.list(
          { over: String(over), limit: 100, ...(cursor === null ? {} : { cursor }) },
          { signal },
        );
        regimes.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return regimes;
    },
  });

export const templatesQuery = apiQuery.regimes.templates.queryOptions({ staleTime: Number.POSITIVE_INFINITY });

export const calendarQuery = (checkpointId: string) =>
  apiQuery.regimes.getCalendar.queryOptions({ input: { checkpointId }, staleTime: 30_000 });

const none: readonly Regime[] = [];

/** @returns the regimes of one checkpoint that are in force now; renders again only when these change */
export function useRegimesInForce(checkpointId: string): readonly Regime[] {
  const select = useCallback(
    (regimes: readonly Regime[]) =>
      regimes.filter(({ state, checkpointIds }) => state === 'in-force' && checkpointIds.includes(checkpointId)),
    [checkpointId],
  );
  return useQuery({ ...regimesQuery(false), select }).data ?? none;
}
