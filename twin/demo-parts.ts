import type { SlotFeed } from '../server/corridors/index.ts';
import type { Clock } from '../server/platform/clock.ts';
import type { Database } from '../server/platform/database/client.ts';
import type { Logger } from '../server/platform/log.ts';

/** The parts of a process that the demo world uses. */
export interface DemoParts {
  db: Database;
  feed: SlotFeed;
  clock: Clock;
  log: Logger;
}
