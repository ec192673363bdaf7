import { DateTime } from 'luxon';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';
import type { FairnessBounds } from './read-bounds.ts';

/** The week begins on Monday at midnight here; all of Kazakhstan has one clock. */
export const weekZone = 'Asia/Almaty';
/** All checkpoints together. */
export const everywhere = 'all';

/** Trucks of one group at one checkpoint, or everywhere. */
export interface GroupCount {
  checkpointId: string;
  dimension: 'priority' | 'size' | 'nationality';
  group: string;
  booked: number;
  crossed: number;
  waits: number;
  waitP50Minutes: number | null;
  leadHoursP50: number | null;
}

export interface PlaceCount {
  checkpointId: string;
  places: number;
  booked: number;
  returned: number;
  resold: number;
  /** Returned places that nobody took until their slot began; those of no-shows are not among them. */
  leftOver: number;
  noShows: number;
  fromGate: boolean;
  simulated: boolean;
}

function spanOfWeek(weekStartsOn: string): [from: Date, to: Date] {
  const start = DateTime.fromISO(weekStartsOn, { zone: weekZone });
  return [start.toJSDate(), start.plus({ days: 7 }).toJSDate()];
}

/** Slots of the week. Their day is that of the Kazakh post, and all of Kazakhstan has one clock: so the index on starts_at finds them. */
function slotsOfWeek(weekStartsOn: string) {
  const [from, to] = spanOfWeek(weekStartsOn);
  return Prisma.sql`SELECT * FROM slot WHERE starts_at >= ${from} AND starts_at < ${to}`;
}

/** Who has a place for good: booked, crossed or did not come. */
const kept = Prisma.sql`b.state IN ('confirmed', 'ended', 'no-show')`;

/** Of each checkpoint, and of all together: how many trucks of each class, size of carrier and country there are, and their medians. */
export async function countGroups(db: Database, weekStartsOn: string, bounds: FairnessBounds): Promise<GroupCount[]> {
  const start = DateTime.fromISO(weekStartsOn, { zone: weekZone });
  const { small, medium, large } = bounds.sizes;
  return db.$queryRaw<GroupCount[]>`
    WITH week AS (${slotsOfWeek(weekStartsOn)}),
    before AS (
      SELECT b.organisation_id, count(*) AS bookings FROM slot s JOIN booking b ON b.slot_id = s.id AND ${kept}
      WHERE s.starts_at >= ${start.minus({ days: bounds.sizeDays }).toJSDate()} AND s.starts_at < ${start.toJSDate()} GROUP BY 1),
    truck AS (
      SELECT w.checkpoint_id, b.class, a.vehicle_country,
        CASE WHEN n.bookings >= ${large}::int THEN 'large' WHEN n.bookings >= ${medium}::int THEN 'medium'
          WHEN n.bookings >= ${small}::int THEN 'small' ELSE 'new' END AS size,
        extract(epoch FROM w.starts_at - b.made_at) / 3600 AS lead_hours, p.cleared_at,
        extract(epoch FROM p.at_post_at - p.arrived_at) / 60 AS wait_minutes
      FROM week w JOIN booking b ON b.slot_id = w.id AND ${kept} JOIN application a ON a.id = b.application_id
      LEFT JOIN before n ON n.organisation_id = b.organisation_id
      LEFT JOIN passage p ON p.booking_id = b.id),
    told AS (
      SELECT t.checkpoint_id, g.dimension, g.name, t.lead_hours, t.cleared_at, t.wait_minutes
      FROM truck t CROSS JOIN LATERAL (VALUES ('priority', t.class), ('size', t.size), ('nationality', t.vehicle_country)) g (dimension, name))
    SELECT coalesce(checkpoint_id, ${everywhere}) AS "checkpointId", dimension, name AS "group", count(*)::int AS booked, count(cleared_at)::int AS crossed,
      count(wait_minutes)::int AS waits, percentile_cont(0.5) WITHIN GROUP (ORDER BY wait_minutes::float8) AS "waitP50Minutes",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY lead_hours::float8) AS "leadHoursP50"
    FROM told GROUP BY GROUPING SETS ((checkpoint_id, dimension, name), (dimension, name))
    ORDER BY 1, 2, booked DESC, 3`;
}

/**
 * Of each checkpoint, and of all together: what became of the places. A place that is given up is free until the next truck of somebody else comes into its
 * slot; so the free ones of a slot go up by one and down by one, never below none, and what is left at its begin nobody took. The lowest point of the
 * running sum tells how often it would have gone below.
 */
export async function countPlaces(db: Database, weekStartsOn: string, now: Date): Promise<PlaceCount[]> {
  const [from, to] = spanOfWeek(weekStartsOn);
  return db.$queryRaw<PlaceCount[]>`
    WITH week AS (${slotsOfWeek(weekStartsOn)}),
    claim AS (SELECT b.*, w.checkpoint_id, p.source FROM week w JOIN booking b ON b.slot_id = w.id LEFT JOIN passage p ON p.booking_id = b.id),
    moved AS MATERIALIZED ( -- few: found first, or the planner joins all slots of a checkpoint with each other
      SELECT b.organisation_id, c.at, s.checkpoint_id, s.direction, (c.before->>'startsAt')::timestamptz AS left_at
      FROM booking_change c JOIN booking b ON b.id = c.booking_id JOIN slot s ON s.id = b.slot_id
      WHERE c.kind = 'slot' AND (c.before->>'startsAt')::timestamptz >= ${from} AND (c.before->>'startsAt')::timestamptz < ${to}),
    given_up AS (
      SELECT slot_id, organisation_id, closed_at AS at FROM claim WHERE state = 'cancelled' AND confirmed_at IS NOT NULL
      UNION ALL -- moved away by its carrier: the slot that it left is at the same checkpoint, in the same direction
      SELECT o.id, m.organisation_id, m.at FROM moved m
      JOIN slot o ON o.checkpoint_id = m.checkpoint_id AND o.direction = m.direction AND o.starts_at = m.left_at),
    taken AS (
      SELECT slot_id, organisation_id, greatest(made_at,
        (SELECT max(m.moved_at) FROM booking_move m WHERE m.booking_id = claim.id AND m.to_slot_id = claim.slot_id),
        (SELECT max(c.at) FROM booking_change c WHERE c.booking_id = claim.id AND c.kind = 'slot')) AS at
      FROM claim WHERE confirmed_at IS NOT NULL AND slot_id IN (SELECT slot_id FROM given_up)),
    step AS (
      SELECT slot_id, organisation_id, at, 1 AS change FROM given_up
      UNION ALL SELECT slot_id, organisation_id, at, -1 FROM taken t
        -- Who gives a place up and takes it again has resold nothing.
        WHERE NOT EXISTS (SELECT FROM given_up g WHERE g.slot_id = t.slot_id AND g.organisation_id = t.organisation_id AND g.at <= t.at)),
    running AS (SELECT slot_id, change, sum(change) OVER (PARTITION BY slot_id ORDER BY at, change DESC ROWS UNBOUNDED PRECEDING) AS free FROM step),
    slot_end AS (SELECT slot_id, count(*) FILTER (WHERE change = 1) AS returned, sum(change) - least(0, min(free)) AS free FROM running GROUP BY slot_id),
    of_slots AS (
      SELECT coalesce(checkpoint_id, ${everywhere}) AS id, sum(total_places) FILTER (WHERE closed_because IS NULL)::int AS places
      FROM week GROUP BY GROUPING SETS ((checkpoint_id), ())),
    of_returns AS (
      SELECT coalesce(s.checkpoint_id, ${everywhere}) AS id, sum(e.returned)::int AS returned, sum(e.returned - e.free)::int AS resold,
        coalesce(sum(e.free) FILTER (WHERE s.starts_at <= ${now}), 0)::int AS left_over
      FROM slot_end e JOIN slot s ON s.id = e.slot_id GROUP BY GROUPING SETS ((s.checkpoint_id), ())),
    of_claims AS (
      SELECT coalesce(checkpoint_id, ${everywhere}) AS id, count(*) FILTER (WHERE state IN ('confirmed', 'ended', 'no-show'))::int AS booked,
        count(*) FILTER (WHERE state = 'no-show')::int AS no_shows, coalesce(bool_or(source = 'gate'), false) AS from_gate,
        coalesce(bool_or(source = 'simulated'), false) AS simulated FROM claim GROUP BY GROUPING SETS ((checkpoint_id), ()))
    SELECT s.id AS "checkpointId", coalesce(s.places, 0) AS places, coalesce(c.booked, 0) AS booked, coalesce(r.returned, 0) AS returned,
      coalesce(r.resold, 0) AS resold, coalesce(r.left_over, 0) AS "leftOver", coalesce(c.no_shows, 0) AS "noShows",
      coalesce(c.from_gate, false) AS "fromGate", coalesce(c.simulated, false) AS simulated
    FROM of_slots s LEFT JOIN of_returns r ON r.id = s.id LEFT JOIN of_claims c ON c.id = s.id ORDER BY 1`;
}
