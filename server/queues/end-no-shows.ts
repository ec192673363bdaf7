import type { QueueStatus } from '../../shared/contract/queues.ts';
import type { Database } from '../platform/database/client.ts';
import type { QueueFeed } from './queue-feed.ts';

/**
 * Ends the bookings whose trucks did not come within their window, as no-shows: never for a delay that the checkpoint caused (window_of_slot in
 * prisma/migrations is the rule). Safe to repeat.
 */
export async function endNoShows(db: Database, feed: QueueFeed, now: Date): Promise<void> {
  const checkpoints = await db.checkpoint.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
  for (const { id } of checkpoints) {
    const rows = await db.$queryRaw<
      { status: QueueStatus }[]
    >`SELECT status FROM end_no_shows(${id}, act_as('job//tend-queues', ${now}))`;
    feed.changed(rows.map(({ status }) => status));
  }
}
