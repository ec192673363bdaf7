import { deleteEndedSessions } from './accounts/index.ts';
import { endPastBookings, releaseExpiredHolds } from './bookings/index.ts';
import { rescreenAll } from './compliance/index.ts';
import { keepSlots, type SlotFeed } from './corridors/index.ts';
import { publishFairness } from './fairness/index.ts';
import { type ForecastParts, makeForecasts } from './forecasts/index.ts';
import { applyFrameworkContracts } from './framework-contracts/index.ts';
import { keepItineraries, repairItineraries } from './itineraries/index.ts';
import {
  type EmailParts,
  makeNotices,
  type NoticesFeed,
  sendEmails,
  sendWebhooks,
  tendNotices,
  type WebhookParts,
} from './notices/index.ts';
import { endPastApplications, keepRounds, type PlanStartParts, wakePlans } from './plans/index.ts';
import type { Clock } from './platform/clock.ts';
import type { RecurringJob } from './platform/jobs.ts';
import type { Mailer } from './platform/mail.ts';
import type { Signer } from './platform/signatures.ts';
import { makeProposals } from './proposals/index.ts';
import { buildQueueHistory, type QueueFeed, tendQueues } from './queues/index.ts';
import { deleteOldPreviews, type PreviewStartParts, wakePreviews } from './replans/index.ts';
import { keepGateSlots, tendSailings } from './sailings/index.ts';
import { tendWaitlist } from './waitlist/index.ts';

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
  noticesFeed,
  webhookSender,
  mailer,
  publicUrl,
  clock,
  log,
}: PlanStartParts &
  PreviewStartParts &
  ForecastParts & {
    feed: SlotFeed;
    queueFeed: QueueFeed;
    signer: Signer;
    clock: Clock;
    noticesFeed: NoticesFeed;
    mailer: Mailer | undefined;
  } & Omit<EmailParts, 'mailer'> &
  WebhookParts): RecurringJob[] {
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
      name: 'tend-waitlist',
      everySeconds: 10,
      run: () => tendWaitlist(db, feed, clock.now()),
    },
    {
      name: 'keep-itineraries',
      everySeconds: 10,
      run: () => keepItineraries(db, feed, clock.now()),
    },
    {
      name: 'repair-itineraries',
      everySeconds: 60,
      run: async (stopping) => void (await repairItineraries({ db, feed, log }, clock.now(), stopping)),
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
      name: 'apply-framework-contracts',
      everySeconds: 60,
      run: (stopping) => applyFrameworkContracts(db, clock.now(), stopping),
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
      name: 'publish-fairness',
      everySeconds: 15 * 60,
      run: async (stopping) => void (await publishFairness(db, clock.now(), stopping)),
    },
    {
      name: 'keep-gate-slots',
      everySeconds: 60 * 60,
      run: () => keepGateSlots(db, clock.now()),
    },
    {
      name: 'tend-sailings',
      everySeconds: 10,
      run: async () => void (await tendSailings(db, clock.now())),
    },
    {
      name: 'make-notices',
      everySeconds: 5,
      run: (stopping) => makeNotices({ db, noticesFeed }, clock.now(), stopping),
    },
    {
      name: 'send-notices',
      everySeconds: 5,
      // Beside each other: an SMTP server that hangs does not keep programs waiting.
      async run(stopping) {
        await Promise.all([
          mailer && sendEmails({ db, clock, log, mailer, publicUrl }, stopping),
          sendWebhooks({ db, clock, webhookSender }, stopping),
        ]);
      },
    },
    {
      name: 'tend-notices',
      everySeconds: 60,
      run: () => tendNotices(db, clock.now()),
    },
    {
      name: 'delete-ended-sessions',
      everySeconds: 60 * 60,
      run: async () => void (await deleteEndedSessions(db)),
    },
  ];
}
