import { infiniteQueryOptions } from '@tanstack/react-query';
import { apiQuery } from '../api/client.ts';

/** A round that is known comes live; that there is a new one is asked for so often. */
const newOnesMs = 30_000;

export const plansQuery = infiniteQueryOptions(
  apiQuery.plans.list.infiniteOptions({
    input: (cursor: string | undefined) => ({ limit: 20, ...(cursor ? { cursor } : {}) }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: newOnesMs,
  }),
);

/** Another planner may have changed it, and a round that closes makes the next one: asked for so often, too. */
export const scheduleQuery = apiQuery.roundSchedule.get.queryOptions({ refetchInterval: newOnesMs });

export const planQuery = (planId: string) => apiQuery.plans.get.queryOptions({ input: { planId } });

/** Applications in the order of their random ids: one page of them is a fair sample of all. */
export const decisionsQuery = (planId: string) =>
  infiniteQueryOptions(
    apiQuery.plans.listDecisions.infiniteOptions({
      input: (cursor: string | undefined) => ({ planId, limit: 100, ...(cursor ? { cursor } : {}) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
