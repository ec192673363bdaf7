import type { Booking } from '../../shared/contract/bookings.ts';
import type { SlotFeed } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import type { BookingDetails } from '../platform/database/generated/client.ts';
import type { WriteIntent } from '../platform/database/once-per-key.ts';
import { bookingView } from './booking-view.ts';
import { refusalToError } from './refusals.ts';

/**
 * Confirms a hold. Confirming what is confirmed already changes nothing and is no error.
 *
 * @throws apiError BOOKING_NOT_FOUND (also for another organisation's), HOLD_EXPIRED, BOOKING_NOT_ACTIVE
 */
export async function confirmBooking(
  db: Database,
  now: Date,
  organisationId: string,
  intent: WriteIntent,
  bookingId: string,
): Promise<Booking> {
  const [row] = await db.$queryRaw<BookingDetails[]>`
    SELECT * FROM confirm_booking(
      ${bookingId}::uuid, ${organisationId}, ${intent.scope}, ${intent.key}, ${intent.requestHash}, ${now})`.catch(
    rethrow,
  );
  return bookingView(row!);
}

/**
 * Cancels a hold or a confirmed booking; its places are free at once. Cancelling what is cancelled already is no error.
 *
 * @throws apiError BOOKING_NOT_FOUND (also for another organisation's), BOOKING_NOT_ACTIVE
 */
export async function cancelBooking(
  db: Database,
  feed: SlotFeed,
  now: Date,
  organisationId: string,
  intent: WriteIntent,
  bookingId: string,
): Promise<Booking> {
  const [row] = await db.$queryRaw<BookingDetails[]>`
    SELECT * FROM cancel_booking(
      ${bookingId}::uuid, ${organisationId}, ${intent.scope}, ${intent.key}, ${intent.requestHash}, ${now})`.catch(
    rethrow,
  );
  const booking = bookingView(row!);
  feed.changed([booking.slot]);
  return booking;
}

function rethrow(error: unknown): never {
  throw refusalToError(error);
}
