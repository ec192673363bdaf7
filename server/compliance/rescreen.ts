import type { Vehicle } from '../../shared/contract/bookings.ts';
import type { Direction } from '../../shared/words.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';
import { type CargoRow, cargoView, type Truck } from './consignment.ts';
import { loadLists } from './lists/lists-in-force.ts';
import { noteBlocked } from './note-blocked.ts';
import { screenConsignment } from './screen-consignment.ts';
import { releaseFindings } from './screen-trucks.ts';

/** Read, screened and written at once: some 60 ms. */
const chunkSize = 500;

interface StaleRow extends CargoRow {
  id: string;
  organisationId: string;
  carrierName: string;
  madeBy: string;
  checkpointId: string;
  direction: Direction;
  neighbour: string;
  plate: string;
  vin: string;
  vehicleCountry: string;
}

/**
 * Screens anew every open application and every truck that is booked and not yet called, where other lists are in force than those it was screened
 * with, or a release has begun or ended. Safe to repeat, to be killed, and to run twice at once: the newest row holds, and all say the same.
 *
 * A booking keeps its slot and the places it took, whatever is found: trucks that are on the way are not thrown out for a place more of inspection.
 * It is called with the new channel; what is blocked is not called, and lies on the desk of the reviewer. An open application changes its channel,
 * and what is blocked is given no slot.
 *
 * @returns how many were screened
 */
export async function rescreenAll(db: Database, now: Date): Promise<number> {
  let screened = 0;
  let after = firstId;
  for (;;) {
    const stale = await rescreen(
      db,
      now,
      Prisma.sql`a.id > ${after}::uuid AND (a.state IN ('open', 'waiting') OR EXISTS (
      SELECT FROM booking b LEFT JOIN passage p ON p.booking_id = b.id
      WHERE b.application_id = a.id AND b.state IN ('held', 'confirmed') AND p.called_at IS NULL))`,
    );
    screened += stale.length;
    if (stale.length < chunkSize) return screened;
    after = stale.at(-1)!;
  }
}

const firstId = '00000000-0000-0000-0000-000000000000';

/** The same for these, whatever their state. */
export async function rescreenApplications(db: Database, now: Date, ids: readonly string[]): Promise<void> {
  await rescreen(db, now, Prisma.sql`a.id = ANY (${[...ids]}::uuid[])`);
}

/** Of a booking that is to be confirmed. */
export async function rescreenBooking(db: Database, now: Date, bookingId: string): Promise<void> {
  await rescreen(db, now, Prisma.sql`a.id = (SELECT application_id FROM booking WHERE id = ${bookingId}::uuid)`);
}

/** @returns the ids of those that were stale, in order, at most a chunk of them */
async function rescreen(db: Database, now: Date, which: Prisma.Sql): Promise<string[]> {
  const [force] = await db.$queryRaw<{ ids: number[] }[]>`SELECT lists_in_force(${now}) AS ids`;
  const { ids } = force!;
  const stale = await db.$queryRaw<StaleRow[]>`
    SELECT a.id, a.organisation_id AS "organisationId", o.name AS "carrierName", a.made_by AS "madeBy", a.checkpoint_id AS "checkpointId", a.direction,
      c.neighbour, a.plate, a.vin, a.vehicle_country AS "vehicleCountry", a.hs_code AS "hsCode", a.cargo_description AS "cargoDescription",
      a.gross_weight_kg AS "grossWeightKg", a.consignor_name AS "consignorName", a.consignor_country AS "consignorCountry",
      a.consignee_name AS "consigneeName", a.consignee_country AS "consigneeCountry", a.origin_country AS "originCountry",
      a.destination_country AS "destinationCountry", a.is_re_export AS "isReExport", a.documents
    FROM application a
    JOIN organisation o ON o.id = a.organisation_id
    JOIN checkpoint c ON c.id = a.checkpoint_id
    LEFT JOIN LATERAL (SELECT * FROM screening WHERE application_id = a.id ORDER BY id DESC LIMIT 1) last ON true
    WHERE ${which} AND (last.versions IS DISTINCT FROM ${ids}::int[] -- the rule of is_screened_now, which cost 8 times as much for each row
      OR last.released_until <= ${now} OR last.channel = 'blocked' AND NOT is_screened_now(last, ${ids}::int[], ${now}))
    ORDER BY a.id LIMIT ${chunkSize}::int`;
  if (stale.length === 0) return [];

  const lists = await loadLists(db, ids);
  const trucks = stale.map(truckOf);
  const findings = stale.map(({ organisationId, carrierName, neighbour }, index) =>
    screenConsignment(lists, trucks[index]!, { carrier: { id: organisationId, name: carrierName }, neighbour }),
  );
  const screened = await releaseFindings(db, now, ids, findings);
  // First on the desk: killed in between it is found again, and one that was screened is not.
  await noteBlocked(
    db,
    now,
    stale.flatMap(({ id: applicationId, organisationId, madeBy }, index) =>
      screened[index]!.channel === 'blocked'
        ? [{ organisationId, madeBy, applicationId, truck: trucks[index]!, screened: screened[index]! }]
        : [],
    ),
  );
  const rows = stale.map(({ id }, index) => ({ id, ...screened[index]! }));
  await db.$executeRaw`
    WITH found AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(
        id uuid, versions jsonb, channel text, rules jsonb, fingerprint text, "releasedUntil" timestamptz)
    ), locked AS ( -- in the order in which a round locks them
      SELECT a.id, a.state FROM application a JOIN found USING (id) ORDER BY a.id FOR NO KEY UPDATE OF a
    ), kept AS (
      INSERT INTO screening (application_id, made_at, occasion, versions, channel, rules, fingerprint, released_until)
      SELECT id, ${now}, 'rescreening', versions_of(versions), channel, rules, fingerprint, "releasedUntil" FROM found JOIN locked USING (id)
    )
    UPDATE application a SET channel = found.channel FROM found JOIN locked USING (id)
    WHERE a.id = found.id AND locked.state IN ('open', 'waiting') AND found.channel NOT IN ('blocked', a.channel)`;
  return stale.map(({ id }) => id);
}

function truckOf(row: StaleRow): Truck {
  const vehicle: Vehicle = { plate: row.plate, vin: row.vin, country: row.vehicleCountry };
  return { checkpointId: row.checkpointId, direction: row.direction, vehicle, cargo: cargoView(row) };
}
