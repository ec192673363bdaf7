import { randomUUID } from 'node:crypto';
import type { FleetUnit } from '../../shared/contract/fleet.ts';
import { type Actor, actAs } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import type { Prisma } from '../platform/database/generated/client.ts';
import { oncePerKey, type WriteIntent } from '../platform/database/once-per-key.ts';
import { findRefusal } from '../platform/database/refusal.ts';
import { apiError } from '../platform/http/errors.ts';
import { fleetUnitViews, type NewFleetUnit, unitColumns } from './fleet-unit-view.ts';

export interface FleetOwner {
  organisationId: string;
  actor: Actor;
}

/** @throws apiError FLEET_UNIT_KNOWN where the fleet has one with this plate or VIN, IDEMPOTENCY_KEY_REUSED */
export function addUnit(db: Database, now: Date, owner: FleetOwner, intent: WriteIntent, unit: NewFleetUnit) {
  return writeUnit(db, now, owner, intent, async (transaction) => {
    const id = randomUUID();
    const { organisationId } = owner;
    await transaction.fleetUnit.create({ data: { id, organisationId, addedAt: now, ...unitColumns(unit) } });
    return id;
  });
}

/**
 * Changes a unit. Its plate, VIN and country stay while it is booked: papers and passes have them. A broken tractor is replaced by a change of the booking.
 *
 * @throws apiError FLEET_UNIT_NOT_FOUND (also for another organisation's, and for one that was retired), FLEET_UNIT_KNOWN, FLEET_UNIT_BOOKED,
 *   IDEMPOTENCY_KEY_REUSED
 */
export function changeUnit(
  db: Database,
  now: Date,
  owner: FleetOwner,
  intent: WriteIntent,
  unitId: string,
  unit: NewFleetUnit,
) {
  return writeUnit(db, now, owner, intent, async (transaction) => {
    const row = await lockUnit(transaction, owner, unitId);
    if (row.retiredAt !== null) throw notFound();
    const columns = unitColumns(unit);
    const isSame = (['kind', 'plate', 'vin', 'country'] as const).every((name) => row[name] === columns[name]);
    if (!isSame) await assertNotBooked(transaction, now, row);
    await transaction.fleetUnit.update({ where: { id: unitId }, data: columns });
    return unitId;
  });
}

/**
 * Takes a unit out of the fleet; one that is out already stays so.
 *
 * @throws apiError FLEET_UNIT_NOT_FOUND (also for another organisation's), FLEET_UNIT_BOOKED, IDEMPOTENCY_KEY_REUSED
 */
export function retireUnit(db: Database, now: Date, owner: FleetOwner, intent: WriteIntent, unitId: string) {
  return writeUnit(db, now, owner, intent, async (transaction) => {
    const row = await lockUnit(transaction, owner, unitId);
    if (row.retiredAt === null) {
      await assertNotBooked(transaction, now, row);
      await transaction.fleetUnit.update({ where: { id: unitId }, data: { retiredAt: now } });
    }
    return unitId;
  });
}

/** @param run answers with the id of the unit */
async function writeUnit(
  db: Database,
  now: Date,
  { actor }: FleetOwner,
  intent: WriteIntent,
  run: (transaction: Prisma.TransactionClient) => Promise<string>,
): Promise<FleetUnit> {
  const id = await oncePerKey(db, intent, now, async (transaction) => {
    await actAs(transaction, actor, now);
    return run(transaction);
  }).catch(rethrow);
  const row = await db.fleetUnit.findUniqueOrThrow({ where: { id } });
  const [view] = await fleetUnitViews(db, now, [row]);
  return view!;
}

async function lockUnit(transaction: Prisma.TransactionClient, { organisationId }: FleetOwner, unitId: string) {
  await transaction.$queryRaw`SELECT FROM fleet_unit WHERE id = ${unitId}::uuid AND organisation_id = ${organisationId} FOR UPDATE`;
  const row = await transaction.fleetUnit.findFirst({ where: { id: unitId, organisationId } });
  if (!row) throw notFound();
  return row;
}

async function assertNotBooked(
  transaction: Prisma.TransactionClient,
  now: Date,
  { kind, organisationId, plate, vin }: { kind: string; organisationId: string; plate: string; vin: string | null },
) {
  if (kind !== 'tractor') return;
  const booked = await transaction.booking.findFirst({
    where: {
      organisationId,
      AND: [
        { OR: [{ plate }, ...(vin === null ? [] : [{ vin }])] },
        { OR: [{ state: 'confirmed' }, { state: 'held', holdExpiresAt: { gt: now } }] },
      ],
    },
  });
  if (booked) throw apiError('FLEET_UNIT_BOOKED', { field: 'unitId', hint: `cancel booking ${booked.id} first` });
}

const notFound = () => apiError('FLEET_UNIT_NOT_FOUND', { field: 'unitId' });

function rethrow(error: unknown): never {
  const refusal = findRefusal(error);
  if (refusal?.kind === 'unique')
    throw apiError('FLEET_UNIT_KNOWN', { field: /vin/.test(refusal.index) ? 'vin' : 'plate' });
  throw error;
}
