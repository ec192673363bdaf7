import { ORPCError } from '@orpc/server';
import type { SlotFeed } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import type { Logger } from '../platform/log.ts';
import { findSlip } from './find-slip.ts';
import type { Journey, Slip } from './journey.ts';
import { keepItineraries } from './keep-itineraries.ts';
import { listJourneys } from './load-journeys.ts';
import { proposeRepair } from './propose-repair.ts';

export interface RepairParts {
  db: Database;
  feed: SlotFeed;
  log: Logger;
}

/** A carrier that has not answered is asked again, so often at most: each time holds places that others could have. */
const asksMax = 3;
/** Where there was no way, it is looked for again after as many minutes: places come back. */
const againMinutes = 10;

/**
 * Looks at every confirmed itinerary that is still under way, and where one no longer fits, plans the rest of it anew and asks the carrier. Safe to repeat,
 * to be killed, and to run in several processes: the database takes one open repair of an itinerary.
 *
 * @param stopping looked at between two itineraries
 * @returns how many carriers were asked
 */
export async function repairItineraries(
  parts: RepairParts,
  now: Date,
  stopping?: AbortSignal,
): Promise<{ asked: number; impossible: number }> {
  await keepItineraries(parts.db, parts.feed, now);
  const done = { asked: 0, impossible: 0 };
  let after: string | undefined;
  do {
    const journeys = await listJourneys(parts.db, now, after);
    after = journeys.at(-1)?.id;
    for (const journey of journeys) {
      if (stopping?.aborted) return done;
      const outcome = await tryToRepair(parts, now, journey);
      if (outcome === 'asked' || outcome === 'impossible') done[outcome]++;
    }
  } while (after);
  return done;
}

/** One itinerary that cannot be planned must not keep the others from it. */
async function tryToRepair({ db, feed, log }: RepairParts, now: Date, journey: Journey) {
  try {
    const slip = findSlip(journey, now);
    if (!slip || !(await mayAsk(db, now, journey, slip))) return 'kept';
    return await proposeRepair(db, feed, now, journey, slip);
  } catch (error) {
    // Somebody took one of the places first: the next round of the job plans with what is left then.
    const isRefused = error instanceof ORPCError;
    log[isRefused ? 'info' : 'error']({ err: error, itineraryId: journey.id }, 'an itinerary was not repaired');
    return 'refused';
  }
}

async function mayAsk(db: Database, now: Date, { id }: Journey, { mark }: Slip): Promise<boolean> {
  const before = await db.itineraryRepair.findMany({
    where: { itineraryId: id, slip: mark },
    orderBy: { madeAt: 'desc' },
    select: { state: true, madeAt: true },
  });
  if (before.some(({ state }) => state === 'declined')) return false;
  if (before.filter(({ state }) => state === 'expired').length >= asksMax) return false;
  const latest = before[0];
  if (latest?.state !== 'impossible') return true;
  const minutes = Math.floor((now.getTime() - latest.madeAt.getTime()) / 60_000);
  return minutes > 0 && minutes % againMinutes === 0;
}
