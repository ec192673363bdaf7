import type { Database } from '../platform/database/client.ts';
import type { FleetUnit as FleetUnitRow } from '../platform/database/generated/client.ts';

/** What other capabilities may know of a tractor or a trailer. A tractor has a VIN; one that was retired is no part of the fleet any more. */
export type FleetUnitFacts = Pick<FleetUnitRow, 'id' | 'plate' | 'vin' | 'country' | 'retiredAt'> & {
  kind: 'tractor' | 'trailer';
};

/** The tractors of a fleet that are not retired, by their plates. */
export async function listTractors(db: Database, organisationId: string): Promise<FleetUnitFacts[]> {
  const rows = await db.fleetUnit.findMany({
    where: { organisationId, kind: 'tractor', retiredAt: null },
    orderBy: [{ plate: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ id, plate, vin, country, retiredAt }) => ({
    id,
    plate,
    vin,
    country,
    retiredAt,
    kind: 'tractor',
  }));
}
