import type { Direction } from '../../shared/words.ts';
import { assumedDeviations, assumedNoShows } from '../planning/simulate/punctuality.ts';
import type { Database } from '../platform/database/client.ts';
import type { Measured, Punctuality } from './queue-picture.ts';

/** Services and drives of one queue that began in the same hour of the last day. */
export interface StepHour extends Measured {
  checkpointId: string;
  direction: Direction;
  step: 'called' | 'documents';
  post: 'first' | 'second' | null;
  startsAt: Date;
}

/** How long trucks were in a step, from its event to their next one, of all queues. */
export function readStepHours(db: Database, now: Date): Promise<StepHour[]> {
  return db.$queryRaw<StepHour[]>`
    WITH took AS (
      SELECT checkpoint_id, direction, step, post, date_trunc('hour', happened_at) AS starts_at,
        extract(epoch FROM lead(happened_at) OVER way - happened_at)::float8 / 60 AS minutes
      FROM gate_event e
      WHERE recorded_at > ${now}::timestamptz - interval '24 hours' AND recorded_at <= ${now} AND effect = 'applied' AND step <> 'undo'
        AND NOT EXISTS (SELECT FROM gate_event u WHERE u.undoes = e.id)
      WINDOW way AS (PARTITION BY booking_id ORDER BY number)
    )
    SELECT checkpoint_id AS "checkpointId", direction, step, post, starts_at AS "startsAt",
      count(*)::integer AS count, sum(minutes) AS minutes, sum(minutes * minutes) AS squares
    FROM took WHERE minutes IS NOT NULL AND step IN ('called', 'documents')
    GROUP BY 1, 2, 3, 4, 5 ORDER BY 5`;
}

export interface QueueMeasures {
  checkpointId: string;
  direction: Direction;
  secondPostMost: number;
  reactionMinutes: number | null;
}

/**
 * Of each queue in the last day: the most trucks at the second post at one time, and the median minutes from the arrival to the call of those who
 * found nobody waiting and were not early.
 */
export function readQueueMeasures(db: Database, now: Date): Promise<QueueMeasures[]> {
  return db.$queryRaw`
    WITH way AS (
      SELECT booking_id, checkpoint_id, direction,
        max(happened_at) FILTER (WHERE step = 'at-post' AND post = 'second') AS since,
        max(happened_at) FILTER (WHERE step IN ('cleared', 'turned-back')) AS until
      FROM gate_event
      WHERE recorded_at > ${now}::timestamptz - interval '24 hours' AND recorded_at <= ${now} AND effect = 'applied'
      GROUP BY 1, 2, 3
    ), change AS (
      SELECT checkpoint_id, direction, since AS at, 1 AS trucks FROM way WHERE since IS NOT NULL
      UNION ALL SELECT checkpoint_id, direction, until, -1 FROM way WHERE since IS NOT NULL AND until IS NOT NULL
    ), level AS (
      SELECT checkpoint_id, direction, sum(trucks) OVER (PARTITION BY checkpoint_id, direction ORDER BY at, trucks) AS trucks FROM change
    ), arrival AS (
      SELECT p.checkpoint_id, p.direction, p.punctuality, p.arrived_at, p.called_at,
        max(coalesce(p.called_at, p.ended_at, ${now})) OVER (
          PARTITION BY p.checkpoint_id, p.direction ORDER BY p.arrived_at ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS others_until
      FROM queue_status q
      JOIN passage p ON p.checkpoint_id = q.checkpoint_id AND p.direction = q.direction
        AND p.served_at > ${now}::timestamptz - interval '24 hours'
      WHERE p.arrived_at <= ${now}
    ), reaction AS (
      SELECT checkpoint_id, direction,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM called_at - arrived_at)::float8 / 60) AS minutes
      FROM arrival
      WHERE punctuality <> 'early' AND called_at IS NOT NULL AND coalesce(others_until <= arrived_at, true)
      GROUP BY 1, 2
    )
    SELECT q.checkpoint_id AS "checkpointId", q.direction, reaction.minutes AS "reactionMinutes",
      coalesce((SELECT max(l.trucks) FROM level l WHERE l.checkpoint_id = q.checkpoint_id AND l.direction = q.direction), 0)::integer
        AS "secondPostMost"
    FROM queue_status q LEFT JOIN reaction USING (checkpoint_id, direction)`;
}

/** How trucks keep their slots, everywhere in the last week: a few hundred at one checkpoint say less than thousands at all. */
export async function readPunctuality(db: Database, now: Date): Promise<Punctuality> {
  const [row] = await db.$queryRaw<{ arrivals: number; noShows: number; quantiles: number[] | null }[]>`
    SELECT count(p.arrived_at)::integer AS arrivals, count(*) FILTER (WHERE b.state = 'no-show')::integer AS "noShows",
      percentile_cont(ARRAY(SELECT step / 20.0 FROM generate_series(0, 20) AS step))
        WITHIN GROUP (ORDER BY extract(epoch FROM p.arrived_at - s.starts_at)::float8 / 60) FILTER (WHERE p.arrived_at IS NOT NULL) AS quantiles
    FROM slot s JOIN booking b ON b.slot_id = s.id JOIN passage p ON p.booking_id = b.id
    WHERE s.starts_at > ${now}::timestamptz - interval '7 days' AND s.starts_at < ${now}::timestamptz - interval '6 hours'`;
  return settlePunctuality(row!);
}

const enoughArrivals = 200;
const longestDeviationMinutes = 2880;

/** What was seen, where it is enough; no-shows shrunk towards 3% of 200 bookings. */
export function settlePunctuality(seen: {
  arrivals: number;
  noShows: number;
  quantiles: readonly number[] | null;
}): Punctuality {
  const { share, bookings } = assumedNoShows;
  const deviations = seen.quantiles && seen.arrivals >= enoughArrivals ? seen.quantiles : assumedDeviations;
  return {
    noShowChance: (seen.noShows + share * bookings) / (seen.noShows + seen.arrivals + bookings),
    deviationQuantiles: deviations.map((minutes) =>
      Math.max(-longestDeviationMinutes, Math.min(longestDeviationMinutes, minutes)),
    ),
  };
}

/** Of the bookings of the last week, how many were confirmed so many whole hours before their slot; more than 31 count as 31. */
export function readLeadHours(db: Database, now: Date): Promise<LeadHours[]> {
  return db.$queryRaw<LeadHours[]>`
    SELECT least(31, greatest(0, floor(extract(epoch FROM s.starts_at - b.confirmed_at) / 3600)))::integer AS hours, count(*)::integer AS bookings
    FROM slot s JOIN booking b ON b.slot_id = s.id
    WHERE s.starts_at > ${now}::timestamptz - interval '7 days' AND s.starts_at <= ${now} AND b.confirmed_at IS NOT NULL
      AND b.state IN ('confirmed', 'ended', 'no-show')
    GROUP BY 1`;
}

export interface LeadHours {
  hours: number;
  bookings: number;
}

/** Believed as so many bookings that were made long before. */
const assumedEarlyBookings = 50;
/** A world that began yesterday has seen short leads only: never more is expected than there is. */
const latestShareMax = 0.5;

/**
 * How many bookings a slot will still get: as much more as slots of the last week got from this lead on, for each that it has, and never more than
 * it has places.
 */
export function countLaterBookings(
  past: readonly LeadHours[],
  slot: { hoursAhead: number; taken: number; totalPlaces: number },
): number {
  const sum = (rows: readonly LeadHours[]) => rows.reduce((all, { bookings }) => all + bookings, 0);
  const later = sum(past.filter(({ hours }) => hours < slot.hoursAhead));
  const share = Math.min(latestShareMax, later / (sum(past) + assumedEarlyBookings));
  return Math.max(0, Math.min(slot.totalPlaces - slot.taken, (slot.taken * share) / (1 - share)));
}
