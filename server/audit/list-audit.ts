import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { type AuditFilter, auditView, whereOf } from './audit-view.ts';

/** Who changed what, newest first. The cursor is the number of the last entry of the page before. @throws apiError INVALID_INPUT */
export async function listAudit(db: Database, { limit, cursor, ...filter }: PageQuery & AuditFilter) {
  assertPeriod(filter);
  if (cursor !== undefined && !/^\d{1,18}$/.test(cursor))
    throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  const rows = await db.auditEntry.findMany({
    where: { ...whereOf(filter), ...(cursor === undefined ? {} : { number: { lt: BigInt(cursor) } }) },
    orderBy: { number: 'desc' },
    take: limit + 1,
  });
  const names = await readNames(db, [...new Set(rows.map(({ actorId }) => actorId))]);
  return page(
    rows,
    limit,
    ({ number }) => String(number),
    (row) => auditView(row, (id) => names.get(id) ?? null),
  );
}

/** @throws apiError INVALID_INPUT for a period that ends before it begins */
export function assertPeriod({ from, to }: AuditFilter): void {
  if (from && to && new Date(to) <= new Date(from))
    throw apiError('INVALID_INPUT', { field: 'to', hint: 'to must be later than from' });
}

async function readNames(db: Database, ids: string[]): Promise<Map<string, string>> {
  const where = { where: { id: { in: ids } }, select: { id: true, name: true } };
  const [people, organisations] = await Promise.all([db.user.findMany(where), db.organization.findMany(where)]);
  return new Map([...organisations, ...people].map(({ id, name }) => [id, name]));
}
