import type { Slot } from '../../shared/contract/checkpoints.ts';
import type { Channel, Direction, VehicleClass } from '../../shared/words.ts';
import type { Database } from '../platform/database/client.ts';
import { type SlotRow, slotColumns, slotView } from './slot-view.ts';

export interface CrossingTruck {
  checkpointId: string;
  direction: Direction;
  channel: Channel;
}

export interface CrossingsQuery {
  /** Each pair of checkpoint and direction once. */
  crossings: readonly CrossingTruck[];
  class: VehicleClass;
  organisationId: string;
  vehicleCountry: string;
  /** Slots that begin within [from, to). */
  from: Date;
  to: Date;
}

export interface CrossingSlot {
  slot: Slot;
  /** Why it would not take this truck now, by the same counts and quotas as the claim (claim_place); null where it would. */
  refused: 'not-admitted' | 'closed' | 'full' | null;
}

/** Every slot of several crossings in a period, in one statement, the earliest first. */
export async function listSlotsOfCrossings(db: Database, now: Date, query: CrossingsQuery): Promise<CrossingSlot[]> {
  const { crossings, organisationId, from, to } = query;
  const ids = crossings.map(({ checkpointId }) => checkpointId);
  const directions = crossings.map(({ direction }) => direction);
  const channels = crossings.map(({ channel }) => channel);
  const rows = await db.$queryRaw<(SlotRow & { refused: CrossingSlot['refused'] })[]>`
    WITH crossing AS (
      SELECT * FROM unnest(${ids}::text[], ${directions}::text[], ${channels}::text[]) AS c(checkpoint_id, direction, channel)
    ), candidate AS (
      SELECT s.*, c.channel FROM crossing c JOIN slot s USING (checkpoint_id, direction)
      WHERE s.starts_at >= ${from} AND s.starts_at < ${to} AND s.starts_at > ${now}
    ), own AS (
      SELECT b.slot_id, count(*) AS trucks FROM booking b
      WHERE b.organisation_id = ${organisationId} AND b.state IN ('held', 'confirmed') AND b.slot_id IN (SELECT id FROM candidate)
      GROUP BY 1
    ), day AS MATERIALIZED ( -- a class's share is one of the day, so one slot of each day is asked
      SELECT s.checkpoint_id, s.direction, s.local_date, class_is_full(s, ${query.class}) AS is_full
      FROM (SELECT DISTINCT ON (checkpoint_id, direction, local_date) id FROM candidate WHERE ${query.class} <> 'general') AS first
      JOIN slot s USING (id)
    )
    SELECT ${slotColumns}, CASE
      WHEN k.access = 'bilateral' AND ${query.vehicleCountry} NOT IN ('KZ', k.neighbour) THEN 'not-admitted'
      WHEN s.closed_because IS NOT NULL THEN 'closed'
      WHEN s.total_taken >= s.total_places
        OR s.channel <> 'green' AND s.inspected_taken >= s.inspected_places
        OR s.channel = 'red' AND s.examined_taken >= s.examined_places
        OR o.trucks > 0 AND o.trucks >= carrier_quota_of(s.total_places, ${organisationId}, ${now})
        OR coalesce(d.is_full, false) THEN 'full' END AS refused
    FROM candidate s
    JOIN checkpoint k ON k.id = s.checkpoint_id
    LEFT JOIN own o ON o.slot_id = s.id
    LEFT JOIN day d ON d.checkpoint_id = s.checkpoint_id AND d.direction = s.direction AND d.local_date = s.local_date
    ORDER BY s.starts_at, s.id`;
  return rows.map(({ refused, ...row }) => ({ slot: slotView(row), refused }));
}
