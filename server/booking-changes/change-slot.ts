import type { Booking } from '../../shared/contract/bookings.ts';
import { bookingView } from '../bookings/index.ts';
import type { SlotFeed } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import type { BookingDetails } from '../platform/database/generated/client.ts';
import type { WriteIntent } from '../platform/database/once-per-key.ts';
import { rethrowChangeRefusal } from './change-refusals.ts';
import { type Changing, changeActor } from './changing.ts';

export interface ChangeParts {
  db: Database;
  feed: SlotFeed;
  /** Told where trucks that are expected have changed. */
  queueChanged(checkpointId: string): Promise<void>;
}

/**
 * Moves a booking to another slot of its window. One statement: that place is claimed and the present one returned, or neither; what is returned goes to
 * whoever waits for it (change_booking_slot in prisma/migrations).
 *
 * @throws apiError BOOKING_NOT_FOUND, BOOKING_NOT_ACTIVE, TRUCK_AT_GATE, BOOKING_OF_ITINERARY, CHANGE_TOO_LATE, CHANGE_LIMIT_REACHED,
 *   CHANGE_OUTSIDE_WINDOW, SLOT_NOT_FOUND, SLOT_IN_PAST, SLOT_CLOSED, SLOT_FULL, CARRIER_QUOTA_REACHED, CLASS_QUOTA_REACHED
 */
export async function changeSlot(
  { db, feed, queueChanged }: ChangeParts,
  now: Date,
  intent: WriteIntent,
  changing: Changing,
  slotId: number,
): Promise<Booking> {
  const { organisationId, actor, bookingId } = changing;
  const before = await db.booking.findFirst({ where: { id: bookingId, organisationId }, select: { slotId: true } });
  const [row] = await db.$queryRaw<BookingDetails[]>`
    SELECT * FROM change_booking_slot(
      ${bookingId}::uuid, ${slotId}::int, ${organisationId}, ${actor.id}, ${intent.scope}, ${intent.key}, ${intent.requestHash},
      act_as(${changeActor(changing)}, ${now}))`.catch(rethrowChangeRefusal);
  const booking = bookingView(row!);
  const { checkpointId } = booking.slot;
  feed.changed([booking.slot, ...(before ? [{ id: before.slotId, checkpointId }] : [])]);
  await queueChanged(checkpointId);
  return booking;
}
