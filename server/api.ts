import { implement } from '@orpc/server';
import { contract } from '../shared/contract/index.ts';
import { type Context, createAccountsRouter, guard } from './accounts/index.ts';
import { createAuditRouter } from './audit/index.ts';
import { createBookingsRouter, releaseExpiredHolds } from './bookings/index.ts';
import { createComplianceRouter } from './compliance/index.ts';
import { createCorridorsRouter, createDeskRouter, createRegimesRouter, type SlotFeed } from './corridors/index.ts';
import { createForecastsRouter } from './forecasts/index.ts';
import {
  createApplicationsRouter,
  createPlansRouter,
  createRoundScheduleRouter,
  type PlanStartParts,
} from './plans/index.ts';
import type { Clock } from './platform/clock.ts';
import type { Signer } from './platform/signatures.ts';
import type { Threads } from './platform/threads.ts';
import { createProposalsRouter, createSuggestionsRouter } from './proposals/index.ts';
import { createQueuesRouter, type QueueFeed } from './queues/index.ts';
import { createMovesRouter, createPreviewsRouter, type MovesFeed, type PreviewStartParts } from './replans/index.ts';

export interface ApiParts extends PlanStartParts, PreviewStartParts {
  clock: Clock;
  feed: SlotFeed;
  queueFeed: QueueFeed;
  movesFeed: MovesFeed;
  previewThreads: Threads;
  signer: Signer;
  version: string;
  demo: boolean;
}

/** Every endpoint of the contract with its handler, behind the one guard. */
export function createApi(parts: ApiParts) {
  const { db, clock, feed, queueFeed, movesFeed, signer, planQueue, planFeed, version, demo } = parts;
  const os = implement(contract).$context<Context>().use(guard);
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
    accounts: createAccountsRouter({ db, clock }),
    audit: createAuditRouter({ db }),
  });
}
