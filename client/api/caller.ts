import { useQuery } from '@tanstack/react-query';
import { anonymous, type CallerView } from '../../shared/contract/accounts.ts';
import { apiQuery } from './client.ts';

export const callerQuery = apiQuery.accounts.me.queryOptions({ staleTime: 5 * 60_000 });

/** @returns who is calling; until the server has said so, nobody */
export function useCaller(): CallerView & { known: boolean } {
  const { data, isPending } = useQuery(callerQuery);
  return { ...(data ?? anonymous), known: !isPending };
}

export const healthQuery = apiQuery.health.queryOptions({ staleTime: Number.POSITIVE_INFINITY });

/** @returns whether this is the demo world; undefined until the server has said so */
export function useIsDemo(): boolean | undefined {
  return useQuery(healthQuery).data?.demo;
}
