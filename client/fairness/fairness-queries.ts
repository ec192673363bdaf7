import { apiQuery } from '../api/client.ts';

/** Published every quarter of an hour. */
const staleTime = 5 * 60_000;

/** All weeks that anybody looks back at; newest first. */
export const weeksQuery = (checkpointId: string) =>
  apiQuery.fairness.list.queryOptions({ input: { checkpointId, limit: 60 }, staleTime });
export const overviewQuery = (weekStartsOn: string) =>
  apiQuery.fairness.overview.queryOptions({ input: { weekStartsOn }, staleTime });
export const rulesQuery = apiQuery.fairness.rules.queryOptions({ staleTime });
