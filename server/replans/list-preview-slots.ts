import type { PreviewSlot } from '../../shared/contract/previews.ts';
import type { Direction } from '../../shared/words.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { assertComputed } from './get-preview.ts';

interface SlotsQuery extends PageQuery {
  previewId: string;
  checkpointId?: string | undefined;
  direction?: Direction | undefined;
}

/** The slots that a change touches, by checkpoint, direction and time. @throws apiError PREVIEW_NOT_FOUND, PREVIEW_NOT_READY, INVALID_INPUT for a cursor that no page gave */
export async function listPreviewSlots(db: Database, query: SlotsQuery) {
  await assertComputed(db, query.previewId);
  const { checkpointId, direction } = query;
  const rows = await db.$queryRaw<PreviewSlotRow[]>`
    SELECT s.id AS "slotId", s.checkpoint_id AS "checkpointId", s.direction, s.starts_at AS "startsAt", s.ends_at AS "endsAt", p.before,
      p.closed_because AS "closedBecause", p.total_places AS total, p.inspected_places AS inspected, p.examined_places AS examined,
      p.limited_by_side AS side, p.limited_by_stage AS stage, p.taken_before AS taken, p.taken_after AS "takenAfter", p.wait
    FROM preview_slot p JOIN slot s ON s.id = p.slot_id
    WHERE p.preview_id = ${query.previewId}::uuid
      ${checkpointId === undefined ? Prisma.empty : Prisma.sql`AND s.checkpoint_id = ${checkpointId}`}
      ${direction === undefined ? Prisma.empty : Prisma.sql`AND s.direction = ${direction}`}
      ${after(query.cursor)}
    ORDER BY s.checkpoint_id, s.direction, s.starts_at
    LIMIT ${query.limit + 1}`;
  return page(rows, query.limit, ({ slotId }) => String(slotId), slotView);
}

function after(cursor: string | undefined): Prisma.Sql {
  if (cursor === undefined) return Prisma.empty;
  if (!/^\d{1,9}$/.test(cursor))
    throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  return Prisma.sql`AND (s.checkpoint_id, s.direction, s.starts_at) >
    (SELECT c.checkpoint_id, c.direction, c.starts_at FROM slot c WHERE c.id = ${Number(cursor)})`;
}

type State = PreviewSlot['after'];

interface PreviewSlotRow extends Pick<PreviewSlot, 'slotId' | 'checkpointId' | 'direction' | 'taken' | 'takenAfter'> {
  startsAt: Date;
  endsAt: Date;
  before: State;
  closedBecause: State['closedBecause'];
  total: number;
  inspected: number;
  examined: number;
  side: NonNullable<State['limitedBy']>['side'] | null;
  stage: NonNullable<State['limitedBy']>['stage'] | null;
  wait: PreviewSlot['wait'];
}

function slotView(row: PreviewSlotRow): PreviewSlot {
  const { startsAt, endsAt, closedBecause, total, inspected, examined, side, stage, ...same } = row;
  return {
    ...same,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    after: { total, inspected, examined, closedBecause, limitedBy: side && stage ? { side, stage } : null },
  };
}
