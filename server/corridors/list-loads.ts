import { DateTime } from 'luxon';
import type { CheckpointLoad } from '../../shared/contract/checkpoints.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';

/** What the map calls the load of a checkpoint: its next day. */
export const loadWindowHours = 24;

interface LoadRow {
  checkpointId: string;
  direction: 'out' | 'in';
  places: number;
  taken: number;
  nextFreeAt: Date | null;
  seq: number;
}

/** Load of all checkpoints, or of those named, by id. */
export async function listLoads(db: Database, now: Date, checkpointIds?: readonly string[]): Promise<CheckpointLoad[]> {
  const until = DateTime.fromJSDate(now).plus({ hours: loadWindowHours }).toJSDate();
  const named = checkpointIds ? Prisma.sql`WHERE c.id = ANY(${[...checkpointIds]}::text[])` : Prisma.empty;
  // seq counts the transactions that this statement has seen finished (all ids below xmax but for those still running). It grows with
  // every commit and in the order of the snapshots, across processes, which neither a clock nor a counter drawn beside it does.
  const rows = await db.$queryRaw<LoadRow[]>`
    SELECT c.id AS "checkpointId", d.direction,
      coalesce(day.places, 0)::int AS places, coalesce(day.taken, 0)::int AS taken, free.starts_at AS "nextFreeAt",
      (pg_snapshot_xmax(pg_current_snapshot())::text::bigint
        - (SELECT count(*) FROM pg_snapshot_xip(pg_current_snapshot())))::float8 AS seq
    FROM checkpoint c
    CROSS JOIN (VALUES ('out'), ('in')) AS d (direction)
    LEFT JOIN LATERAL (
      SELECT sum(s.total_places) AS places, sum(least(s.total_taken, s.total_places)) AS taken FROM slot s
      WHERE s.checkpoint_id = c.id AND s.direction = d.direction AND s.closed_because IS NULL
        AND s.starts_at > ${now} AND s.starts_at <= ${until}
    ) day ON true
    LEFT JOIN LATERAL (
      SELECT s.starts_at FROM slot s
      WHERE s.checkpoint_id = c.id AND s.direction = d.direction AND s.closed_because IS NULL
        AND s.starts_at > ${now} AND s.total_taken < s.total_places
      ORDER BY s.starts_at LIMIT 1
    ) free ON true
    ${named}
    ORDER BY c.id`;

  const loads = new Map<string, CheckpointLoad>();
  for (const row of rows) {
    const load = loads.get(row.checkpointId) ?? emptyLoad(row, now);
    load[row.direction] = { places: row.places, taken: row.taken, nextFreeAt: row.nextFreeAt?.toISOString() ?? null };
    loads.set(row.checkpointId, load);
  }
  return [...loads.values()];
}

function emptyLoad(row: LoadRow, now: Date): CheckpointLoad {
  const none = { places: 0, taken: 0, nextFreeAt: null };
  return {
    checkpointId: row.checkpointId,
    seq: row.seq,
    asOf: now.toISOString(),
    source: 'bookings',
    windowHours: loadWindowHours,
    out: none,
    in: none,
  };
}
