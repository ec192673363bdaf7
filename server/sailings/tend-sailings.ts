import { randomUUID } from 'node:crypto';
import type { Cargo, Vehicle } from '../../shared/contract/bookings.ts';
import { noteBlocked } from '../compliance/index.ts';
import { actorText } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import { screenForShip } from './screen-for-ship.ts';

const actor = actorText({ kind: 'job', id: 'tend-sailings' });

/**
 * What nobody has to ask for: ships leave and arrive by their expected times, calls that nobody answered expire, and the next trucks of the standby
 * lists are called. Safe in several processes at once, and to repeat.
 *
 * @returns ids of the standby entries that were called, in order
 */
export async function tendSailings(db: Database, now: Date): Promise<string[]> {
  await db.$queryRaw`SELECT move_ships(act_as(${actor}, ${now}))`;
  await db.$queryRaw`SELECT end_claims_of_cancelled(act_as(${actor}, ${now}))`;
  await db.$queryRaw`SELECT expire_standby_calls(act_as(${actor}, ${now}))`;
  const due = await db.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM sailing s
    WHERE s.state IN ('planned', 'delayed') AND s.document_cutoff_at > ${now} AND standby_comes_first(s, ${now})
    ORDER BY s.document_cutoff_at, s.id`;
  const called: string[] = [];
  for (const { id } of due) called.push(...(await callAll(db, now, id)));
  return called;
}

async function callAll(db: Database, now: Date, sailingId: string): Promise<string[]> {
  const called: string[] = [];
  for (;;) {
    await endBlocked(db, now, sailingId);
    const [row] = await db.$queryRaw<{ id: string | null }[]>`
      SELECT call_next_standby(${sailingId}::uuid, ${randomUUID()}::uuid, ${randomUUID()}::uuid, act_as(${actor}, ${now})) AS id`;
    if (row?.id == null) return called;
    called.push(row.id);
  }
}

interface Candidate {
  id: string;
  organisationId: string;
  madeBy: string;
  fromPortId: string;
  toPortId: string;
  wish: { vehicle: Vehicle; cargo: Cargo };
}

/** Lists may have changed since a truck joined: those that would be called and are blocked now are off the list, and before a reviewer. */
async function endBlocked(db: Database, now: Date, sailingId: string): Promise<void> {
  for (;;) {
    const [next] = await db.$queryRaw<Candidate[]>`
      SELECT e.id, e.organisation_id AS "organisationId", e.made_by AS "madeBy", e.wish, s.from_port_id AS "fromPortId", s.to_port_id AS "toPortId"
      FROM standby_entry e JOIN sailing s ON s.id = e.sailing_id
      WHERE s.id = ${sailingId}::uuid AND e.state = 'waiting' AND full_of(s, sea_needs_of(e.wish)) IS NULL
      ORDER BY e.number LIMIT 1`;
    if (!next) return;
    const { organisationId, madeBy } = next;
    const { truck, screened } = await screenForShip(db, now, organisationId, next, next.wish);
    if (screened.channel !== 'blocked') return;
    await noteBlocked(db, now, [{ organisationId, madeBy, truck, screened }]);
    await db.$executeRaw`
      UPDATE standby_entry SET state = 'ended' WHERE id = ${next.id}::uuid AND state = 'waiting' AND act_as(${actor}, ${now}) IS NOT NULL`;
  }
}
