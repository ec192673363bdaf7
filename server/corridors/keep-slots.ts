import { DateTime } from 'luxon';
import { nothingOpen, type SideHour } from '../planning/capacity.ts';
import type { Database } from '../platform/database/client.ts';
import type { Prisma } from '../platform/database/generated/client.ts';
import { type PlannedSlot, planDay } from './plan-day.ts';

/** How far ahead there are slots: a month, so that a carrier can plan the way there and back. */
export const horizonDays = 31;

const directions = ['out', 'in'] as const;

export interface ChangedSlot {
  id: number;
  checkpointId: string;
}

/**
 * Makes the slots of the next 31 days and brings the places of those that exist up to date with lanes, hours, season and closures.
 * Taken places are never touched, so a slot can become overfull; running it again changes nothing.
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
  return changed;
}

/** One transaction for each, so that claims never wait longer than for one statement. */
function keepDirection(db: Database, now: Date, checkpointId: string, direction: string): Promise<ChangedSlot[]> {
  // Today is computed whole, with closures that are over since: without them its rounding, and so the places of the evening, would shift.
  const yesterday = DateTime.fromJSDate(now).minus({ days: 1 }).toJSDate();
  return db.$transaction(async (transaction) => {
    // One at a time, and read only then: a round that had read before a closure was announced would open its slots again.
    await transaction.$executeRaw`SELECT FROM checkpoint WHERE id = ${checkpointId} FOR NO KEY UPDATE`;
    const checkpoint = await transaction.checkpoint.findUniqueOrThrow({
      where: { id: checkpointId },
      include: { capacities: { where: { direction } }, closures: { where: { endsAt: { gt: yesterday } } } },
    });
    const hours = new Map(checkpoint.capacities.map((row) => [hourKey(row.direction, row.side, row.localHour), row]));
    const sideHour = (direction: string, side: string, localHour: number): SideHour =>
      hours.get(hourKey(direction, side, localHour)) ?? nothingOpen;

    const rows: (PlannedSlot & { localDate: string })[] = [];
    const today = DateTime.fromJSDate(now, { zone: checkpoint.kzZone }).startOf('day');
    for (let day = 0; day <= horizonDays; day++) {
      const localDate = today.plus({ days: day }).toISODate()!;
      for (const slot of planDay({ ...checkpoint, sideHour }, direction, localDate)) {
        if (slot.startsAt > now) rows.push({ ...slot, localDate });
      }
    }
    return upsertSlots(transaction, checkpointId, direction, rows);
  });
}

const hourKey = (direction: string, side: string, localHour: number) => `${direction}/${side}/${localHour}`;

/**
 * One statement for a month of one direction: 744 rows in about 10 ms, where single upserts took seconds. Slots that are as they should be are
 * left out before the insert, not by its conflict: each row that gets that far uses up an id, and 55 thousand every 15 minutes would be
 * all of them in 13 months.
 */
function upsertSlots(
  transaction: Prisma.TransactionClient,
  checkpointId: string,
  direction: string,
  rows: (PlannedSlot & { localDate: string })[],
) {
  // On conflict seq is drawn anew: the one of the insert may be older than that of a claim whose end we had to wait for.
  return transaction.$queryRaw<ChangedSlot[]>`
    INSERT INTO slot (
      checkpoint_id, direction, starts_at, ends_at, local_date, closed_because,
      total_places, inspected_places, examined_places, limited_by_side, limited_by_stage, seq)
    SELECT ${checkpointId}, ${direction}, u.starts_at, u.ends_at, u.local_date, u.closed_because,
      u.total, u.inspected, u.examined, u.side, u.stage, nextval('live_seq')
    FROM unnest(
      ${rows.map((row) => row.startsAt)}::timestamptz[], ${rows.map((row) => row.endsAt)}::timestamptz[],
      ${rows.map((row) => row.localDate)}::date[], ${rows.map((row) => row.closedBecause)}::text[],
      ${rows.map((row) => row.total)}::int[], ${rows.map((row) => row.inspected)}::int[], ${rows.map((row) => row.examined)}::int[],
      ${rows.map((row) => row.limitedBy?.side ?? null)}::text[], ${rows.map((row) => row.limitedBy?.stage ?? null)}::text[]
    ) AS u (starts_at, ends_at, local_date, closed_because, total, inspected, examined, side, stage)
    LEFT JOIN slot s ON s.checkpoint_id = ${checkpointId} AND s.direction = ${direction} AND s.starts_at = u.starts_at
    WHERE s.id IS NULL
      OR (s.ends_at, s.local_date, s.closed_because, s.total_places, s.inspected_places, s.examined_places,
          s.limited_by_side, s.limited_by_stage)
        IS DISTINCT FROM (u.ends_at, u.local_date, u.closed_because, u.total, u.inspected, u.examined, u.side, u.stage)
    ORDER BY u.starts_at
    ON CONFLICT (checkpoint_id, direction, starts_at) DO UPDATE SET
      ends_at = excluded.ends_at, local_date = excluded.local_date, closed_because = excluded.closed_because,
      total_places = excluded.total_places, inspected_places = excluded.inspected_places, examined_places = excluded.examined_places,
      limited_by_side = excluded.limited_by_side, limited_by_stage = excluded.limited_by_stage, seq = nextval('live_seq')
    RETURNING id, checkpoint_id AS "checkpointId"`;
}
