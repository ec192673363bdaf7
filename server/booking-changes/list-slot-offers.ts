import type { Offer } from '../../shared/contract/bookings.ts';
import type { Channel, Direction, VehicleClass } from '../../shared/words.ts';
import { minutesFrom, openWaits, rankSlots } from '../bookings/index.ts';
import { findFreeSlots } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';

/** Enough to choose from: two days of hours. */
const comparedMax = 48;
const offeredMax = 12;

interface ChangeableRow {
  slotId: number;
  checkpointId: string;
  direction: string;
  startsAt: Date;
  channel: string;
  class: string;
  vehicleCountry: string;
  earliestAt: Date;
  latestAt: Date;
  refusal: string | null;
}

/**
 * Slots with a place for this truck in the time in which its booking may move, at the same checkpoint, ranked by how far they are from the slot that it has
 * and by the wait that is expected then. None where its slot may not be changed any more.
 *
 * @throws apiError BOOKING_NOT_FOUND (also for another organisation's), BOOKING_NOT_ACTIVE
 */
export async function listSlotOffers(
  db: Database,
  now: Date,
  organisationId: string,
  bookingId: string,
): Promise<{ offers: Offer[] }> {
  const [row] = await db.$queryRaw<ChangeableRow[]>`
    SELECT s.id AS "slotId", s.checkpoint_id AS "checkpointId", s.direction, s.starts_at AS "startsAt", b.channel, b.class,
      a.vehicle_country AS "vehicleCountry", frame.earliest_at AS "earliestAt", frame.latest_at AS "latestAt",
      slot_change_refusal(b, ${now}) AS refusal
    FROM booking b JOIN slot s ON s.id = b.slot_id JOIN application a ON a.id = b.application_id CROSS JOIN LATERAL change_window(b) AS frame
    WHERE b.id = ${bookingId}::uuid AND b.organisation_id = ${organisationId}`;
  if (!row) throw apiError('BOOKING_NOT_FOUND', { field: 'bookingId' });
  if (row.refusal === 'BOOKING_NOT_ACTIVE') throw apiError('BOOKING_NOT_ACTIVE', { field: 'bookingId' });
  if (row.refusal !== null) return { offers: [] };
  const direction = row.direction as Direction;
  const side = (order: 'asc' | 'desc') =>
    findFreeSlots(db, now, {
      checkpointId: row.checkpointId,
      direction,
      channel: row.channel as Channel,
      class: row.class as VehicleClass,
      vehicleCountry: row.vehicleCountry,
      organisationId,
      from: order === 'asc' ? row.startsAt : row.earliestAt,
      to: order === 'asc' ? row.latestAt : row.startsAt,
      order,
      limit: comparedMax,
    });
  const free = (await Promise.all([side('desc'), side('asc')])).flat().filter(({ id }) => id !== row.slotId);
  const findWait = await openWaits(db, now, direction);
  const found = free.map((slot) => ({
    slot,
    kind: 'in-window' as const,
    detourKm: 0,
    shiftMinutes: minutesFrom(row.startsAt, slot),
  }));
  return { offers: rankSlots(found, row.channel as Channel, () => false, findWait).slice(0, offeredMax) };
}
