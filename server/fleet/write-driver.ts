import { randomUUID } from 'node:crypto';
import type { Driver } from '../../shared/contract/fleet.ts';
import { actAs } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import type { Prisma } from '../platform/database/generated/client.ts';
import { oncePerKey, type WriteIntent } from '../platform/database/once-per-key.ts';
import { findRefusal } from '../platform/database/refusal.ts';
import { apiError } from '../platform/http/errors.ts';
import { driverColumns, driverView, type NewDriver } from './driver-view.ts';
import type { FleetOwner } from './write-unit.ts';

/** @throws apiError DRIVER_KNOWN where the organisation has a driver with this licence, IDEMPOTENCY_KEY_REUSED */
export function addDriver(db: Database, now: Date, owner: FleetOwner, intent: WriteIntent, driver: NewDriver) {
  return writeDriver(db, now, owner, intent, async (transaction) => {
    const id = randomUUID();
    const { organisationId } = owner;
    await transaction.driver.create({ data: { id, organisationId, addedAt: now, ...driverColumns(driver) } });
    return id;
  });
}

/** @throws apiError DRIVER_NOT_FOUND (also for another organisation's, and for one off the list), DRIVER_KNOWN, IDEMPOTENCY_KEY_REUSED */
export function changeDriver(
  db: Database,
  now: Date,
  owner: FleetOwner,
  intent: WriteIntent,
  driverId: string,
  driver: NewDriver,
) {
  return writeDriver(db, now, owner, intent, async (transaction) => {
    const { count } = await transaction.driver.updateMany({
      where: { id: driverId, organisationId: owner.organisationId, retiredAt: null },
      data: driverColumns(driver),
    });
    if (count === 0) throw notFound();
    return driverId;
  });
}

/** Takes a driver off the list; one who is off it stays so. @throws apiError DRIVER_NOT_FOUND, IDEMPOTENCY_KEY_REUSED */
export function retireDriver(db: Database, now: Date, owner: FleetOwner, intent: WriteIntent, driverId: string) {
  return writeDriver(db, now, owner, intent, async (transaction) => {
    const where = { id: driverId, organisationId: owner.organisationId };
    const { count } = await transaction.driver.updateMany({
      where: { ...where, retiredAt: null },
      data: { retiredAt: now },
    });
    if (count === 0 && !(await transaction.driver.findFirst({ where }))) throw notFound();
    return driverId;
  });
}

async function writeDriver(
  db: Database,
  now: Date,
  { actor }: FleetOwner,
  intent: WriteIntent,
  run: (transaction: Prisma.TransactionClient) => Promise<string>,
): Promise<Driver> {
  const id = await oncePerKey(db, intent, now, async (transaction) => {
    await actAs(transaction, actor, now);
    return run(transaction);
  }).catch(rethrow);
  return driverView(await db.driver.findUniqueOrThrow({ where: { id } }));
}

const notFound = () => apiError('DRIVER_NOT_FOUND', { field: 'driverId' });

function rethrow(error: unknown): never {
  if (findRefusal(error)?.kind === 'unique') throw apiError('DRIVER_KNOWN', { field: 'licenceNumber' });
  throw error;
}
