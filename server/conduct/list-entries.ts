import { z } from 'zod';
import type { ConductEntry } from '../../shared/contract/conduct.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';

interface EntryRow {
  id: string;
  organisationName: string;
  bookingId: string;
  plate: string;
  checkpointId: string;
  direction: ConductEntry['direction'];
  slotStartsAt: Date;
  kind: ConductEntry['kind'];
  at: Date;
  points: number;
  pointsNow: number;
  state: ConductEntry['state'];
  excuse: ConductEntry['excuse'];
  appeal: string | null;
  appealedAt: Date | null;
  decision: string | null;
  decidedAt: Date | null;
}

/**
 * Entries of the no-show record, newest first.
 *
 * @param organisationId whose; undefined for a planner, who decides appeals of all, and sees those to decide unless another state is asked for
 * @throws apiError INVALID_INPUT for a cursor that no page gave
 */
export async function listEntries(
  db: Database,
  now: Date,
  organisationId: string | undefined,
  { state, cursor, limit }: PageQuery & { state?: ConductEntry['state'] | undefined },
) {
  const whose = organisationId === undefined ? Prisma.sql`true` : Prisma.sql`e.organisation_id = ${organisationId}`;
  const wanted = state ?? (organisationId === undefined ? 'appealed' : undefined);
  const which = wanted ? Prisma.sql`AND e.state = ${wanted}` : Prisma.empty;
  const [after] = cursor === undefined ? [] : await readEntries(db, now, idOf(cursor), 1, whose);
  if (cursor !== undefined && !after)
    throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  const older = after ? Prisma.sql`AND (e.at, e.id) < (${after.at}, ${after.id}::uuid)` : Prisma.empty;
  const rows = await readEntries(db, now, Prisma.sql`${which} ${older}`, limit + 1, whose);
  return page(rows, limit, ({ id }) => id, entryView);
}

/** One entry. @throws apiError CONDUCT_ENTRY_NOT_FOUND, also for another organisation's */
export async function getEntry(
  db: Database,
  now: Date,
  organisationId: string | undefined,
  entryId: string,
): Promise<ConductEntry> {
  const whose = organisationId === undefined ? Prisma.sql`true` : Prisma.sql`e.organisation_id = ${organisationId}`;
  const [row] = await readEntries(db, now, idOf(entryId), 1, whose);
  if (!row) throw apiError('CONDUCT_ENTRY_NOT_FOUND', { field: 'entryId' });
  return entryView(row);
}

/** No id is none of the entries. */
const idOf = (id: string) =>
  z.uuid().safeParse(id).success ? Prisma.sql`AND e.id = ${id}::uuid` : Prisma.sql`AND false`;

function readEntries(db: Database, now: Date, which: Prisma.Sql, limit: number, whose: Prisma.Sql) {
  return db.$queryRaw<EntryRow[]>`
    SELECT e.id, o.name AS "organisationName", e.booking_id AS "bookingId", b.plate, s.checkpoint_id AS "checkpointId", s.direction,
      s.starts_at AS "slotStartsAt", e.kind, e.at, e.points,
      CASE WHEN e.state IN ('excused', 'waived') THEN 0 ELSE decayed_points(e.points, e.at, ${now}) END AS "pointsNow",
      e.state, e.excuse, e.appeal, e.appealed_at AS "appealedAt", e.decision, e.decided_at AS "decidedAt"
    FROM conduct_entry e JOIN booking b ON b.id = e.booking_id JOIN slot s ON s.id = b.slot_id JOIN organisation o ON o.id = e.organisation_id
    WHERE ${whose} ${which}
    ORDER BY e.at DESC, e.id DESC LIMIT ${limit}::int`;
}

function entryView(row: EntryRow): ConductEntry {
  return {
    ...row,
    slotStartsAt: row.slotStartsAt.toISOString(),
    at: row.at.toISOString(),
    appealedAt: row.appealedAt?.toISOString() ?? null,
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}
