import { DateTime } from 'luxon';
import { readCheckpoints, readSensitiveGoods, readTradeByRegion } from '../prisma/reference.ts';
import { listSimulatedCarriers, seedDemoAccounts } from '../server/accounts/index.ts';
import type { Database } from '../server/platform/database/client.ts';
import type { RecurringJob } from '../server/platform/jobs.ts';
import { bookApplication } from './book-application.ts';
import { carrierCount } from './demand/assumptions.ts';
import { generateDemand, type SimulatedApplication } from './demand/generate-demand.ts';
import type { DemoParts } from './demo-parts.ts';

export interface DemoWorld {
  jobs: RecurringJob[];
  /** Lets a round that is under way end early; the next start goes on from there. */
  stop(): void;
}

const seed = 'otkel-demo';
const daysAhead = 7;
/** Until when applications have come in. Kept in the database, so that a restart or another process goes on from there. */
const cursorKey = 'demo-applications-until';
/** As many carriers at once as keep two cores busy and leave room for the people who look at the map. */
const callersAtOnce = 6;
const chunkSize = 240;
const sayEvery = 5;

/**
 * A living world to look at: the demo accounts, and the applications of the demand generator for the next seven days. Those that carriers
 * would have made by now come in at the first round, the others as their time comes; all through the use cases that people use.
 */
export async function startDemoWorld(parts: DemoParts, say: (line: string) => void): Promise<DemoWorld> {
  await seedDemoAccounts(parts.db, { now: parts.clock.now(), simulatedCarriers: carrierCount });
  const carriers = await listSimulatedCarriers(parts.db);
  const stopping = new AbortController();
  const jobs = [
    {
      name: 'demo-applications',
      everySeconds: 5,
      run: () => takeApplications(parts, carriers, stopping.signal, say),
    },
  ];
  return { jobs, stop: () => stopping.abort() };
}

async function takeApplications(
  parts: DemoParts,
  carriers: { id: string }[],
  stopping: AbortSignal,
  say: (line: string) => void,
) {
  const { db, clock } = parts;
  const until = clock.now();
  const cursor = await db.setting.findUnique({ where: { key: cursorKey } });
  const since = cursor ? new Date(cursor.value) : new Date(0);
  const due = applicationsAround(until).filter(
    ({ madeAt, latestAt }) => madeAt > since && madeAt <= until && latestAt > until,
  );
  const started = due.length > chunkSize;
  if (started) say(`Demo world: ${due.length} applications of simulated carriers come in, first come, first served`);

  let served = 0;
  let chunks = 0;
  for (let start = 0, end = 0; start < due.length && !stopping.aborted; start = end) {
    end = endOfChunk(due, start);
    const chunk = due.slice(start, end);
    served += await serveChunk(parts, carriers, chunk);
    await saveCursor(db, chunk.at(-1)!.madeAt);
    if (started && ++chunks % sayEvery === 0)
      say(`Demo world: ${end} of ${due.length} applications, ${served} have a slot`);
  }
  if (!stopping.aborted) await saveCursor(db, until);
}

/** The cursor is an instant, so a chunk ends where the next one is later: those of one instant are served together. */
function endOfChunk(due: SimulatedApplication[], start: number): number {
  let end = Math.min(start + chunkSize, due.length);
  while (end < due.length && due[end]!.madeAt.getTime() === due[end - 1]!.madeAt.getTime()) end++;
  return end;
}

/** @returns how many got a slot */
async function serveChunk(
  parts: DemoParts,
  carriers: { id: string }[],
  chunk: SimulatedApplication[],
): Promise<number> {
  const waiting = [...chunk];
  let served = 0;
  const caller = async () => {
    for (let application = waiting.shift(); application; application = waiting.shift()) {
      const carrier = carriers[application.carrierIndex % carriers.length]!;
      if (await bookApplication(parts, carrier.id, application)) served++;
    }
  };
  await Promise.all(Array.from({ length: callersAtOnce }, caller));
  return served;
}

const known: { day: string; applications: SimulatedApplication[] } = { day: '', applications: [] };

/** A pure function of the day, kept for the day: it takes about a second. */
function applicationsAround(now: Date): SimulatedApplication[] {
  const day = DateTime.fromJSDate(now, { zone: 'utc' }).toISODate()!;
  if (known.day !== day) {
    known.applications = generateDemand({
      seed,
      from: DateTime.fromJSDate(now).minus({ days: 1 }).toJSDate(),
      days: daysAhead + 2,
      checkpoints: readCheckpoints().filter((checkpoint) => checkpoint.scope === 'core'),
      trade: readTradeByRegion(),
      sensitiveGoods: readSensitiveGoods(),
    });
    known.day = day;
  }
  return known.applications;
}

function saveCursor(db: Database, until: Date) {
  const value = until.toISOString();
  return db.setting.upsert({ where: { key: cursorKey }, create: { key: cursorKey, value }, update: { value } });
}
