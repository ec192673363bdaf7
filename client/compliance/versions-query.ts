import { infiniteQueryOptions } from '@tanstack/react-query';
import type { ListKind } from '../../shared/contract/compliance.ts';
import { apiQuery } from '../api/client.ts';

export const versionsQuery = (kind: ListKind) =>
  infiniteQueryOptions(
    apiQuery.compliance.listVersions.infiniteOptions({
      input: (cursor: string | undefined) => ({ kind, limit: 20, ...(cursor ? { cursor } : {}) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
