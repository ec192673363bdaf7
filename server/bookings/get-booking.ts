import type { Booking } from '../../shared/contract/bookings.ts';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { bookingView } from './booking-view.ts';

/** A booking of this organisation; another's is as unknown as none, so that ids tell nothing. */
export async function getBooking(db: Database, organisationId: string, bookingId: string): Promise<Booking> {
  const row = await db.bookingDetails.findFirst({ where: { id: bookingId, organisationId } });
  if (!row)
    throw apiError('BOOKING_NOT_FOUND', {
      field: 'bookingId',
      hint: 'GET /api/bookings lists those of your organisation',
    });
  return bookingView(row);
}
