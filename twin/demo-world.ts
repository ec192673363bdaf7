import { DateTime } from 'luxon';
import { readCheckpoints, readLists, readSensitiveGoods, readTradeByRegion } from '../prisma/reference.ts';
import { listSimulatedCarriers, seedDemoAccounts, seedOfficerOfAll } from '../server/accounts/index.ts';
import { changeRoundSchedule, getScheduledRounds } from '../server/plans/index.ts';
import type { Database } from '../server/platform/database/client.ts';
import { writeIntent } from '../server/platform/database/once-per-key.ts';
import type { RecurringJob } from '../server/platform/jobs.ts';
import { bookApplication } from './book-application.ts';
import { carrierCount, leadHours } from './demand/assumptions.ts';
import { generateDemand, type SimulatedApplication } from './demand/generate-demand.ts';
import { makeDemoFleet } from './demo-fleet.ts';
import type { DemoParts } from './demo-parts.ts';
import { fillShips } from './fill-ships.ts';
import { keepTimetable } from './keep-timetable.ts';
import { bookPastDay } from './past-day.ts';
import { placeOpen, submitPlanned } from './place-planned.ts';
import { demoSlowPosts } from './traffic/assumptions.ts';
import { simulatedOfficer } from './traffic/officer.ts';
import { type StartedTwin, startTwin } from './traffic/start-twin.ts';

export interface DemoWorld {
  jobs: RecurringJob[];
  /**
   * Starts the twin at the gates of the server at this address, and waits until the last 24 hours are played in, or what is missing of them. Before
   * the jobs: they would end the bookings of slots that are over before their trucks have come.
   */
  playIn(url: string): Promise<void>;
  /** Lets a round that is under way end early; the next start goes on from there. */
  stop(): Promise<void>;
}

const seed = 'otkel-demo';
const daysAhead = 7;
/** Until when applications have come in. Kept in the database, so that a restart or another process goes on from there. */
const cursorKey = 'demo-applications-until';
/** As many carriers at once as keep two cores busy and leave room for the people who look at the map. */
const callersAtOnce = 6;
const chunkSize = 240;
const sayEvery = 5;
/** Regular carriers ask a week ahead; their applications wait for the next round at most five minutes, so that there is something to see. */
const roundSchedule = {
  firstClosing: '00:00',
  everyMinutes: 5,
  planAfterMinutes: 0,
  publishAfterMinutes: 0,
  horizonDays: 8,
  fairnessStrength: 0,
};
const hourMs = 3_600_000;

/**
 * A living world to look at: the demo accounts, and the applications of the demand generator for the next seven days. Those that carriers
 * would have made by now come in at once, the others as their time comes; all through the use cases that people use. What is asked for a week ahead is
 * placed by rounds of the planning engine, the rest by offers, first come, first served.
 */
export async function startDemoWorld(parts: DemoParts, say: (line: string) => void): Promise<DemoWorld> {
  const now = parts.clock.now();
  await seedDemoAccounts(parts.db, { now, simulatedCarriers: carrierCount });
  await seedOfficerOfAll(parts.db, { now, ...simulatedOfficer });
  await seedRoundSchedule(parts.db, now);
  await makeDemoFleet(parts.db, now);
  const carriers = await listSimulatedCarriers(parts.db);
  await keepTimetable(parts.db, now);
  const stopping = new AbortController();
  const jobs = [
    {
      name: 'demo-applications',
      everySeconds: 5,
      run: () => takeApplications(parts, carriers, stopping.signal, say),
    },
    { name: 'demo-timetable', everySeconds: 30 * 60, run: () => keepTimetable(parts.db, parts.clock.now()) },
    { name: 'demo-ships', everySeconds: 10, run: () => fillShips(parts, carriers) },
  ];
  let twin: StartedTwin | undefined;
  let playing: Promise<void> | undefined;

  async function playIn(url: string) {
    await bookPastDay(parts, {
      carriers,
      applications: applicationsAround(parts.clock.now()),
      isPlanned,
      serve: (past, chunk) => serveChunk(past, carriers, chunk),
      stopping: stopping.signal,
      say,
    });
    if (stopping.signal.aborted) return;
    twin = startTwin({ url, seed, slow: demoSlowPosts, say });
    await twin.caughtUp;
  }

  return {
    jobs,
    playIn: (url) => {
      playing = playIn(url).catch((error) => {
        if (!stopping.signal.aborted) throw error;
      });
      return playing;
    },
    async stop() {
      stopping.abort();
      await twin?.stop();
      await playing;
    },
  };
}

/** Once: what a planner changes after that stays. */
async function seedRoundSchedule(db: Database, now: Date) {
  const intent = writeIntent('demo-world', 'round-schedule', roundSchedule);
  const { schedule: replaces } = await getScheduledRounds(db);
  const change = { schedule: roundSchedule, replaces, reason: 'the demo world has a round every five minutes' };
  await changeRoundSchedule(db, now, { kind: 'job', id: 'demo-world' }, intent, change);
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
  const planned = due.filter(isPlanned);
  const lastMinute = due.filter((application) => !isPlanned(application));
  const started = due.length > chunkSize;
  if (started)
    say(`Demo world: ${due.length} applications of simulated carriers come in, ${planned.length} of them for a round`);

  await submitPlanned(parts, carriers, planned, stopping);
  let served = started ? await placeOpen(parts, until, stopping, say) : 0;
  if (started) say(`Demo world: ${planned.length} of ${due.length} applications, ${served} have a slot by the round`);

  let chunks = 0;
  for (let start = 0, end = 0; start < lastMinute.length && !stopping.aborted; start = end) {
    end = endOfChunk(lastMinute, start);
    const chunk = lastMinute.slice(start, end);
    served += await serveChunk(parts, carriers, chunk);
    await saveCursor(db, chunk.at(-1)!.madeAt);
    if (started && ++chunks % sayEvery === 0)
      say(`Demo world: ${planned.length + end} of ${due.length} applications, ${served} have a slot`);
  }
  if (!stopping.aborted) await saveCursor(db, until);
}

/** Made before the last minute begins; see leadHours. */
function isPlanned({ madeAt, earliestAt }: SimulatedApplication): boolean {
  return earliestAt.getTime() - madeAt.getTime() > leadHours.most * hourMs;
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
      lists: readLists(),
    });
    known.day = day;
  }
  return known.applications;
}

function saveCursor(db: Database, until: Date) {
  const value = until.toISOString();
  return db.setting.upsert({ where: { key: cursorKey }, create: { key: cursorKey, value }, update: { value } });
}
