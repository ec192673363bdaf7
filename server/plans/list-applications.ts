import { z } from 'zod';
import type { Application } from '../../shared/contract/plans.ts';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { applicationView, withBooking } from './application-view.ts';

/** Applications of one organisation, newest first. @throws apiError INVALID_INPUT for a cursor that no page gave */
export async function listApplications(
  db: Database,
  organisationId: string,
  query: PageQuery & { state?: Application['state'] | undefined },
) {
  const after = query.cursor === undefined ? undefined : await getCursorRow(db, organisationId, query.cursor);
  const rows = await db.application.findMany({
    where: {
      organisationId,
      ...(query.state ? { state: query.state } : {}),
      ...(after
        ? { madeAt: { lte: after.madeAt }, OR: [{ madeAt: { lt: after.madeAt } }, { id: { lt: after.id } }] }
        : {}),
    },
    orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
    take: query.limit + 1,
    include: withBooking,
  });
  return page(rows, query.limit, (row) => row.id, applicationView);
}

async function getCursorRow(db: Database, organisationId: string, cursor: string) {
  const row = z.uuid().safeParse(cursor).success
    ? await db.application.findFirst({ where: { id: cursor, organisationId } })
    : null;
  if (!row) throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  return row;
}
