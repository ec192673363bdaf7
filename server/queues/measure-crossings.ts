import type { Channel, Direction } from '../../shared/words.ts';
import type { Database } from '../platform/database/client.ts';

export interface MeasuredCrossing {
  checkpointId: string;
  direction: Direction;
  /** From the first post until it is through both, at the median of its channel; what both posts announce where too few trucks were measured. */
  postMinutes: number;
  /** Waits of trucks whose slot began in this hour of the day, by the hour in UTC 0…23; only hours with trucks enough. */
  waits: Record<string, { p50Minutes: number; p80Minutes: number }>;
}

/** How far back is looked: two weeks, so that each hour has both its weekends. */
const measuredDays = 14;
/** Fewer trucks than this say nothing of an hour, or of a channel. */
const trucksMin = 5;

/**
 * How long trucks waited and stood in the posts at crossings, over the last two weeks, from the passages that queue_history adds up. A truck that came before its slot began
 * waited for the slot until then, which is no wait of the queue: so it is counted from the later of the two. Where the gate feeds a
 * queue, simulated trucks are left out.
 */
export function measureCrossings(
  db: Database,
  now: Date,
  crossings: readonly { checkpointId: string; direction: Direction; channel: Channel }[],
): Promise<MeasuredCrossing[]> {
  const ids = crossings.map(({ checkpointId }) => checkpointId);
  const directions = crossings.map(({ direction }) => direction);
  const channels = crossings.map(({ channel }) => channel);
  const since = new Date(now.getTime() - measuredDays * 86_400_000);
  return db.$queryRaw<MeasuredCrossing[]>`
    WITH crossing AS (
      SELECT * FROM unnest(${ids}::text[], ${directions}::text[], ${channels}::text[]) AS c(checkpoint_id, direction, channel)
    ), passed AS (
      SELECT p.checkpoint_id, p.direction, p.channel = c.channel AS is_of_channel, s.starts_at,
        extract(epoch FROM p.at_post_at - greatest(p.arrived_at, s.starts_at)) / 60 AS wait,
        extract(epoch FROM p.cleared_at - p.at_post_at) / 60 AS post,
        p.source = min(p.source) OVER (PARTITION BY p.checkpoint_id, p.direction) AS is_fed
      FROM crossing c
      JOIN passage p USING (checkpoint_id, direction)
      JOIN booking b ON b.id = p.booking_id
      JOIN slot s ON s.id = b.slot_id
      WHERE p.cleared_at > ${since} AND p.cleared_at <= ${now} AND p.at_post_at IS NOT NULL
    ), hour AS (
      SELECT checkpoint_id, direction, extract(hour FROM starts_at AT TIME ZONE 'UTC')::int AS hour,
        percentile_cont(ARRAY[0.5, 0.8]) WITHIN GROUP (ORDER BY greatest(wait, 0)) AS waits
      FROM passed WHERE is_fed GROUP BY 1, 2, 3 HAVING count(*) >= ${trucksMin}
    ), post AS (
      SELECT checkpoint_id, direction, percentile_cont(0.5) WITHIN GROUP (ORDER BY post) AS minutes
      FROM passed WHERE is_fed AND is_of_channel GROUP BY 1, 2 HAVING count(*) >= ${trucksMin}
    )
    SELECT c.checkpoint_id AS "checkpointId", c.direction, coalesce(p.minutes, announced.minutes, 0)::float8 AS "postMinutes",
      (SELECT coalesce(jsonb_object_agg(h.hour, jsonb_build_object('p50Minutes', h.waits[1], 'p80Minutes', h.waits[2])), '{}')
        FROM hour h WHERE h.checkpoint_id = c.checkpoint_id AND h.direction = c.direction) AS waits
    FROM crossing c
    LEFT JOIN post p USING (checkpoint_id, direction)
    LEFT JOIN LATERAL ( -- both posts, in their mean hour: a truck goes where its channel sends it, a green one where the side's own shares do
      SELECT sum(side.minutes) AS minutes FROM (
        SELECT avg(document_minutes
          + CASE WHEN c.channel = 'green' THEN scan_share ELSE 1 END * scan_minutes
          + CASE WHEN c.channel = 'red' THEN 1 ELSE examination_share END * examination_minutes) AS minutes
        FROM side_capacity k WHERE k.checkpoint_id = c.checkpoint_id AND k.direction = c.direction AND k.lanes > 0 GROUP BY k.side
      ) side
    ) announced ON true`;
}
