import type { ListKind, ListVersion } from '../../../shared/contract/compliance.ts';
import type { Database } from '../../platform/database/client.ts';
import { apiError } from '../../platform/http/errors.ts';
import { type PageQuery, page } from '../../platform/http/page.ts';
import { viewVersions } from './list-version-view.ts';

/** The version of each list that is asked now. */
export async function listInForce(db: Database, now: Date): Promise<{ items: ListVersion[] }> {
  const [force] = await db.$queryRaw<{ ids: number[] }[]>`SELECT lists_in_force(${now}) AS ids`;
  const rows = await db.listVersion.findMany({ where: { id: { in: force!.ids } }, orderBy: { kind: 'asc' } });
  return { items: await viewVersions(db, now, rows) };
}

/** All versions of a list, newest first. The cursor is the number of the last one of the page before. */
export async function listVersions(db: Database, now: Date, query: PageQuery & { kind: ListKind }) {
  const { kind, limit, cursor } = query;
  if (cursor !== undefined && !/^\d{1,9}$/.test(cursor))
    throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  const rows = await db.listVersion.findMany({
    where: { kind, ...(cursor === undefined ? {} : { number: { lt: Number(cursor) } }) },
    orderBy: { number: 'desc' },
    take: limit + 1,
  });
  const views = await viewVersions(db, now, rows);
  return page(
    views,
    limit,
    ({ version }) => String(version),
    (view) => view,
  );
}
