import { DateTime } from 'luxon';
import type { Slot } from '../../shared/contract/checkpoints.ts';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { getCheckpointRow } from './checkpoints.ts';
import { slotView } from './slot-view.ts';

export interface SlotQuery extends PageQuery {
  checkpointId: string;
  direction: string;
  from?: string | undefined;
  to?: string | undefined;
}

/** Slots that begin within [from, to), in order of time. The cursor is the start of the last one shown. */
export async function listSlots(db: Database, now: Date, query: SlotQuery) {
  await getCheckpointRow(db, query.checkpointId);
  const from = query.from ? new Date(query.from) : now;
  const to = query.to ? new Date(query.to) : DateTime.fromJSDate(from).plus({ days: 7 }).toJSDate();
  if (to <= from) throw apiError('INVALID_INPUT', { field: 'to', hint: 'to must be later than from' });
  const after = query.cursor === undefined ? undefined : new Date(query.cursor);
  if (after && Number.isNaN(after.getTime()))
    throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  const rows = await db.slot.findMany({
    where: {
      checkpointId: query.checkpointId,
      direction: query.direction,
      startsAt: { gte: from, lt: to, ...(after ? { gt: after } : {}) },
    },
    orderBy: { startsAt: 'asc' },
    take: query.limit + 1,
  });
  return page(rows, query.limit, (row) => row.startsAt.toISOString(), slotView);
}

export async function getSlot(db: Database, slotId: number): Promise<Slot> {
  const row = await db.slot.findUnique({ where: { id: slotId } });
  if (!row) throw apiError('SLOT_NOT_FOUND', { field: 'slotId' });
  return slotView(row);
}
