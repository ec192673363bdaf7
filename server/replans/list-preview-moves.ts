import { z } from 'zod';
import type { CargoGroup, PreviewMove } from '../../shared/contract/previews.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { assertComputed } from './get-preview.ts';

interface MovesQuery extends PageQuery {
  previewId: string;
  /** Of the slot that is left. */
  checkpointId?: string | undefined;
  group?: CargoGroup | undefined;
}

/** The bookings that would move, those without a place first. @throws apiError PREVIEW_NOT_FOUND, PREVIEW_NOT_READY, INVALID_INPUT for a cursor that no page gave */
export async function listPreviewMoves(db: Database, query: MovesQuery) {
  await assertComputed(db, query.previewId);
  const { previewId, checkpointId, group, cursor } = query;
  if (cursor !== undefined && !z.uuid().safeParse(cursor).success)
    throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  const after =
    cursor === undefined
      ? Prisma.empty
      : Prisma.sql`AND (m.to_slot_id IS NOT NULL, m.booking_id) > (
          SELECT l.to_slot_id IS NOT NULL, l.booking_id FROM preview_move l
          WHERE l.preview_id = ${previewId}::uuid AND l.booking_id = ${cursor}::uuid)`;
  const rows = await db.$queryRaw<PreviewMoveRow[]>`
    SELECT m.booking_id::text AS "bookingId", b.plate, o.name AS "organisationName", m.cargo_group AS "group", m.reason,
      m.shift_minutes AS "shiftMinutes", m.detour_km AS "detourKm", f.id AS "fromSlotId", f.checkpoint_id AS "fromCheckpointId",
      f.starts_at AS "fromStartsAt", t.id AS "toSlotId", t.checkpoint_id AS "toCheckpointId", t.starts_at AS "toStartsAt"
    FROM preview_move m
    JOIN booking b ON b.id = m.booking_id
    JOIN organisation o ON o.id = b.organisation_id
    JOIN slot f ON f.id = m.from_slot_id
    LEFT JOIN slot t ON t.id = m.to_slot_id
    WHERE m.preview_id = ${previewId}::uuid
      ${checkpointId === undefined ? Prisma.empty : Prisma.sql`AND f.checkpoint_id = ${checkpointId}`}
      ${group === undefined ? Prisma.empty : Prisma.sql`AND m.cargo_group = ${group}`}
      ${after}
    ORDER BY m.to_slot_id IS NOT NULL, m.booking_id
    LIMIT ${query.limit + 1}`;
  return page(rows, query.limit, ({ bookingId }) => bookingId, moveView);
}

interface PreviewMoveRow extends Omit<PreviewMove, 'from' | 'to'> {
  fromSlotId: number;
  fromCheckpointId: string;
  fromStartsAt: Date;
  toSlotId: number | null;
  toCheckpointId: string | null;
  toStartsAt: Date | null;
}

function moveView(row: PreviewMoveRow): PreviewMove {
  const { fromSlotId, fromCheckpointId, fromStartsAt, toSlotId, toCheckpointId, toStartsAt, ...same } = row;
  return {
    ...same,
    from: { slotId: fromSlotId, checkpointId: fromCheckpointId, startsAt: fromStartsAt.toISOString() },
    to:
      toSlotId !== null && toCheckpointId !== null && toStartsAt !== null
        ? { slotId: toSlotId, checkpointId: toCheckpointId, startsAt: toStartsAt.toISOString() }
        : null,
  };
}
