import type { Booking } from '../../shared/contract/bookings.ts';
import { bookingView } from '../bookings/index.ts';
import type { Database } from '../platform/database/client.ts';
import type { BookingDetails } from '../platform/database/generated/client.ts';
import type { WriteIntent } from '../platform/database/once-per-key.ts';
import { rethrowChangeRefusal } from './change-refusals.ts';
import { type Changing, changeActor } from './changing.ts';

/**
 * Names another driver, or one more; of a longer way for all its crossings that are still to come.
 *
 * @throws apiError BOOKING_NOT_FOUND (also for another organisation's), BOOKING_NOT_ACTIVE, TRUCK_AT_GATE
 */
export async function changeDriver(
  db: Database,
  now: Date,
  intent: WriteIntent,
  changing: Changing,
  driverName: string,
): Promise<Booking> {
  const { organisationId, actor, bookingId } = changing;
  const [row] = await db.$queryRaw<BookingDetails[]>`
    SELECT * FROM change_driver(
      ${bookingId}::uuid, ${driverName}, ${organisationId}, ${actor.id}, ${intent.scope}, ${intent.key}, ${intent.requestHash},
      act_as(${changeActor(changing)}, ${now}))`.catch(rethrowChangeRefusal);
  return bookingView(row!);
}
