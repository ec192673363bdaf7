import { z } from 'zod';
import type { TripRow } from '../../shared/contract/trip-board.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { listPassages } from '../queues/index.ts';
import { phaseOf } from './phase-of.ts';
import type { Trip } from './trip.ts';

export interface TripsQuery extends PageQuery {
  scope: 'open' | 'over';
  checkpointId?: string | undefined;
  plate?: string | undefined;
}

/** Trips of one organisation: those that are not over by their time, and those that are, the latest first. */
export async function listTrips(db: Database, now: Date, organisationId: string, query: TripsQuery) {
  const trips = await readTrips(db, now, organisationId, query);
  const crossings = trips.filter(({ kind }) => kind === 'crossing').map(({ id }) => id);
  const passages = await listPassages(db, now, { bookingIds: crossings });
  const passageOf = new Map(passages.map((passage) => [passage.bookingId, passage]));
  return page(trips, query.limit, cursorOf, (trip): TripRow => {
    const { dueAt: _, sailingState: __, isMoved, isRepaired, ...row } = trip;
    const passage = passageOf.get(trip.id) ?? null;
    return {
      ...row,
      startsAt: trip.startsAt.toISOString(),
      endsAt: trip.endsAt.toISOString(),
      passage,
      phase: phaseOf(trip, passage, now),
      needsAnswer: [
        ...(isMoved ? (['move'] as const) : []),
        ...(isRepaired ? (['repair'] as const) : []),
        ...(trip.state === 'held' ? (['confirm'] as const) : []),
      ],
      seq: Math.max(Number(trip.seq), passage?.seq ?? 0),
    };
  });
}

/** One trip more than the limit, if there is one. */
export function readTrips(db: Database, now: Date, organisationId: string, query: TripsQuery): Promise<Trip[]> {
  const isOpen = query.scope === 'open';
  const there =
    query.checkpointId === undefined ? Prisma.empty : Prisma.sql`AND "checkpointId" = ${query.checkpointId}`;
  const plate = query.plate?.toUpperCase().replace(/[\s-]/g, '');
  const named = plate ? Prisma.sql`AND strpos(plate, ${plate}) > 0` : Prisma.empty;
  return db.$queryRaw<Trip[]>`
    SELECT * FROM (
      SELECT b.id, 'crossing' AS kind, b.itinerary_id AS "itineraryId", b.plate, a.driver_name AS "driverName", b.state,
        s.checkpoint_id AS "checkpointId", s.direction, NULL AS "fromPortId", NULL AS "toPortId", s.starts_at AS "startsAt", s.ends_at AS "endsAt",
        (window_of_slot(s, ${now})).arrive_from AS "dueAt", NULL AS "sailingState", s.seq,
        EXISTS (SELECT FROM booking_move m WHERE m.booking_id = b.id AND m.state = 'told' AND move_is_open(m, b, ${now})) AS "isMoved",
        EXISTS (SELECT FROM itinerary_repair r WHERE r.itinerary_id = b.itinerary_id AND r.state = 'asked') AS "isRepaired"
      FROM booking b JOIN slot s ON s.id = b.slot_id JOIN application a ON a.id = b.application_id LEFT JOIN passage p ON p.booking_id = b.id
      WHERE b.organisation_id = ${organisationId}
        AND (b.state IN ('held', 'confirmed') OR p.ended_at IS NULL AND p.booking_id IS NOT NULL) = ${isOpen}
      UNION ALL
      SELECT c.id, 'sailing', c.itinerary_id, c.plate, i.wish ->> 'driverName', c.state, NULL, NULL, v.from_port_id, v.to_port_id,
        v.expected_departure_at, v.expected_arrival_at, g.starts_at, v.state, v.seq, false,
        EXISTS (SELECT FROM itinerary_repair r WHERE r.itinerary_id = c.itinerary_id AND r.state = 'asked')
      FROM sailing_claim c JOIN sailing v ON v.id = c.sailing_id JOIN gate_slot g ON g.id = c.gate_slot_id JOIN itinerary i ON i.id = c.itinerary_id
      WHERE c.organisation_id = ${organisationId} AND (c.state IN ('held', 'confirmed')) = ${isOpen}
    ) trip
    WHERE true ${there} ${named} ${after(query)}
    ORDER BY ${isOpen ? Prisma.sql`"startsAt", id` : Prisma.sql`"startsAt" DESC, id DESC`} LIMIT ${query.limit + 1}`;
}

const cursorOf = ({ startsAt, id }: Trip) => `${startsAt.toISOString()}/${id}`;
const cursorSchema = z.tuple([z.iso.datetime(), z.uuid()]);

function after({ cursor, scope }: TripsQuery): Prisma.Sql {
  if (cursor === undefined) return Prisma.empty;
  const known = cursorSchema.safeParse(cursor.split('/'));
  if (!known.success) throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  const [startsAt, id] = known.data;
  const key = Prisma.sql`(${new Date(startsAt)}::timestamptz, ${id}::uuid)`;
  return scope === 'open' ? Prisma.sql`AND ("startsAt", id) > ${key}` : Prisma.sql`AND ("startsAt", id) < ${key}`;
}
