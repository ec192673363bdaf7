import type { SlotFeed } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import type { WriteIntent } from '../platform/database/once-per-key.ts';
import { getBooking } from './get-booking.ts';
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
) {
  await db.$queryRaw`SELECT confirm_booking(
    ${bookingId}::uuid, ${organisationId}, ${intent.scope}, ${intent.key}, ${intent.requestHash}, ${now})`.catch(
    rethrow,
  );
  return getBooking(db, organisationId, bookingId);
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
) {
  await db.$queryRaw`SELECT cancel_booking(
    ${bookingId}::uuid, ${organisationId}, ${intent.scope}, ${intent.key}, ${intent.requestHash}, ${now})`.catch(
    rethrow,
  );
  const booking = await getBooking(db, organisationId, bookingId);
  feed.changed([booking.slot]);
  return booking;
}

function rethrow(error: unknown): never {
  throw refusalToError(error);
}
