import { DateTime } from 'luxon';
import type { BookingState, Direction } from '../../shared/words.ts';
import { getCheckpoint } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { bookingView } from './booking-view.ts';

/** Bookings of one organisation, newest first. */
export async function listBookings(
  db: Database,
  organisationId: string,
  query: PageQuery & { state?: BookingState | undefined },
) {
  const after = query.cursor === undefined ? undefined : await getCursorRow(db, query.cursor);
  const rows = await db.bookingDetails.findMany({
    where: {
      organisationId,
      ...(query.state ? { state: query.state } : {}),
      ...(after ? { OR: [{ madeAt: { lt: after.madeAt } }, { madeAt: after.madeAt, id: { lt: after.id } }] } : {}),
    },
    orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
    take: query.limit + 1,
  });
  return page(rows, query.limit, (row) => row.id, bookingView);
}

export interface CheckpointBookingsQuery extends PageQuery {
  checkpointId: string;
  direction: Direction;
  from?: string | undefined;
  to?: string | undefined;
}

/** Trucks with an active booking at a checkpoint, in the order of their slots. */
export async function listBookingsAtCheckpoint(db: Database, now: Date, query: CheckpointBookingsQuery) {
  await getCheckpoint(db, now, query.checkpointId);
  const from = query.from ? new Date(query.from) : now;
  const to = query.to ? new Date(query.to) : DateTime.fromJSDate(from).plus({ days: 1 }).toJSDate();
  const after = query.cursor === undefined ? undefined : await getCursorRow(db, query.cursor);
  const rows = await db.bookingDetails.findMany({
    where: {
      state: { in: ['held', 'confirmed'] },
      slot: {
        checkpointId: query.checkpointId,
        direction: query.direction,
        endsAt: { gt: from },
        startsAt: { lt: to },
      },
      ...(after
        ? {
            OR: [{ startsAt: { gt: after.startsAt } }, { startsAt: after.startsAt, id: { gt: after.id } }],
          }
        : {}),
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: query.limit + 1,
  });
  return page(rows, query.limit, (row) => row.id, bookingView);
}

/** The row that the page before ended with; its id is the cursor. */
async function getCursorRow(db: Database, cursor: string) {
  const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(cursor);
  const row = isUuid ? await db.bookingDetails.findFirst({ where: { id: cursor } }) : null;
  if (!row) throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  return row;
}
