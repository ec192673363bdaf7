import { randomUUID } from 'node:crypto';
import { ORPCError } from '@orpc/server';
import { z } from 'zod';
import type { Cargo, Vehicle } from '../../shared/contract/bookings.ts';
import type { SailingNeeds, StandbyEntry } from '../../shared/contract/sailings.ts';
import { againWhileStale, cargoBlocked, noteBlocked } from '../compliance/index.ts';
import { type Actor, actorText } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import type { WriteIntent } from '../platform/database/once-per-key.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { getSailing } from './list-sailings.ts';
import { rethrowSailingRefusal } from './refusals.ts';
import { screenForShip } from './screen-for-ship.ts';

export interface StandbyWish {
  vehicle: Vehicle;
  driverName?: string | undefined;
  cargo: Cargo;
  needs: SailingNeeds;
}

interface Joining {
  organisationId: string;
  madeBy: string;
  actor: Actor;
}

/**
 * Puts a truck at the end of the standby list of a sailing. It is screened first, and again when it is called.
 *
 * @throws apiError SAILING_NOT_FOUND, SAILING_NOT_BOOKABLE, SAILING_CUTOFF_PASSED, VEHICLE_ALREADY_BOOKED, CARGO_BLOCKED
 */
export function joinStandby(
  db: Database,
  now: Date,
  joining: Joining,
  intent: WriteIntent,
  sailingId: string,
  wish: StandbyWish,
): Promise<StandbyEntry> {
  return againWhileStale(() => join(db, now, joining, intent, sailingId, wish));
}

async function join(
  db: Database,
  now: Date,
  { organisationId, madeBy, actor }: Joining,
  intent: WriteIntent,
  sailingId: string,
  wish: StandbyWish,
): Promise<StandbyEntry> {
  const sailing = await getSailing(db, sailingId);
  const { truck, screened } = await screenForShip(db, now, organisationId, sailing, wish);
  try {
    const [row] = await db.$queryRaw<{ id: string }[]>`
      SELECT join_standby(
        ${randomUUID()}::uuid, ${intent.scope}, ${intent.key}, ${intent.requestHash}, ${organisationId}, ${madeBy}, ${sailingId}::uuid,
        ${wish.vehicle.plate}, ${wish.vehicle.vin}, ${JSON.stringify(wish)}::jsonb, ${JSON.stringify(screened)}::jsonb,
        act_as(${actorText(actor)}, ${now})) AS id`.catch(rethrowSailingRefusal);
    return await getStandbyEntry(db, organisationId, row!.id);
  } catch (error) {
    if (!(error instanceof ORPCError) || error.code !== 'CARGO_BLOCKED') throw error;
    await noteBlocked(db, now, [{ organisationId, madeBy, truck, screened }]);
    throw cargoBlocked(screened.rules);
  }
}

/**
 * Takes a truck off the list; what is held for one that was called is free again.
 *
 * @throws apiError STANDBY_ENTRY_NOT_FOUND (also for another organisation's), STANDBY_NOT_WAITING
 */
export async function leaveStandby(
  db: Database,
  now: Date,
  { organisationId, actor, entryId }: { organisationId: string; actor: Actor; entryId: string },
  { scope, key, requestHash }: WriteIntent,
): Promise<StandbyEntry> {
  await db.$queryRaw`
    SELECT leave_standby(
      ${entryId}::uuid, ${organisationId}, ${scope}, ${key}, ${requestHash}, act_as(${actorText(actor)}, ${now}))::text`.catch(
    rethrowSailingRefusal,
  );
  return getStandbyEntry(db, organisationId, entryId);
}

/** Entries of one organisation, newest first, each with its place among those that wait for its sailing. */
export async function listStandby(
  db: Database,
  organisationId: string,
  query: PageQuery & { sailingId?: string | undefined },
) {
  if (query.cursor !== undefined && !/^\d{1,18}$/.test(query.cursor))
    throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  const rows = await readEntries(db, organisationId, { ...query, take: query.limit + 1 });
  return page(
    rows,
    query.limit,
    ({ number }) => String(number),
    ({ wish, number: _, ...row }) => view(row, wish),
  );
}

async function getStandbyEntry(db: Database, organisationId: string, id: string): Promise<StandbyEntry> {
  const [row] = await readEntries(db, organisationId, { id, take: 1 });
  if (!row) throw apiError('STANDBY_ENTRY_NOT_FOUND', { field: 'entryId' });
  const { wish, number: _, ...entry } = row;
  return view(entry, wish);
}

interface Row {
  id: string;
  number: bigint;
  sailingId: string;
  place: number | null;
  state: StandbyEntry['state'];
  plate: string;
  wish: { needs: SailingNeeds };
  joinedAt: Date;
  calledAt: Date | null;
  callExpiresAt: Date | null;
  itineraryId: string | null;
}

/** How many that wait for the same sailing joined before is asked of the index of the list. */
function readEntries(
  db: Database,
  organisationId: string,
  only: { id?: string; sailingId?: string | undefined; cursor?: string | undefined; take: number },
): Promise<Row[]> {
  if (only.sailingId !== undefined && !z.uuid().safeParse(only.sailingId).success) return Promise.resolve([]);
  return db.$queryRaw<Row[]>`
    SELECT e.id, e.number, e.sailing_id AS "sailingId", e.state, e.plate, e.wish, e.joined_at AS "joinedAt", e.called_at AS "calledAt",
      e.call_expires_at AS "callExpiresAt", e.itinerary_id AS "itineraryId",
      CASE WHEN e.state = 'waiting' THEN (
        SELECT count(*)::int FROM standby_entry o WHERE o.sailing_id = e.sailing_id AND o.state = 'waiting' AND o.number <= e.number) END AS place
    FROM standby_entry e
    WHERE e.organisation_id = ${organisationId}
      AND (${only.id ?? null}::uuid IS NULL OR e.id = ${only.id ?? null}::uuid)
      AND (${only.sailingId ?? null}::uuid IS NULL OR e.sailing_id = ${only.sailingId ?? null}::uuid)
      AND (${only.cursor ?? null}::bigint IS NULL OR e.number < ${only.cursor ?? null}::bigint)
    ORDER BY e.number DESC LIMIT ${only.take}::int`;
}

function view(row: Omit<Row, 'wish' | 'number'>, { needs }: Row['wish']): StandbyEntry {
  return {
    ...row,
    needs,
    joinedAt: row.joinedAt.toISOString(),
    calledAt: row.calledAt?.toISOString() ?? null,
    callExpiresAt: row.callExpiresAt?.toISOString() ?? null,
  };
}
