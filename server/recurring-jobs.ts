import { deleteEndedSessions } from './accounts/index.ts';
import { endPastBookings, releaseExpiredHolds } from './bookings/index.ts';
import { keepSlots, type SlotFeed } from './corridors/index.ts';
import type { Clock } from './platform/clock.ts';
import type { Database } from './platform/database/client.ts';
import type { RecurringJob } from './platform/jobs.ts';

/** What a worker does again and again; each is safe to repeat and to be killed in the middle. */
export function createRecurringJobs({
  db,
  feed,
  clock,
}: {
  db: Database;
  feed: SlotFeed;
  clock: Clock;
}): RecurringJob[] {
  return [
    {
      name: 'keep-slots',
      everySeconds: 15 * 60,
      run: async () => feed.changed(await keepSlots(db, clock.now())),
    },
    {
      name: 'release-expired-holds',
      everySeconds: 10,
      run: async () => void (await releaseExpiredHolds(db, feed, clock.now())),
    },
    {
      name: 'announce-loads',
      everySeconds: 60,
      run: () => feed.announceLoads(),
    },
    {
      name: 'end-past-bookings',
      everySeconds: 60,
      run: () => endPastBookings(db, clock.now()),
    },
    {
      name: 'delete-ended-sessions',
      everySeconds: 60 * 60,
      run: async () => void (await deleteEndedSessions(db)),
    },
  ];
}
