import type { ChangedSlot, SlotFeed } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';

/**
 * Ends entries whose hours are over, and draws places that nobody returned but that are there: where the calendar or a planner made more, or a truck began
 * to wait beside a free one. Each slot is a transaction of its own; what is drawn already is not found again, so several processes may do it at once.
 */
export async function tendWaitlist(db: Database, feed: SlotFeed, now: Date): Promise<void> {
  await db.$queryRaw`SELECT end_past_waits(act_as('job//waitlist', ${now}))`;
  const slots = await db.$queryRaw<ChangedSlot[]>`
    SELECT DISTINCT s.id, s.checkpoint_id AS "checkpointId"
    FROM waitlist_entry e JOIN slot s ON s.checkpoint_id = e.checkpoint_id AND s.direction = e.direction
      AND s.starts_at >= e.earliest_at AND s.starts_at < e.latest_at AND s.starts_at > ${now}
    WHERE e.state = 'waiting' AND s.closed_because IS NULL AND s.total_taken < s.total_places
    ORDER BY s.id`;
  for (const slot of slots) {
    const [row] = await db.$queryRaw<{ offered: number }[]>`
      SELECT offer_returned_place(${slot.id}::int, act_as('job//waitlist', ${now})) AS offered`;
    if (row!.offered > 0) feed.changed([slot]);
  }
}
