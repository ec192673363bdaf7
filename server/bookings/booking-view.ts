import type { Booking } from '../../shared/contract/bookings.ts';
import { slotView } from '../corridors/index.ts';
import type { Prisma } from '../platform/database/generated/client.ts';

/** What a booking is shown with. */
export const bookingInclude = {
  slot: true,
  application: true,
  organisation: { select: { name: true } },
} satisfies Prisma.BookingInclude;

type BookingRow = Prisma.BookingGetPayload<{ include: typeof bookingInclude }>;

export function bookingView(row: BookingRow): Booking {
  const { application } = row;
  return {
    id: row.id,
    state: row.state as Booking['state'],
    slot: slotView(row.slot),
    class: row.class as Booking['class'],
    channel: row.channel as Booking['channel'],
    vehicle: { plate: row.plate, vin: row.vin, country: application.vehicleCountry },
    driverName: application.driverName,
    cargo: {
      hsCode: application.hsCode,
      grossWeightKg: application.grossWeightKg,
      ...(application.cargoDescription === null ? {} : { description: application.cargoDescription }),
    },
    source: application.source as Booking['source'],
    organisationName: row.organisation.name,
    madeAt: row.madeAt.toISOString(),
    holdExpiresAt: row.holdExpiresAt.toISOString(),
    confirmedAt: row.confirmedAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
  };
}
