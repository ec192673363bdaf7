import { releaseExpiredHolds } from '../bookings/index.ts';
import type { SlotFeed } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';

/**
 * Itineraries that were not confirmed in time expire with all that they hold, and repairs that were not answered are given up. A job calls it, and so does
 * every read of them, so that nobody sees an expired one as held.
 *
 * @returns how many changed
 */
export async function expireItineraries(db: Database, feed: SlotFeed, now: Date): Promise<number> {
  await releaseExpiredHolds(db, feed, now);
  const [row] = await db.$queryRaw<{ expired: number }[]>`
    SELECT expire_itineraries(act_as('job//keep-itineraries', ${now})) AS expired`;
  return row!.expired;
}

/** What the clock does to itineraries: those that wait expire, and a confirmed one is over with its last leg. Safe to repeat. */
export async function keepItineraries(db: Database, feed: SlotFeed, now: Date): Promise<void> {
  await expireItineraries(db, feed, now);
  await db.$queryRaw`SELECT end_itineraries(act_as('job//keep-itineraries', ${now}))`;
}
