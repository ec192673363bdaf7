import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { getCheckpointRow } from './checkpoints.ts';

/** A bilateral checkpoint takes only vehicles of its two countries. Says so before offers are made; the claim itself checks again. */
export async function assertAdmitted(db: Database, checkpointId: string, vehicleCountry: string): Promise<void> {
  const { access, neighbour } = await getCheckpointRow(db, checkpointId);
  if (access === 'bilateral' && !['KZ', neighbour].includes(vehicleCountry)) {
    throw apiError('VEHICLE_COUNTRY_NOT_ADMITTED', {
      field: 'vehicle.country',
      hint: `only KZ and ${neighbour}; take a multilateral checkpoint`,
    });
  }
}
