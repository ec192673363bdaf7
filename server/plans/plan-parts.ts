import type { SlotFeed } from '../corridors/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import type { Logger } from '../platform/log.ts';
import type { Threads } from '../platform/threads.ts';
import type { PlanFeed } from './plan-feed.ts';

/** The parts of a process that run a round. */
export interface PlanRunParts {
  db: Database;
  feed: SlotFeed;
  planFeed: PlanFeed;
  threads: Threads;
  clock: Clock;
  log: Logger;
}

/** The engine's file: it runs on a thread, so that this process goes on answering. */
export const engine = new URL('./plan-round.ts', import.meta.url);
