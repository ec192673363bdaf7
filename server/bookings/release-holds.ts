import type { ChangedSlot, SlotFeed } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';

/**
 * Gives back the places of holds that have expired. A job calls it, and so does every read that shows places, so that nobody sees an
 * expired hold as taken; where nothing is due it is one look at an index.
 */
export async function releaseExpiredHolds(db: Database, feed: SlotFeed, now: Date): Promise<ChangedSlot[]> {
  const released = await db.$queryRaw<ChangedSlot[]>`
    SELECT released_slot_id AS id, released_checkpoint_id AS "checkpointId" FROM release_expired_holds(act_as('job//release-expired-holds', ${now}))`;
  feed.changed(released);
  return released;
}
