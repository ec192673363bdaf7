import { DateTime } from 'luxon';
import { z } from 'zod';
import type { GateSlot, Sailing } from '../../shared/contract/sailings.ts';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';

export interface SailingsQuery extends PageQuery {
  fromPortId?: string | undefined;
  toPortId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** Sailings by their expected departure, from a day before now. The cursor is the departure of the last one shown and its id. */
export async function listSailings(db: Database, now: Date, query: SailingsQuery) {
  const from = query.from ? new Date(query.from) : DateTime.fromJSDate(now).minus({ days: 1 }).toJSDate();
  const to = query.to ? new Date(query.to) : DateTime.fromJSDate(from).plus({ days: 31 }).toJSDate();
  if (to <= from) throw apiError('INVALID_INPUT', { field: 'to', hint: 'to must be later than from' });
  const after = readCursor(query.cursor) ?? { at: from, id: '00000000-0000-0000-0000-000000000000' };
  const rows = await db.$queryRaw<{ sailing: Sailing }[]>`
    SELECT sailing_json(s) AS sailing FROM sailing s
    WHERE (s.expected_departure_at, s.id) > (${after.at}, ${after.id}::uuid) AND s.expected_departure_at < ${to}
      AND (${query.fromPortId ?? null}::text IS NULL OR s.from_port_id = ${query.fromPortId ?? null})
      AND (${query.toPortId ?? null}::text IS NULL OR s.to_port_id = ${query.toPortId ?? null})
    ORDER BY s.expected_departure_at, s.id
    LIMIT ${query.limit + 1}::int`;
  return page(
    rows,
    query.limit,
    ({ sailing }) => `${sailing.expectedDepartureAt}/${sailing.id}`,
    ({ sailing }) => sailing,
  );
}

function readCursor(cursor: string | undefined) {
  if (cursor === undefined) return undefined;
  const [at = '', id = ''] = cursor.split('/');
  if (!z.iso.datetime().safeParse(at).success || !z.uuid().safeParse(id).success)
    throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  return { at: new Date(at), id };
}

/** @throws apiError SAILING_NOT_FOUND */
export async function getSailing(db: Database, sailingId: string): Promise<Sailing> {
  const [row] = await db.$queryRaw<{ sailing: Sailing }[]>`
    SELECT sailing_json(s) AS sailing FROM sailing s WHERE s.id = ${sailingId}::uuid`;
  if (!row) throw apiError('SAILING_NOT_FOUND', { field: 'sailingId', hint: 'GET /api/sailings lists them' });
  return row.sailing;
}

/**
 * Slots of the gate of its port that a truck of this sailing may take: to come, before the cut-off, and not sooner than the port lets in. The cursor
 * is the id of the last one shown.
 *
 * @throws apiError SAILING_NOT_FOUND
 */
export async function listGateSlots(db: Database, now: Date, sailingId: string, query: PageQuery) {
  const sailing = await getSailing(db, sailingId);
  const after = query.cursor === undefined ? 0 : Number(query.cursor);
  const start = await db.gateSlot.findUnique({ where: { id: Number.isSafeInteger(after) ? after : 0 } });
  if (query.cursor !== undefined && !start)
    throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  const rows = await db.$queryRaw<{ slot: GateSlot }[]>`
    SELECT gate_slot_json(g) AS slot FROM gate_slot g JOIN port_gate p ON p.port_id = g.port_id
    WHERE g.port_id = ${sailing.fromPortId} AND g.starts_at > ${start?.startsAt ?? now}
      AND g.starts_at >= ${new Date(sailing.expectedDepartureAt)}::timestamptz - make_interval(secs => p.gate_opens_hours * 3600)
      AND g.ends_at <= ${new Date(sailing.gateCutoffAt)}
    ORDER BY g.starts_at LIMIT ${query.limit + 1}::int`;
  return page(
    rows,
    query.limit,
    ({ slot }) => String(slot.id),
    ({ slot }) => slot,
  );
}
