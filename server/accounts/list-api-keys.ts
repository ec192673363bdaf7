import { z } from 'zod';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { apiKeyView } from './api-key-view.ts';

/** Keys of one organisation, the newest first, also those that open nothing any more. @throws apiError INVALID_INPUT for a cursor that no page gave */
export async function listApiKeys(db: Database, organisationId: string, { limit, cursor }: PageQuery) {
  const id = z.uuid().optional().safeParse(cursor);
  const after = id.data === undefined ? null : await db.apiKey.findFirst({ where: { id: id.data, organisationId } });
  if (cursor !== undefined && !after)
    throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  const rows = await db.apiKey.findMany({
    where: {
      organisationId,
      ...(after && { OR: [{ madeAt: { lt: after.madeAt } }, { madeAt: after.madeAt, id: { lt: after.id } }] }),
    },
    orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
  // Who made a key is told by name: the id of an account means nothing to the people of a carrier.
  const makers = await db.user.findMany({ where: { id: { in: rows.map(({ madeBy }) => madeBy) } } });
  const nameOf = (userId: string) => makers.find((user) => user.id === userId)?.name ?? userId;
  return page(
    rows,
    limit,
    (row) => row.id,
    (row) => apiKeyView({ ...row, madeBy: nameOf(row.madeBy) }),
  );
}
