import { infiniteQueryOptions } from '@tanstack/react-query';
import { apiQuery } from '../api/client.ts';

const keys = ['subjectKind', 'subjectId', 'actor', 'from', 'to'] as const;
type AuditFilter = Partial<Record<(typeof keys)[number], string>>;

/** @returns what the address filters by */
export function readAuditFilter(params: URLSearchParams): AuditFilter {
  return Object.fromEntries(keys.flatMap((key) => (params.get(key) ? [[key, params.get(key)]] : [])));
}

export const auditHref = (filter: AuditFilter) => `/audit?${new URLSearchParams(filter)}`;
export const auditCsvHref = (filter: AuditFilter) => `/api/audit.csv?${new URLSearchParams(filter)}`;

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions(
    apiQuery.audit.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...filter, limit: 50, ...(cursor ? { cursor } : {}) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
