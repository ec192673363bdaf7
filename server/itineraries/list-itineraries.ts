import { z } from 'zod';
import type { Itinerary } from '../../shared/contract/itineraries.ts';
import type { Database } from '../platform/database/client.ts';
import type { Prisma } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { itineraryViews } from './itinerary-view.ts';

/** Itineraries of one organisation, newest first. @throws apiError INVALID_INPUT for a cursor that is not of this list */
export async function listItineraries(
  db: Database,
  now: Date,
  organisationId: string,
  query: PageQuery & { state?: Itinerary['state'] | undefined },
) {
  const after = await findCursorRow(db, organisationId, query.cursor);
  const where: Prisma.ItineraryWhereInput = {
    organisationId,
    ...(query.state ? { state: query.state } : {}),
    ...(after
      ? { madeAt: { lte: after.madeAt }, OR: [{ madeAt: { lt: after.madeAt } }, { id: { lt: after.id } }] }
      : {}),
  };
  const rows = await db.itinerary.findMany({
    where,
    orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
    take: query.limit + 1,
  });
  const views = await itineraryViews(db, now, rows);
  return page(
    views,
    query.limit,
    ({ id }) => id,
    (view) => view,
  );
}

async function findCursorRow(db: Database, organisationId: string, cursor: string | undefined) {
  if (cursor === undefined) return undefined;
  const row = z.uuid().safeParse(cursor).success
    ? await db.itinerary.findFirst({ where: { organisationId, id: cursor } })
    : null;
  if (!row) throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  return row;
}
