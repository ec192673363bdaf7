import type { Database } from '../platform/database/client.ts';
import { type PageQuery, page } from '../platform/http/page.ts';

export async function listPorts(db: Database, query: PageQuery) {
  const rows = await db.port.findMany({
    where: query.cursor ? { id: { gt: query.cursor } } : {},
    orderBy: { id: 'asc' },
    take: query.limit + 1,
  });
  return page(
    rows,
    query.limit,
    (row) => row.id,
    ({ weekend, ...port }) => port,
  );
}
