import { z } from 'zod';
import type { Move } from '../../shared/contract/moves.ts';
import type { Direction } from '../../shared/words.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';

interface PlaceRow {
  slotId: number;
  checkpointId: string;
  direction: Direction;
  startsAt: string;
  endsAt: string;
}

interface MoveRow {
  id: string;
  bookingId: string;
  plate: string;
  from: PlaceRow;
  to: PlaceRow | null;
  cause: Move['cause'];
  reason: string;
  movedAt: Date;
  state: Move['state'];
  answeredAt: Date | null;
  isOpen: boolean;
  detourKm: number | null;
}

export interface MovesQuery extends PageQuery {
  state?: Move['state'] | undefined;
  bookingId?: string | undefined;
}

/**
 * Moves of one organisation's bookings, the newest first. Of those that were told, only those that may still be answered, and before all others
 * those without a place.
 */
export async function listMoves(db: Database, now: Date, organisationId: string, query: MovesQuery) {
  const rows = await selectMoves(
    db,
    now,
    Prisma.sql`m.organisation_id = ${organisationId} ${ofState(query.state, now)} ${ofBooking(query.bookingId)}
      ${await after(db, organisationId, query)}`,
    Prisma.sql`${rank(query.state)} LIMIT ${query.limit + 1}`,
  );
  return page(rows, query.limit, (row) => row.id, moveView);
}

/** @throws apiError MOVE_NOT_FOUND, also for another organisation's */
export async function getMove(db: Database, now: Date, organisationId: string, moveId: string): Promise<Move> {
  const mine = Prisma.sql`m.organisation_id = ${organisationId} AND m.id = ${moveId}::uuid`;
  const [row] = await selectMoves(db, now, mine, Prisma.sql`m.id`);
  if (!row) throw apiError('MOVE_NOT_FOUND', { field: 'moveId', hint: "GET /api/moves lists your organisation's" });
  return moveView(row);
}

const ofState = (state: Move['state'] | undefined, now: Date) =>
  state === undefined
    ? Prisma.empty
    : state === 'told'
      ? Prisma.sql`AND m.state = 'told' AND move_is_open(m, b, ${now})`
      : Prisma.sql`AND m.state = ${state}`;

const ofBooking = (bookingId: string | undefined) =>
  bookingId === undefined ? Prisma.empty : Prisma.sql`AND m.booking_id = ${bookingId}::uuid`;

/** What a page is ordered by, down; the same is compared to find where the next one begins. */
const key = (state: Move['state'] | undefined) =>
  state === 'told' ? Prisma.sql`(m.to_slot_id IS NULL), m.moved_at, m.id` : Prisma.sql`m.moved_at, m.id`;
const rank = (state: Move['state'] | undefined) =>
  state === 'told'
    ? Prisma.sql`(m.to_slot_id IS NULL) DESC, m.moved_at DESC, m.id DESC`
    : Prisma.sql`m.moved_at DESC, m.id DESC`;

async function after(db: Database, organisationId: string, { cursor, state }: MovesQuery): Promise<Prisma.Sql> {
  if (cursor === undefined) return Prisma.empty;
  const known = z.uuid().safeParse(cursor).success
    ? await db.bookingMove.findFirst({ where: { id: cursor, organisationId }, select: { id: true } })
    : null;
  if (!known) throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  return Prisma.sql`AND (${key(state)}) < (SELECT ${key(state)} FROM booking_move m WHERE m.id = ${cursor}::uuid)`;
}

/** @param where on m (booking_move) and b (its booking) */
function selectMoves(db: Database, now: Date, where: Prisma.Sql, order: Prisma.Sql): Promise<MoveRow[]> {
  return db.$queryRaw<MoveRow[]>`
    SELECT m.id, m.booking_id AS "bookingId", b.plate, place_of_slot(m.from_slot_id) AS "from", place_of_slot(m.to_slot_id) AS "to",
      m.cause, m.reason, m.moved_at AS "movedAt", m.state, m.answered_at AS "answeredAt", move_is_open(m, b, ${now}) AS "isOpen",
      nullif(p.detour_km, 0) AS "detourKm"
    FROM booking_move m JOIN booking b ON b.id = m.booking_id
    LEFT JOIN preview_move p ON p.preview_id = m.preview_id AND p.booking_id = m.booking_id
    WHERE ${where} ORDER BY ${order}`;
}

const moveView = ({ movedAt, answeredAt, ...row }: MoveRow): Move => ({
  ...row,
  movedAt: movedAt.toISOString(),
  answeredAt: answeredAt?.toISOString() ?? null,
});
