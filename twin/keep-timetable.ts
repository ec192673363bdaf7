import { ORPCError } from '@orpc/server';
import type { Database } from '../server/platform/database/client.ts';
import { writeIntent } from '../server/platform/database/once-per-key.ts';
import { announceSailing, cancelSailing, delaySailing, setLoadFactor } from '../server/sailings/index.ts';
import { generateTimetable, type TimetableEntry } from './timetable.ts';

const seed = 'otkel-demo';
const actor = { kind: 'job', id: 'demo-world' } as const;
const dayMs = 86_400_000;
/** As far as checkpoints have slots; ships that left some days ago are under way, and drawn on the map. */
const days = { back: 4, ahead: 31 };
const noticeDays = 3;

/**
 * Announces the ships of the next 31 days and tells of delays, low water and cancellations as their time comes, through the use cases of planners.
 * Safe to repeat: a voyage is the key of what is written for it. On the first start the days before are told with a clock that says that time.
 */
export async function keepTimetable(db: Database, now: Date): Promise<void> {
  const from = new Date(now.getTime() - days.back * dayMs);
  const to = new Date(now.getTime() + days.ahead * dayMs);
  for (const entry of generateTimetable(seed, from, to)) await keepVoyage(db, now, entry);
}

async function keepVoyage(db: Database, now: Date, entry: TimetableEntry): Promise<void> {
  const { key, event, plannedDepartureAt, ...voyage } = entry;
  const told = (departure: Date, daysBefore: number) =>
    new Date(Math.min(now.getTime(), departure.getTime() - daysBefore * dayMs));
  const intent = (step: string) => writeIntent('demo-world', `sailing/${key}/${step}`, [step, key]);
  const input = { ...voyage, plannedDepartureAt: plannedDepartureAt.toISOString() };
  const announcedAt = told(plannedDepartureAt, noticeDays);
  const { id } = await announceSailing(db, announcedAt, actor, intent('announce'), input, 'demo-timetable');
  if (!event || event.at > now) return;
  try {
    await tell(db, new Date(Math.max(event.at.getTime(), announcedAt.getTime())), intent(event.kind), id, entry, event);
  } catch (error) {
    // A planner has cancelled it meanwhile: that stays.
    if (!(error instanceof ORPCError) || error.code !== 'SAILING_NOT_BOOKABLE') throw error;
  }
}

async function tell(
  db: Database,
  at: Date,
  intent: ReturnType<typeof writeIntent>,
  sailingId: string,
  { plannedDepartureAt }: TimetableEntry,
  event: NonNullable<TimetableEntry['event']>,
): Promise<void> {
  if (event.kind === 'delay') {
    const expectedDepartureAt = new Date(plannedDepartureAt.getTime() + (event.hours * dayMs) / 24).toISOString();
    await delaySailing(db, at, actor, intent, sailingId, { expectedDepartureAt, reason: 'Шторм: ветер до 20 м/с' });
  } else if (event.kind === 'low-water') {
    const { loadFactor } = event;
    await setLoadFactor(db, at, actor, intent, sailingId, { loadFactor, reason: 'Низкий уровень воды в порту' });
  } else {
    await cancelSailing(db, at, actor, intent, sailingId, 'Неисправность двигателя');
  }
}
