import { DateTime } from 'luxon';
import { keepSlots } from '../server/corridors/index.ts';
import { getPlan, listPlans, runPlan, startScheduledPlan } from '../server/plans/index.ts';
import type { SimulatedApplication } from './demand/generate-demand.ts';
import type { DemoParts } from './demo-parts.ts';
import { submitPlanned } from './place-planned.ts';

interface PastDay {
  carriers: readonly { id: string }[];
  /** In the order in which they are made; those of other days are left out. */
  applications: readonly SimulatedApplication[];
  isPlanned(application: SimulatedApplication): boolean;
  /** Books by offers. @returns how many have a slot */
  serve(parts: DemoParts, applications: SimulatedApplication[]): Promise<number>;
  stopping: AbortSignal;
  say(line: string): void;
}

/** Where the day before the first start begins; empty when it is booked. Kept, so that a start that was killed goes on with the same day. */
const fromKey = 'demo-past-day-from';
/** Some twenty minutes of a day: they are offered what was free at the end of it. */
const chunkSize = 24;
/**
 * When those of the past day who plan a week ahead have all applied. Their round has to be that early: with one on the eve the forecast learned that
 * seven of ten bookings come on the last day, and filled every slot of the next (Syrym: a wait of four hours where there was none).
 */
const daysPlannedAhead = 6;

/**
 * Books the day before the first start, as it would have been booked: by the same use cases, with a clock that says that time. So there are
 * trucks on the road, and the twin can play in what happened at the gates. Does nothing on a world that has its past day.
 */
export async function bookPastDay(parts: DemoParts, day: PastDay): Promise<void> {
  const { db } = parts;
  const now = parts.clock.now();
  const kept = await db.setting.findUnique({ where: { key: fromKey } });
  if (kept?.value === '') return;
  const from = kept ? new Date(kept.value) : DateTime.fromJSDate(now).minus({ days: 1 }).toJSDate();
  await save(parts, from.toISOString());

  let at = DateTime.fromJSDate(from).minus({ days: daysPlannedAhead }).toJSDate();
  const past: DemoParts = { ...parts, clock: { now: () => at } };
  await keepSlots(db, from);
  const wished = day.applications.filter(({ earliestAt, latestAt }) => earliestAt < now && latestAt > from);
  day.say(`Demo world: ${wished.length} applications of the last 24 hours come in`);
  await submitPlanned(past, day.carriers, wished.filter(day.isPlanned), day.stopping);
  let served = await placeByRound(past, at, day.stopping);

  const lastMinute = wished.filter((application) => !day.isPlanned(application));
  for (let start = 0; start < lastMinute.length && !day.stopping.aborted; start += chunkSize) {
    const chunk = lastMinute.slice(start, start + chunkSize);
    at = chunk.at(-1)!.madeAt;
    served += await day.serve(past, chunk);
  }
  if (day.stopping.aborted) return;
  day.say(
    `Demo world: ${wished.length} of ${wished.length} applications, ${served} have a slot of the last 24 hours or later`,
  );
  await save(parts, '');
}

/** Runs the round here and now: no worker has this clock. @returns how many have a slot by it */
async function placeByRound(past: DemoParts, at: Date, stopping: AbortSignal): Promise<number> {
  const started = await startScheduledPlan(past, at);
  const [latest] = (await listPlans(past.db, { limit: 1 })).items;
  // Without one that was started: nothing is open, or it was killed under way.
  const id = started ?? (latest?.endedAt === null ? latest.id : undefined);
  if (id === undefined) return 0;
  await runPlan(past, id, stopping);
  return (await getPlan(past.db, id)).figures.assigned ?? 0;
}

function save({ db }: DemoParts, value: string) {
  return db.setting.upsert({ where: { key: fromKey }, create: { key: fromKey, value }, update: { value } });
}
