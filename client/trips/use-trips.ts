import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { apiQuery } from '../api/client.ts';
import { useTripsNews } from '../live/use-live.ts';

export interface TripFilters {
  scope: 'open' | 'over';
  plate: string;
}

const tripsPerPage = 100;
/** A place in the queue also moves by time alone. */
const lookAgainMs = 60_000;

/** The trips of the caller's organisation, asked for again whenever one of them has changed. */
export function useTrips({ scope, plate }: TripFilters) {
  const news = useTripsNews();
  const queryClient = useQueryClient();
  useEffect(() => {
    if (news > 0) void queryClient.invalidateQueries({ queryKey: apiQuery.tripBoard.list.key() });
  }, [news, queryClient]);
  return useInfiniteQuery(
    apiQuery.tripBoard.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        scope,
        limit: tripsPerPage,
        ...(plate ? { plate } : {}),
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      refetchInterval: scope === 'open' ? lookAgainMs : false,
    }),
  );
}
