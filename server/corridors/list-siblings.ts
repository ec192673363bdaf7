import { distance } from '@turf/distance';
import type { Database } from '../platform/database/client.ts';
import type { Checkpoint } from '../platform/database/generated/client.ts';
import { getCheckpointRow } from './checkpoints.ts';

export interface Sibling {
  checkpointId: string;
  /** As the crow flies, between positions that are good to a few kilometres: for ranking, not for a route. */
  distanceKm: number;
}

/** A sibling further away than this is another journey, not a way around. */
const siblingDistanceKmMax = 500;
const siblingsMax = 3;

type Place = Pick<Checkpoint, 'id' | 'neighbour' | 'status' | 'access' | 'lat' | 'lon'>;

/** The nearest open checkpoints to the same neighbour that admit a vehicle of this country. */
export async function listSiblings(db: Database, checkpointId: string, vehicleCountry: string): Promise<Sibling[]> {
  const wished = await getCheckpointRow(db, checkpointId);
  return siblingsAmong(
    await db.checkpoint.findMany({ where: { neighbour: wished.neighbour } }),
    wished,
    vehicleCountry,
  );
}

/** The same, where the checkpoints are at hand. */
export function siblingsAmong(places: readonly Place[], wished: Place, vehicleCountry: string): Sibling[] {
  const isLocal = ['KZ', wished.neighbour].includes(vehicleCountry);
  return places
    .filter(({ id, neighbour, status }) => id !== wished.id && neighbour === wished.neighbour && status === 'open')
    .filter(({ access }) => isLocal || access === 'multilateral')
    .map((other) => ({
      checkpointId: other.id,
      distanceKm: Math.round(distance([wished.lon, wished.lat], [other.lon, other.lat])),
    }))
    .filter((sibling) => sibling.distanceKm <= siblingDistanceKmMax)
    .sort((a, b) => a.distanceKm - b.distanceKm || a.checkpointId.localeCompare(b.checkpointId))
    .slice(0, siblingsMax);
}
