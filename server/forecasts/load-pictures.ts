import type { Database } from '../platform/database/client.ts';
import { forecastHours } from './build-scenario.ts';
import { composePictures, type QueueRow, type TruckRow } from './compose-pictures.ts';
import type { QueuePicture } from './queue-picture.ts';
import { readCalendar } from './read-calendar.ts';
import { readLeadHours, readPunctuality, readQueueMeasures, readStepHours } from './read-measures.ts';

/** What is known of every queue at this moment, in a handful of statements for all of them together. */
export async function loadPictures(db: Database, now: Date): Promise<QueuePicture[]> {
  const [queues, trucks, calendar, steps, measures, punctuality, leads] = await Promise.all([
    readQueues(db),
    readTrucks(db, now),
    readCalendar(db, now),
    readStepHours(db, now),
    readQueueMeasures(db, now),
    readPunctuality(db, now),
    readLeadHours(db, now),
  ]);
  return composePictures({ queues, trucks, calendar, steps, measures, punctuality, leads }, now);
}

function readQueues(db: Database): Promise<QueueRow[]> {
  return db.$queryRaw<QueueRow[]>`
    SELECT q.checkpoint_id AS "checkpointId", q.direction, q.source, q.cleared_last_hour AS "clearedLastHour", rule.early_minutes AS "earlyMinutes", rule.grace_minutes AS "graceMinutes",
      rule.post_places AS "postPlaces", rule.strip_places AS "stripPlaces", rule.call_lead_minutes AS "callLeadMinutes"
    FROM queue_status q JOIN queue_rule rule USING (checkpoint_id) ORDER BY q.checkpoint_id, q.direction`;
}

/** Trucks under way, and those booked for the day to come. Of the last hours also those whose booking ended without a word of a gate. */
function readTrucks(db: Database, now: Date): Promise<TruckRow[]> {
  return db.$queryRaw<TruckRow[]>`
    SELECT s.checkpoint_id AS "checkpointId", s.direction, s.starts_at AS "startsAt", b.state AS "bookingState",
      coalesce(p.state, 'expected') AS state, p.post, p.since, p.served_at AS "servedAt", p.arrived_at AS "arrivedAt",
      coalesce(p.punctuality = 'late', false) AS late, b.class, coalesce(p.channel, b.channel) AS channel
    FROM slot s JOIN booking b ON b.slot_id = s.id LEFT JOIN passage p ON p.booking_id = b.id
    WHERE s.starts_at > ${now}::timestamptz - interval '4 days'
      AND s.starts_at < ${now}::timestamptz + make_interval(hours => ${forecastHours + 2})
      AND (b.state = 'confirmed' OR b.state = 'ended' AND p.booking_id IS NULL AND s.starts_at > ${now}::timestamptz - interval '8 hours')
      AND p.ended_at IS NULL`;
}
