import type { Booking } from '../../shared/contract/bookings.ts';
import { cargoView } from '../compliance/index.ts';
import { slotView } from '../corridors/index.ts';
import type { BookingDetails } from '../platform/database/generated/client.ts';

/** A booking as the API shows it, from the row that the claim functions and the lists give (view booking_details). */
export function bookingView(row: BookingDetails): Booking {
  return {
    id: row.id,
    state: row.state as Booking['state'],
    slot: slotView({ ...row, id: row.slotId }),
    class: row.class as Booking['class'],
    channel: row.channel as Booking['channel'],
    vehicle: { plate: row.plate, vin: row.vin, country: row.vehicleCountry },
    driverName: row.driverName,
    cargo: cargoView(row),
    source: row.source as Booking['source'],
    organisationName: row.organisationName,
    itineraryId: row.itineraryId,
    madeAt: row.madeAt.toISOString(),
    holdExpiresAt: row.holdExpiresAt.toISOString(),
    confirmedAt: row.confirmedAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
  };
}
