import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import { type Context, getUserId } from '../accounts/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { writeIntent } from '../platform/database/once-per-key.ts';
import { getCheckpoint, listCheckpoints } from './checkpoints.ts';
import { closeCheckpoint, listClosures } from './closures.ts';
import { listPorts } from './list-ports.ts';
import { listSlots } from './list-slots.ts';
import type { SlotFeed } from './slot-feed.ts';

export interface CorridorsParts {
  db: Database;
  clock: Clock;
  feed: SlotFeed;
  /** Run before places are shown, so that an expired hold is not seen as taken. */
  releaseExpiredHolds(): Promise<unknown>;
}

export function createCorridorsRouter({ db, clock, feed, releaseExpiredHolds }: CorridorsParts) {
  const os = implement(contract.checkpoints).$context<Context>();
  const fresh = os.middleware(async ({ next }) => {
    await releaseExpiredHolds();
    return next();
  });
  return os.router({
    list: os.list.use(fresh).handler(({ input }) => listCheckpoints(db, clock.now(), input)),
    get: os.get.use(fresh).handler(({ input }) => getCheckpoint(db, clock.now(), input.checkpointId)),
    listSlots: os.listSlots.use(fresh).handler(({ input }) => listSlots(db, clock.now(), input)),
    listClosures: os.listClosures.handler(({ input }) => listClosures(db, clock.now(), input)),
    listPorts: os.listPorts.handler(({ input }) => listPorts(db, input)),
    close: os.close.handler(async ({ input: { headers, params, body }, context }) => {
      const madeBy = getUserId(context.caller);
      const intent = writeIntent(madeBy, headers['idempotency-key'], ['checkpoints.close', params, body]);
      const { closure, changed } = await closeCheckpoint(db, clock.now(), madeBy, intent, { ...params, ...body });
      feed.changed(changed);
      return closure;
    }),
  });
}
