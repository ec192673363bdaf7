import { queryOptions } from '@tanstack/react-query';
import type { Organisation } from '../../shared/contract/accounts.ts';
import { api, apiQuery } from '../api/client.ts';

/** All organisations, to choose one from; there are some hundreds at most. */
export const organisationsQuery = queryOptions({
  queryKey: apiQuery.accounts.listOrganisations.key(),
  queryFn: async ({ signal }): Promise<Organisation[]> => {
    const all: Organisation[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof api.accounts.listOrganisations>> = await api.accounts.listOrganisations(
        { limit: 200, ...(cursor === null ? {} : { cursor }) },
        { signal },
      );
      all.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return all;
  },
});
