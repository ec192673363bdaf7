import type { Database } from '../platform/database/client.ts';
import { readRules } from './read-rules.ts';
import { planSlots } from './rules/index.ts';

export interface ChangedSlot {
  id: number;
  checkpointId: string;
}

/**
 * Brings the lanes of the slots that are under way up to date: the live queue shows them. Their places stay as they are: they are sold.
 *
 * @returns the slots that have other lanes now
 */
export function openLanes(db: Database, now: Date, checkpointIds: readonly string[]): Promise<ChangedSlot[]> {
  return db.$transaction(async (transaction) => {
    // As keepSlots does: rules that were read before a change would open its lanes again.
    await transaction.$executeRaw`
      SELECT FROM checkpoint WHERE id = ANY(${[...checkpointIds]}::text[]) ORDER BY id FOR NO KEY UPDATE`;
    const nowMs = now.getTime();
    const underWay = (await readRules(transaction, now, checkpointIds)).flatMap((rules) =>
      (['out', 'in'] as const).flatMap((direction) =>
        planSlots(rules, direction, nowMs, nowMs + 1)
          .filter((slot) => slot.startsAtMs <= nowMs && slot.endsAtMs > nowMs)
          .map((slot) => ({ ...slot, checkpointId: rules.id })),
      ),
    );
    return transaction.$queryRaw<ChangedSlot[]>`
      WITH due AS (
        SELECT s.id, u.kz_lanes, u.neighbour_lanes
        FROM unnest(
          ${underWay.map((slot) => slot.checkpointId)}::text[], ${underWay.map((slot) => slot.direction)}::text[],
          ${underWay.map((slot) => new Date(slot.startsAtMs))}::timestamptz[],
          ${underWay.map((slot) => slot.kzLanes)}::int[], ${underWay.map((slot) => slot.neighbourLanes)}::int[]
        ) AS u (checkpoint_id, direction, starts_at, kz_lanes, neighbour_lanes)
        JOIN slot s ON s.checkpoint_id = u.checkpoint_id AND s.direction = u.direction AND s.starts_at = u.starts_at
        WHERE (s.kz_lanes, s.neighbour_lanes) IS DISTINCT FROM (u.kz_lanes, u.neighbour_lanes)
        ORDER BY s.id FOR NO KEY UPDATE OF s
      )
      UPDATE slot s SET kz_lanes = due.kz_lanes, neighbour_lanes = due.neighbour_lanes, seq = nextval('live_seq')
      FROM due WHERE s.id = due.id
      RETURNING s.id, s.checkpoint_id AS "checkpointId"`;
  });
}
