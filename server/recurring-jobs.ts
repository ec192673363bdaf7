import { deleteEndedSessions } from './accounts/index.ts';
import { endPastBookings, releaseExpiredHolds } from './bookings/index.ts';
import { rescreenAll } from './compliance/index.ts';
import { keepSlots, type SlotFeed } from './corridors/index.ts';
import { type ForecastParts, makeForecasts } from './forecasts/index.ts';
import { endPastApplications, keepRounds, type PlanStartParts, wakePlans } from './plans/index.ts';
import type { Clock } from './platform/clock.ts';
import type { RecurringJob } from './platform/jobs.ts';
import type { Signer } from './platform/signatures.ts';
import { makeProposals } from './proposals/index.ts';
import { buildQueueHistory, type QueueFeed, tendQueues } from './queues/index.ts';
import { deleteOldPreviews, type PreviewStartParts, wakePreviews } from './replans/index.ts';

/** What a worker does again and again; each is safe to repeat and to be killed in the middle. */
export function createRecurringJobs({
  db,
  feed,
  queueFeed,
  signer,
  planQueue,
  planFeed,
  previewQueue,
  threads,
  forecastFeed,
  clock,
  log,
}: PlanStartParts &
  PreviewStartParts &
  ForecastParts & {
    feed: SlotFeed;
    queueFeed: QueueFeed;
    signer: Signer;
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
      name: 'end-past-applications',
      everySeconds: 60,
      run: () => endPastApplications(db, clock.now()),
    },
    {
      name: 'wake-plans',
      everySeconds: 10,
      run: () => wakePlans({ db, planQueue, planFeed }),
    },
    {
      name: 'keep-rounds',
      everySeconds: 10,
      run: async () => void (await keepRounds({ db, planQueue, planFeed }, clock.now())),
    },
    {
      name: 'wake-previews',
      everySeconds: 10,
      run: () => wakePreviews({ db, previewQueue }),
    },
    {
      name: 'delete-old-previews',
      everySeconds: 60 * 60,
      run: async () => void (await deleteOldPreviews(db, clock.now())),
    },
    {
      name: 'tend-queues',
      everySeconds: 60,
      run: () => tendQueues({ db, feed: queueFeed, signer }, clock.now()),
    },
    {
      name: 'rescreen',
      everySeconds: 10,
      run: async () => void (await rescreenAll(db, clock.now())),
    },
    {
      name: 'build-queue-history',
      everySeconds: 5 * 60,
      run: () => buildQueueHistory(db, clock.now()),
    },
    {
      name: 'make-forecasts',
      everySeconds: 5 * 60,
      run: (stopping) => makeForecasts({ db, threads, forecastFeed, clock, log }, stopping),
    },
    {
      name: 'make-proposals',
      everySeconds: 10 * 60,
      run: (stopping) => makeProposals({ db, clock, log }, stopping),
    },
    {
      name: 'delete-ended-sessions',
      everySeconds: 60 * 60,
      run: async () => void (await deleteEndedSessions(db)),
    },
  ];
}
