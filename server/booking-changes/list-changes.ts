import type { BookingChange } from '../../shared/contract/booking-changes.ts';
import type { Database } from '../platform/database/client.ts';
import type { BookingChange as ChangeRow } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';

/**
 * What a carrier has changed about a booking, newest first.
 *
 * @param organisationId whose booking it must be; undefined for a planner, who may see all
 * @throws apiError BOOKING_NOT_FOUND, INVALID_INPUT for a cursor that no page gave
 */
export async function listChanges(
  db: Database,
  organisationId: string | undefined,
  { bookingId, cursor, limit }: PageQuery & { bookingId: string },
) {
  const booking = await db.booking.findFirst({
    where: { id: bookingId, ...(organisationId === undefined ? {} : { organisationId }) },
    select: { id: true },
  });
  if (!booking) throw apiError('BOOKING_NOT_FOUND', { field: 'bookingId' });
  if (cursor !== undefined && !/^\d{1,18}$/.test(cursor))
    throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  const rows = await db.bookingChange.findMany({
    where: { bookingId, ...(cursor === undefined ? {} : { number: { lt: BigInt(cursor) } }) },
    orderBy: { number: 'desc' },
    take: limit + 1,
  });
  return page(rows, limit, ({ number }) => String(number), changeView);
}

function changeView(row: ChangeRow): BookingChange {
  return {
    id: row.id,
    bookingId: row.bookingId,
    kind: row.kind as BookingChange['kind'],
    at: row.at.toISOString(),
    madeBy: row.madeBy,
    before: row.before as BookingChange['before'],
    after: row.after as BookingChange['after'],
    proof: row.proof as BookingChange['proof'],
  };
}
