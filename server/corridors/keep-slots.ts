import { DateTime } from 'luxon';
import type { Direction } from '../../shared/words.ts';
import type { Database } from '../platform/database/client.ts';
import type { Prisma } from '../platform/database/generated/client.ts';
import { type ChangedSlot, openLanes } from './open-lanes.ts';
import { readRules } from './read-rules.ts';
import { type PlannedSlot, planSlots } from './rules/index.ts';

/** How far ahead there are slots: a month, so that a carrier can plan the way there and back. */
export const horizonDays = 31;

const directions = ['out', 'in'] as const;

/**
 * Makes the slots of the next 31 days and brings the places of those that exist up to date with lanes, hours, season, closures, shifts and
 * regimes. Taken places are never touched, so a slot can become overfull; running it again changes nothing.
 *
 * @returns the slots that are new or have other places now
 */
export async function keepSlots(db: Database, now: Date, checkpointIds?: readonly string[]): Promise<ChangedSlot[]> {
  const checkpoints = await db.checkpoint.findMany({
    ...(checkpointIds ? { where: { id: { in: [...checkpointIds] } } } : {}),
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const changed: ChangedSlot[] = [];
  for (const { id } of checkpoints)
    for (const direction of directions) changed.push(...(await keepDirection(db, now, id, direction)));
  const ids = checkpoints.map(({ id }) => id);
  return [...changed, ...(await openLanes(db, now, ids))];
}

/** One transaction for each, so that claims never wait longer than for one statement. */
function keepDirection(db: Database, now: Date, checkpointId: string, direction: Direction): Promise<ChangedSlot[]> {
  return db.$transaction(async (transaction) => {
    // One at a time, and read only then: a round that had read before a closure was announced would open its slots again.
    await transaction.$executeRaw`SELECT FROM checkpoint WHERE id = ${checkpointId} FOR NO KEY UPDATE`;
    const [rules] = await readRules(transaction, now, [checkpointId]);
    const lastDay = DateTime.fromJSDate(now, { zone: rules!.kzZone }).startOf('day').plus({ days: horizonDays });
    const slots = planSlots(rules!, direction, now.getTime(), lastDay.toMillis() + 1);
    return upsertSlots(
      transaction,
      checkpointId,
      slots.filter((slot) => slot.startsAtMs > now.getTime()),
    );
  });
}

/**
 * One statement for a month of one direction: 744 rows in about 10 ms, where single upserts took seconds. Slots that are as they should be are
 * left out before the insert, not by its conflict: each row that gets that far uses up an id, and 55 thousand every 15 minutes would be
 * all of them in 13 months.
 */
function upsertSlots(transaction: Prisma.TransactionClient, checkpointId: string, rows: readonly PlannedSlot[]) {
  // On conflict seq is drawn anew: the one of the insert may be older than that of a claim whose end we had to wait for.
  return transaction.$queryRaw<ChangedSlot[]>`
    INSERT INTO slot (
      checkpoint_id, direction, starts_at, ends_at, local_date, closed_because,
      total_places, inspected_places, examined_places, limited_by_side, limited_by_stage, kz_lanes, neighbour_lanes, seq)
    SELECT ${checkpointId}, u.direction, u.starts_at, u.ends_at, u.local_date, u.closed_because,
      u.total, u.inspected, u.examined, u.side, u.stage, u.kz_lanes, u.neighbour_lanes, nextval('live_seq')
    FROM unnest(
      ${rows.map((row) => row.direction)}::text[], ${rows.map((row) => new Date(row.startsAtMs))}::timestamptz[],
      ${rows.map((row) => new Date(row.endsAtMs))}::timestamptz[],
      ${rows.map((row) => row.localDate)}::date[], ${rows.map((row) => row.closedBecause)}::text[],
      ${rows.map((row) => row.total)}::int[], ${rows.map((row) => row.inspected)}::int[], ${rows.map((row) => row.examined)}::int[],
      ${rows.map((row) => row.limitedBy?.side ?? null)}::text[], ${rows.map((row) => row.limitedBy?.stage ?? null)}::text[],
      ${rows.map((row) => row.kzLanes)}::int[], ${rows.map((row) => row.neighbourLanes)}::int[]
    ) AS u (direction, starts_at, ends_at, local_date, closed_because, total, inspected, examined, side, stage, kz_lanes, neighbour_lanes)
    LEFT JOIN slot s ON s.checkpoint_id = ${checkpointId} AND s.direction = u.direction AND s.starts_at = u.starts_at
    WHERE s.id IS NULL
      OR (s.ends_at, s.local_date, s.closed_because, s.total_places, s.inspected_places, s.examined_places,
          s.limited_by_side, s.limited_by_stage, s.kz_lanes, s.neighbour_lanes)
        IS DISTINCT FROM (u.ends_at, u.local_date, u.closed_because, u.total, u.inspected, u.examined, u.side, u.stage,
          u.kz_lanes, u.neighbour_lanes)
    ORDER BY u.starts_at
    ON CONFLICT (checkpoint_id, direction, starts_at) DO UPDATE SET
      ends_at = excluded.ends_at, local_date = excluded.local_date, closed_because = excluded.closed_because,
      total_places = excluded.total_places, inspected_places = excluded.inspected_places, examined_places = excluded.examined_places,
      limited_by_side = excluded.limited_by_side, limited_by_stage = excluded.limited_by_stage,
      kz_lanes = excluded.kz_lanes, neighbour_lanes = excluded.neighbour_lanes, seq = nextval('live_seq')
    RETURNING id, checkpoint_id AS "checkpointId"`;
}
