import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import type { Logger } from '../platform/log.ts';
import type { Threads } from '../platform/threads.ts';
import type { ForecastFeed } from './forecast-feed.ts';
import type { WaitBand } from './forecast-queue.ts';
import { loadPictures } from './load-pictures.ts';
import type { QueuePicture } from './queue-picture.ts';

export interface ForecastParts {
  db: Database;
  threads: Threads;
  forecastFeed: ForecastFeed;
  clock: Clock;
  log: Logger;
}

/** The engine's file: it runs on a thread, so that this process goes on answering. */
const engine = new URL('./forecast-queue.ts', import.meta.url);
/** 100 runs with four probes an hour are 400 waits: the standard error of a P80 is a twentieth of the band. 74 queues take ten seconds of one core. */
const usualReplications = 100;
const hourMs = 3_600_000;

/**
 * One round: the forecast of every queue from what is known now, one row each. One after the other on one thread, so that nobody else waits for a
 * core. Safe to repeat and to be killed in the middle: an older round never replaces a newer one. A queue that fails is logged and the others go on.
 */
export async function makeForecasts(
  { db, threads, forecastFeed, clock, log }: ForecastParts,
  stopping?: AbortSignal,
  replications = usualReplications,
): Promise<void> {
  const pictures = await loadPictures(db, clock.now());
  for (const picture of pictures) {
    if (stopping?.aborted) return;
    try {
      const task = { picture, replications };
      const waits = await threads.run<typeof task, WaitBand[]>(engine, task, { name: 'forecastQueue' });
      await saveForecast(db, picture, replications, waits);
    } catch (error) {
      log.error({ err: error, checkpointId: picture.checkpointId, direction: picture.direction }, 'forecast');
      continue;
    }
    if (picture.direction === 'out') await forecastFeed.changed(picture.checkpointId); // both are there: in comes first
  }
}

function saveForecast(db: Database, picture: QueuePicture, replications: number, waits: readonly WaitBand[]) {
  const { checkpointId, direction, nowMs, basedOn } = picture;
  const hours = waits.map(({ p50Minutes, p80Minutes }, hour) => ({
    startsAt: new Date(nowMs + hour * hourMs).toISOString(),
    waitP50Minutes: p50Minutes,
    waitP80Minutes: p80Minutes,
  }));
  return db.$executeRaw`
    INSERT INTO wait_forecast AS f (checkpoint_id, direction, seq, made_at, replications, based_on, hours)
    VALUES (${checkpointId}, ${direction}, nextval('live_seq'), ${new Date(nowMs)}, ${replications}, ${basedOn}, ${JSON.stringify(hours)}::jsonb)
    ON CONFLICT (checkpoint_id, direction) DO UPDATE SET
      seq = nextval('live_seq'), made_at = excluded.made_at, replications = excluded.replications, based_on = excluded.based_on,
      hours = excluded.hours
    WHERE f.made_at <= excluded.made_at`;
}
