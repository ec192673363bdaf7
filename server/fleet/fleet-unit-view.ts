import type { z } from 'zod';
import type { FleetUnit, newFleetUnitSchema } from '../../shared/contract/fleet.ts';
import type { Database } from '../platform/database/client.ts';
import type { FleetUnit as FleetUnitRow } from '../platform/database/generated/client.ts';

export type NewFleetUnit = z.infer<typeof newFleetUnitSchema>;

/** A unit with what it is booked for now, of each of these rows. */
export async function fleetUnitViews(db: Database, now: Date, rows: readonly FleetUnitRow[]): Promise<FleetUnit[]> {
  const tractors = rows.filter(({ kind, retiredAt }) => kind === 'tractor' && retiredAt === null);
  const bookings = await db.booking.findMany({
    where: {
      organisationId: { in: [...new Set(tractors.map(({ organisationId }) => organisationId))] },
      plate: { in: tractors.map(({ plate }) => plate) },
      OR: [{ state: 'confirmed' }, { state: 'held', holdExpiresAt: { gt: now } }],
    },
    // Of a way with several crossings the one that comes next.
    orderBy: [{ holdsVehicle: 'desc' }, { slot: { startsAt: 'asc' } }],
    select: { id: true, plate: true },
  });
  return rows.map((row) => {
    const booking = row.retiredAt === null ? bookings.find(({ plate }) => plate === row.plate) : undefined;
    return fleetUnitView(row, row.kind === 'tractor' ? (booking?.id ?? null) : null);
  });
}

function fleetUnitView(row: FleetUnitRow, activeBookingId: string | null): FleetUnit {
  const { id, plate, vin, country, lengthCm, isReefer, note, addedAt, retiredAt } = row;
  return {
    ...{ id, plate, country, isReefer, activeBookingId },
    kind: row.kind === 'trailer' ? 'trailer' : 'tractor',
    ...(vin === null ? {} : { vin }),
    ...(lengthCm === null ? {} : { lengthMetres: lengthCm / 100 }),
    ...(note === null ? {} : { note }),
    addedAt: addedAt.toISOString(),
    retiredAt: retiredAt?.toISOString() ?? null,
  };
}

/** What a unit is kept as. A tractor has no length that matters: lane metres are those of the whole truck. */
export const unitColumns = ({ kind, plate, vin, country, lengthMetres, isReefer, note }: NewFleetUnit) => ({
  ...{ kind, plate, country, isReefer },
  vin: vin ?? null,
  lengthCm: lengthMetres === undefined ? null : Math.round(lengthMetres * 100),
  note: note || null,
});
