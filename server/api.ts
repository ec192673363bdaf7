import { implement } from '@orpc/server';
import { contract } from '../shared/contract/index.ts';
import { type Context, createAccountsRouter, guard } from './accounts/index.ts';
import { createBookingsRouter, releaseExpiredHolds } from './bookings/index.ts';
import { createCorridorsRouter, type SlotFeed } from './corridors/index.ts';
import { createForecastsRouter } from './forecasts/index.ts';
import { createApplicationsRouter, createPlansRouter, type PlanStartParts } from './plans/index.ts';
import type { Clock } from './platform/clock.ts';
import type { Signer } from './platform/signatures.ts';
import { createQueuesRouter, type QueueFeed } from './queues/index.ts';

export interface ApiParts extends PlanStartParts {
  clock: Clock;
  feed: SlotFeed;
  queueFeed: QueueFeed;
  signer: Signer;
  version: string;
  demo: boolean;
}

/** Every endpoint of the contract with its handler, behind the one guard. */
export function createApi({ db, clock, feed, queueFeed, signer, planQueue, planFeed, version, demo }: ApiParts) {
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
    forecasts: createForecastsRouter({ db, clock }),
    applications: createApplicationsRouter({ db, clock, planQueue, planFeed }),
    plans: createPlansRouter({ db, clock, planQueue, planFeed }),
    accounts: createAccountsRouter({ db, clock }),
  });
}
