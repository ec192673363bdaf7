import { implement } from '@orpc/server';
import { contract } from '../shared/contract/index.ts';
import { type Context, createAccountsRouter, createApiKeysRouter, guard } from './accounts/index.ts';
import { createAuditRouter } from './audit/index.ts';
import { createBookingChangesRouter } from './booking-changes/index.ts';
import { createBookingsRouter, releaseExpiredHolds } from './bookings/index.ts';
import { createComplianceRouter } from './compliance/index.ts';
import { createConductRouter } from './conduct/index.ts';
import { createCorridorsRouter, createDeskRouter, createRegimesRouter, type SlotFeed } from './corridors/index.ts';
import { createDraftsRouter } from './drafts/index.ts';
import { createFairnessRouter } from './fairness/index.ts';
import { createFleetRouter } from './fleet/index.ts';
import { createForecastsRouter } from './forecasts/index.ts';
import { createFrameworkContractsRouter } from './framework-contracts/index.ts';
import { createItinerariesRouter } from './itineraries/index.ts';
import { createNoticesRouter, createWebhooksRouter, type NoticesFeed } from './notices/index.ts';
import {
  createApplicationsRouter,
  createPlansRouter,
  createRoundScheduleRouter,
  type PlanStartParts,
} from './plans/index.ts';
import type { Clock } from './platform/clock.ts';
import type { WebhookSender } from './platform/send-webhook.ts';
import type { Signer } from './platform/signatures.ts';
import type { Threads } from './platform/threads.ts';
import { createProposalsRouter, createSuggestionsRouter } from './proposals/index.ts';
import { createQueuesRouter, type QueueFeed } from './queues/index.ts';
import { createMovesRouter, createPreviewsRouter, type MovesFeed, type PreviewStartParts } from './replans/index.ts';
import { createRoadsRouter } from './roads/index.ts';
import { createSailingsRouter } from './sailings/index.ts';
import { createTripBoardRouter, type TripsFeed, tellOfWrites } from './trip-board/index.ts';
import { createWaitlistRouter } from './waitlist/index.ts';

export interface ApiParts extends PlanStartParts, PreviewStartParts {
  clock: Clock;
  feed: SlotFeed;
  queueFeed: QueueFeed;
  movesFeed: MovesFeed;
  noticesFeed: NoticesFeed;
  webhookSender: WebhookSender;
  tripsFeed: TripsFeed;
  previewThreads: Threads;
  signer: Signer;
  version: string;
  demo: boolean;
}

/** Every endpoint of the contract with its handler, behind the one guard. */
export function createApi(parts: ApiParts) {
  const { db, clock, feed, queueFeed, movesFeed, signer, planQueue, planFeed, version, demo } = parts;
  const os = implement(contract).$context<Context>().use(guard).use(tellOfWrites(parts.tripsFeed));
  return os.router({
    health: os.health.handler(async () => {
      await db.$queryRaw`SELECT 1`;
      return { status: 'ok' as const, version, demo };
    }),
    checkpoints: createCorridorsRouter({
      db,
      clock,
      feed,
      releaseExpiredHolds: () => releaseExpiredHolds(db, feed, clock.now()),
    }),
    bookings: createBookingsRouter({ db, clock, feed, leftQueue: queueFeed.changedAt }),
    queues: createQueuesRouter({ db, clock, feed: queueFeed, signer }),
    desk: createDeskRouter({ db, clock, releaseExpiredHolds: () => releaseExpiredHolds(db, feed, clock.now()) }),
    forecasts: createForecastsRouter({ db, clock }),
    applications: createApplicationsRouter({ db, clock, planQueue, planFeed }),
    plans: createPlansRouter({ db, clock, planQueue, planFeed }),
    roundSchedule: createRoundScheduleRouter({ db, clock }),
    regimes: createRegimesRouter({ db, clock }),
    previews: createPreviewsRouter(parts),
    moves: createMovesRouter({ db, clock, feed, queueFeed, movesFeed }),
    compliance: createComplianceRouter({ db, clock }),
    proposals: createProposalsRouter({ db, clock }),
    suggestions: createSuggestionsRouter({ db, clock }),
    corridors: createRoadsRouter({ db, clock }),
    sailings: createSailingsRouter({ db, clock }),
    itineraries: createItinerariesRouter({ db, clock, feed, leftQueue: queueFeed.changedAt }),
    bookingChanges: createBookingChangesRouter({ db, clock, feed, queueChanged: queueFeed.changedAt }),
    waitlist: createWaitlistRouter({ db, clock, feed }),
    conduct: createConductRouter({ db, clock }),
    fleet: createFleetRouter({ db, clock }),
    drafts: createDraftsRouter({ db, clock }),
    frameworkContracts: createFrameworkContractsRouter({ db, clock }),
    tripBoard: createTripBoardRouter({ db, clock }),
    notices: createNoticesRouter({ db, clock, noticesFeed: parts.noticesFeed }),
    webhooks: createWebhooksRouter({ db, clock, webhookSender: parts.webhookSender }),
    fairness: createFairnessRouter({ db, clock }),
    apiKeys: createApiKeysRouter({ db, clock }),
    accounts: createAccountsRouter({ db, clock }),
    audit: createAuditRouter({ db }),
  });
}
