import type { Slot } from '../../shared/contract/checkpoints.ts';
import type { Channel, VehicleClass } from '../../shared/words.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';
import { type SlotRow, slotColumns, slotView } from './slot-view.ts';

export interface FreeSlotQuery {
  checkpointId: string;
  direction: string;
  channel: Channel;
  class: VehicleClass;
  vehicleCountry: string;
  organisationId: string;
  /** Slots that begin within [from, to). */
  from: Date;
  to: Date;
  order: 'asc' | 'desc';
  limit: number;
}

/**
 * The first or last slots of a period that would take this truck now, by the same three counts and quotas as the claim (hold_slot).
 * None where the checkpoint does not admit the vehicle.
 */
export async function findFreeSlots(db: Database, now: Date, query: FreeSlotQuery): Promise<Slot[]> {
  const inspected = query.channel === 'green' ? Prisma.empty : Prisma.sql`AND s.inspected_taken < s.inspected_places`;
  const examined = query.channel === 'red' ? Prisma.sql`AND s.examined_taken < s.examined_places` : Prisma.empty;
  // Asked slot by slot, so only where it can matter: nine of ten trucks are general.
  const classRoom = query.class === 'general' ? Prisma.empty : Prisma.sql`AND NOT class_is_full(s, ${query.class})`;
  const order = query.order === 'asc' ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const rows = await db.$queryRaw<SlotRow[]>`
    SELECT ${slotColumns} FROM slot s JOIN checkpoint c ON c.id = s.checkpoint_id
    WHERE s.checkpoint_id = ${query.checkpointId} AND s.direction = ${query.direction}
      AND s.starts_at >= ${query.from} AND s.starts_at < ${query.to} AND s.starts_at > ${now}
      AND (c.access = 'multilateral' OR ${query.vehicleCountry} IN ('KZ', c.neighbour))
      AND s.closed_because IS NULL AND s.total_taken < s.total_places ${inspected} ${examined}
      AND (SELECT count(*) FROM booking b
          WHERE b.slot_id = s.id AND b.organisation_id = ${query.organisationId} AND b.state IN ('held', 'confirmed'))
        < carrier_quota(s.total_places, (SELECT conduct_reduces(${query.organisationId}, ${now})))
      ${classRoom}
    ORDER BY s.starts_at ${order} LIMIT ${query.limit}`;
  return rows.map(slotView);
}
