import { ORPCError } from '@orpc/server';
import type { Booking } from '../../shared/contract/bookings.ts';
import { againWhileStale, rescreenBooking } from '../compliance/index.ts';
import type { SlotFeed } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import type { BookingDetails } from '../platform/database/generated/client.ts';
import type { WriteIntent } from '../platform/database/once-per-key.ts';
import { bookingView } from './booking-view.ts';
import { claimActor } from './claim-actor.ts';
import type { Claimant } from './hold-slot.ts';
import { refusalToError } from './refusals.ts';

/**
 * Confirms a hold. Confirming what is confirmed already changes nothing and is no error.
 *
 * @throws apiError BOOKING_NOT_FOUND (also for another organisation's), HOLD_EXPIRED, BOOKING_NOT_ACTIVE, and CARGO_BLOCKED by a list
 *   that was imported since the hold
 */
export async function confirmBooking(
  db: Database,
  now: Date,
  claimant: Claimant,
  intent: WriteIntent,
  bookingId: string,
): Promise<Booking> {
  const confirm = async () => {
    const [row] = await db.$queryRaw<BookingDetails[]>`
      SELECT * FROM confirm_booking(
        ${bookingId}::uuid, ${claimant.organisationId}, ${intent.scope}, ${intent.key}, ${intent.requestHash},
        act_as(${claimActor(claimant)}, ${now}))`.catch(rethrow);
    return bookingView(row!);
  };
  return againWhileStale(() =>
    confirm().catch(async (error) => {
      if (error instanceof ORPCError && error.code === 'SCREENING_STALE') await rescreenBooking(db, now, bookingId);
      throw error;
    }),
  );
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
  claimant: Claimant,
  intent: WriteIntent,
  bookingId: string,
): Promise<Booking> {
  const [row] = await db.$queryRaw<BookingDetails[]>`
    SELECT * FROM cancel_booking(
      ${bookingId}::uuid, ${claimant.organisationId}, ${intent.scope}, ${intent.key}, ${intent.requestHash},
      act_as(${claimActor(claimant)}, ${now}))`.catch(rethrow);
  const booking = bookingView(row!);
  feed.changed([booking.slot]);
  return booking;
}

function rethrow(error: unknown): never {
  throw refusalToError(error);
}
