import { DateTime } from 'luxon';
import { z } from 'zod';
import type { BookingState, Direction } from '../../shared/words.ts';
import { getCheckpointRow } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import type { Prisma } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { bookingView } from './booking-view.ts';

/** Bookings of one organisation, newest first. */
export async function listBookings(
  db: Database,
  organisationId: string,
  query: PageQuery & { state?: BookingState | undefined },
) {
  const after = await findCursorRow(db, query.cursor, { organisationId });
  const where: Prisma.BookingDetailsWhereInput = {
    organisationId,
    ...(query.state ? { state: query.state } : {}),
    // The time alone, too: it is what an index can begin at.
    ...(after
      ? { madeAt: { lte: after.madeAt }, OR: [{ madeAt: { lt: after.madeAt } }, { id: { lt: after.id } }] }
      : {}),
  };
  const rows = await db.bookingDetails.findMany({
    where,
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

/** No slot is longer, so none that began earlier is still under way. Without it each list would look at every slot there ever was. */
const slotDaysMax = 1;

/** Trucks with an active booking at a checkpoint, in the order of their slots; from the slot that is under way at `from`. */
export async function listBookingsAtCheckpoint(db: Database, now: Date, query: CheckpointBookingsQuery) {
  const { checkpointId, direction } = query;
  await getCheckpointRow(db, checkpointId);
  const from = query.from ? new Date(query.from) : now;
  const to = query.to ? new Date(query.to) : DateTime.fromJSDate(from).plus({ days: 1 }).toJSDate();
  if (to <= from) throw apiError('INVALID_INPUT', { field: 'to', hint: 'to must be later than from' });
  const earliest = DateTime.fromJSDate(from).minus({ days: slotDaysMax }).toJSDate();
  const after = await findCursorRow(db, query.cursor, { checkpointId, direction });
  const where: Prisma.BookingDetailsWhereInput = {
    state: { in: ['held', 'confirmed'] },
    checkpointId,
    direction,
    endsAt: { gt: from },
    startsAt: { gte: after?.startsAt ?? earliest, lt: to },
    ...(after ? { OR: [{ startsAt: { gt: after.startsAt } }, { id: { gt: after.id } }] } : {}),
  };
  const rows = await db.bookingDetails.findMany({
    where,
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: query.limit + 1,
  });
  return page(rows, query.limit, (row) => row.id, bookingView);
}

/** The row that the page before ended with; its id is the cursor. It is looked for in the same list, so that another's id tells nothing. */
async function findCursorRow(db: Database, cursor: string | undefined, list: Prisma.BookingDetailsWhereInput) {
  if (cursor === undefined) return undefined;
  const row = z.uuid().safeParse(cursor).success
    ? await db.bookingDetails.findFirst({ where: { ...list, id: cursor } })
    : null;
  if (!row) throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  return row;
}
