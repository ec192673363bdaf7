import { z } from 'zod';
import type { WaitlistEntry } from '../../shared/contract/waitlist.ts';
import type { Direction, VehicleClass } from '../../shared/words.ts';
import { bookingView } from '../bookings/index.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';

interface EntryRow {
  id: string;
  checkpointId: string;
  direction: Direction;
  earliestAt: Date;
  latestAt: Date;
  class: VehicleClass;
  plate: string;
  state: WaitlistEntry['state'];
  joinedAt: Date;
  waitingBeside: number;
  missed: number;
  bookingId: string | null;
  drawNumber: bigint | null;
  seed: string | null;
  candidateIds: string[] | null;
}

/** Waitlist entries of one organisation, newest first. @throws apiError INVALID_INPUT for a cursor that no page gave */
export async function listWaitlist(
  db: Database,
  organisationId: string,
  { state, cursor, limit }: PageQuery & { state?: WaitlistEntry['state'] | undefined },
) {
  const [after] = cursor === undefined ? [] : await readEntries(db, organisationId, idOf(cursor), 1);
  if (cursor !== undefined && !after)
    throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  const which = state ? Prisma.sql`AND e.state = ${state}` : Prisma.empty;
  const older = after
    ? Prisma.sql`AND (e.joined_at, e.application_id) < (${after.joinedAt}, ${after.id}::uuid)`
    : Prisma.empty;
  const rows = await readEntries(db, organisationId, Prisma.sql`${which} ${older}`, limit + 1);
  const offers = await readOffers(db, rows);
  return page(
    rows,
    limit,
    ({ id }) => id,
    (row) => entryView(row, offers),
  );
}

/** One entry. @throws apiError WAITLIST_ENTRY_NOT_FOUND, also for another organisation's */
export async function getWaitlistEntry(db: Database, organisationId: string, entryId: string): Promise<WaitlistEntry> {
  const [row] = await readEntries(db, organisationId, idOf(entryId), 1);
  if (!row) throw apiError('WAITLIST_ENTRY_NOT_FOUND', { field: 'entryId' });
  return entryView(row, await readOffers(db, [row]));
}

/** No id is none of the entries. */
const idOf = (id: string) =>
  z.uuid().safeParse(id).success ? Prisma.sql`AND e.application_id = ${id}::uuid` : Prisma.sql`AND false`;

function readEntries(db: Database, organisationId: string, which: Prisma.Sql, limit: number) {
  return db.$queryRaw<EntryRow[]>`
    SELECT e.application_id AS id, e.checkpoint_id AS "checkpointId", e.direction, e.earliest_at AS "earliestAt", e.latest_at AS "latestAt", a.class,
      a.plate, e.state, e.joined_at AS "joinedAt", e.missed, e.booking_id AS "bookingId", e.draw_number AS "drawNumber", d.seed,
      d.candidate_ids AS "candidateIds",
      CASE WHEN e.state NOT IN ('waiting', 'offered') THEN 0 ELSE (
        SELECT count(*)::int FROM waitlist_entry w
        WHERE w.checkpoint_id = e.checkpoint_id AND w.direction = e.direction AND w.state = 'waiting' AND w.application_id <> e.application_id
          AND w.earliest_at < e.latest_at AND w.latest_at > e.earliest_at) END AS "waitingBeside"
    FROM waitlist_entry e JOIN application a ON a.id = e.application_id LEFT JOIN waitlist_draw d ON d.number = e.draw_number
    WHERE e.organisation_id = ${organisationId} ${which}
    ORDER BY e.joined_at DESC, e.application_id DESC LIMIT ${limit}::int`;
}

/** The bookings that are offered, by their ids. */
async function readOffers(db: Database, rows: readonly EntryRow[]) {
  const ids = rows.flatMap(({ state, bookingId }) => (state === 'offered' && bookingId ? [bookingId] : []));
  if (ids.length === 0) return new Map<string, ReturnType<typeof bookingView>>();
  const bookings = await db.bookingDetails.findMany({ where: { id: { in: ids } } });
  return new Map(bookings.map((row) => [row.id, bookingView(row)]));
}

function entryView(row: EntryRow, offers: Awaited<ReturnType<typeof readOffers>>): WaitlistEntry {
  const { bookingId, drawNumber, seed, candidateIds, ...entry } = row;
  const booking = bookingId ? offers.get(bookingId) : undefined;
  return {
    ...entry,
    earliestAt: row.earliestAt.toISOString(),
    latestAt: row.latestAt.toISOString(),
    joinedAt: row.joinedAt.toISOString(),
    offer: booking
      ? {
          ...{ bookingId: booking.id, slot: booking.slot },
          ...{ offeredAt: booking.madeAt, expiresAt: booking.holdExpiresAt },
        }
      : null,
    draw:
      drawNumber !== null && seed !== null && candidateIds !== null
        ? { number: Number(drawNumber), seed, candidates: candidateIds.length, candidateIds }
        : null,
  };
}
