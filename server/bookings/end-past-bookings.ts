import { DateTime } from 'luxon';
import type { Database } from '../platform/database/client.ts';

/** A retry comes within minutes or days, not later; a month of keys is some hundred thousand small rows. */
const writeKeysKeptDays = 31;

/**
 * Ends confirmed bookings whose slot is over, so that their vehicles can book again, and forgets write keys that nobody will repeat. Where a
 * gate reports, the gate ends them: a truck that is there stays until it is cleared, one that does not come is a no-show (server/queues).
 */
export async function endPastBookings(db: Database, now: Date): Promise<void> {
  await db.$queryRaw`SELECT end_past_bookings(act_as('job//end-past-bookings', ${now}))`;
  await db.writeKey.deleteMany({
    where: { madeAt: { lt: DateTime.fromJSDate(now).minus({ days: writeKeysKeptDays }).toJSDate() } },
  });
}
