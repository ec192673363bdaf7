import { randomUUID } from 'node:crypto';
import type { Database } from '../platform/database/client.ts';
import { writeIntent } from '../platform/database/once-per-key.ts';
import { importDrivers } from './import-drivers.ts';
import { importUnits } from './import-units.ts';
import type { FleetOwner } from './write-unit.ts';

/** Gives a carrier without a fleet one, by the same tables that people import. Does nothing where there is one: what people changed since stays. */
export async function seedFleet(
  db: Database,
  now: Date,
  owner: FleetOwner,
  tables: { units: string; drivers: string },
): Promise<void> {
  const { organisationId } = owner;
  if ((await db.fleetUnit.count({ where: { organisationId } })) > 0) return;
  const intent = () => writeIntent(organisationId, `seed-fleet/${randomUUID()}`, tables);
  await importUnits(db, now, owner, intent(), { table: tables.units, isTrial: false });
  await importDrivers(db, now, owner, intent(), { table: tables.drivers, isTrial: false });
}
