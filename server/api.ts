import { implement } from '@orpc/server';
import { contract } from '../shared/contract/index.ts';
import { type Context, createAccountsRouter, guard } from './accounts/index.ts';
import { createBookingsRouter, releaseExpiredHolds } from './bookings/index.ts';
import { createCorridorsRouter, type SlotFeed } from './corridors/index.ts';
import type { Clock } from './platform/clock.ts';
import type { Database } from './platform/database/client.ts';

export interface ApiParts {
  db: Database;
  clock: Clock;
  feed: SlotFeed;
  version: string;
  demo: boolean;
}

/** Every endpoint of the contract with its handler, behind the one guard. */
export function createApi({ db, clock, feed, version, demo }: ApiParts) {
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
    bookings: createBookingsRouter({ db, clock, feed }),
    accounts: createAccountsRouter({ db, clock }),
  });
}
