import { infiniteQueryOptions } from '@tanstack/react-query';
import { apiQuery } from '../api/client.ts';

/** Units of one kind, by their plates. */
export const unitsQuery = (kind: 'tractor' | 'trailer', withRetired: boolean) =>
  infiniteQueryOptions(
    apiQuery.fleet.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...{ kind, limit: 100, withRetired: String(withRetired) },
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );

export const driversQuery = (withRetired: boolean) =>
  infiniteQueryOptions(
    apiQuery.fleet.listDrivers.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...{ limit: 100, withRetired: String(withRetired) },
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );

/** The tractors to choose one from: as many as a page holds. */
export const tractorsQuery = apiQuery.fleet.list.queryOptions({
  input: { kind: 'tractor', limit: 500 },
  staleTime: 30_000,
});
