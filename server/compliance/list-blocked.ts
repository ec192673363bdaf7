import { z } from 'zod';
import type { BlockedConsignment } from '../../shared/contract/compliance.ts';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { viewBlocked, withBooking } from './blocked-view.ts';

/** The desk of the reviewer, newest first. The cursor is the id of the last one of the page before. */
export async function listBlocked(
  db: Database,
  { state, limit, cursor }: PageQuery & { state?: BlockedConsignment['state'] | undefined },
) {
  const after = cursor === undefined ? undefined : await getCursorRow(db, cursor);
  const rows = await db.blockedConsignment.findMany({
    where: {
      ...(state ? { state } : {}),
      ...(after
        ? { madeAt: { lte: after.madeAt }, OR: [{ madeAt: { lt: after.madeAt } }, { id: { lt: after.id } }] }
        : {}),
    },
    include: withBooking,
    orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
  return page(
    await viewBlocked(db, rows),
    limit,
    ({ id }) => id,
    (view) => view,
  );
}

async function getCursorRow(db: Database, cursor: string) {
  const row = z.uuid().safeParse(cursor).success
    ? await db.blockedConsignment.findUnique({ where: { id: cursor } })
    : null;
  if (!row) throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  return row;
}
