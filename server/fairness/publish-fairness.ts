import { DateTime } from 'luxon';
import type { FairnessGroup, FairnessWeek } from '../../shared/contract/fairness.ts';
import type { Database } from '../platform/database/client.ts';
import { countGroups, countPlaces, type GroupCount, type PlaceCount, weekZone } from './count-week.ts';
import { type FairnessBounds, readBounds } from './read-bounds.ts';

/** So long after its end a week may still change: gate events of an offline tablet come late. Then it stands as it was published. */
const settlesAfterDays = 3;

/**
 * Publishes the weeks that may have changed: the present one, and those that nobody has looked at since they settled. Safe to repeat; of two that run
 * at once the later figures stay.
 *
 * @returns Mondays of the weeks that were written
 */
export async function publishFairness(db: Database, now: Date, stopping?: AbortSignal): Promise<string[]> {
  const weeks = await listWeeksDue(db, now);
  const bounds = await readBounds(db);
  const written: string[] = [];
  for (const weekStartsOn of weeks) {
    if (stopping?.aborted) break;
    const [groups, places] = await Promise.all([
      countGroups(db, weekStartsOn, bounds),
      countPlaces(db, weekStartsOn, now),
    ]);
    await save(db, now, makeWeeks(weekStartsOn, now, groups, places, bounds));
    written.push(weekStartsOn);
  }
  return written;
}

async function listWeeksDue(db: Database, now: Date): Promise<string[]> {
  const present = mondayOf(now);
  const rows = await db.$queryRaw<{ week: string }[]>`
    SELECT to_char(w, 'YYYY-MM-DD') AS week
    FROM (SELECT date_trunc('week', min(s.local_date)::timestamp) AS first FROM slot s JOIN booking b ON b.slot_id = s.id) begun
    CROSS JOIN LATERAL generate_series(begun.first, ${present}::date, interval '7 days') w
    LEFT JOIN (SELECT week_starts_on, min(as_of) AS as_of FROM fairness_week GROUP BY 1) f ON f.week_starts_on = w::date
    WHERE f.as_of IS NULL OR f.as_of < (w AT TIME ZONE ${weekZone}) + make_interval(days => ${7 + settlesAfterDays}::int)
    ORDER BY w`;
  return rows.map(({ week }) => week);
}

/** The Monday of the week in which an instant lies, on the clock of Kazakhstan. */
export const mondayOf = (at: Date) => DateTime.fromJSDate(at, { zone: weekZone }).startOf('week').toISODate()!;

function makeWeeks(
  weekStartsOn: string,
  now: Date,
  groups: readonly GroupCount[],
  places: readonly PlaceCount[],
  bounds: FairnessBounds,
): FairnessWeek[] {
  const end = DateTime.fromISO(weekStartsOn, { zone: weekZone }).plus({ days: 7 }).toMillis();
  return places.map((count) => {
    const own = groups.filter(({ checkpointId }) => checkpointId === count.checkpointId);
    const of = (dimension: GroupCount['dimension']) =>
      own.filter((group) => group.dimension === dimension).map((group) => groupView(group, count.booked, bounds));
    return {
      checkpointId: count.checkpointId,
      weekStartsOn,
      isOver: end <= now.getTime(),
      asOf: now.toISOString(),
      source: count.fromGate ? (count.simulated ? 'mixed' : 'gate') : count.simulated ? 'simulated' : 'none',
      places: count.places,
      booked: count.booked,
      priority: of('priority'),
      sizes: of('size'),
      nationalities: of('nationality'),
      returned: count.returned,
      resold: count.resold,
      unused: count.leftOver + count.noShows,
      noShows: count.noShows,
    };
  });
}

function groupView(group: GroupCount, bookedOfAll: number, { privacyTrucks }: FairnessBounds): FairnessGroup {
  const { booked, crossed, waits, waitP50Minutes, leadHoursP50 } = group;
  const tenths = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10);
  return {
    group: group.group,
    booked,
    share: bookedOfAll === 0 ? 0 : booked / bookedOfAll,
    crossed,
    waitP50Minutes: waits < privacyTrucks ? null : tenths(waitP50Minutes),
    leadHoursP50: booked < privacyTrucks ? null : tenths(leadHoursP50),
  };
}

/** One statement: a week is published at all checkpoints or not at all. */
async function save(db: Database, now: Date, weeks: readonly FairnessWeek[]): Promise<void> {
  await db.$executeRaw`
    INSERT INTO fairness_week (checkpoint_id, week_starts_on, as_of, figures)
    SELECT w->>'checkpointId', (w->>'weekStartsOn')::date, ${now}, w FROM jsonb_array_elements(${JSON.stringify(weeks)}::jsonb) w
    ORDER BY 1
    ON CONFLICT (checkpoint_id, week_starts_on) DO UPDATE SET as_of = excluded.as_of, figures = excluded.figures
    WHERE fairness_week.as_of <= excluded.as_of`;
}
