import type { Application } from '../../shared/contract/plans.ts';
import type { Application as ApplicationRow, Booking } from '../platform/database/generated/client.ts';

/** What an application is shown with: the latest of its bookings. */
export const withBooking = { bookings: { orderBy: { madeAt: 'desc' }, take: 1 } } as const;

export function applicationView(row: ApplicationRow & { bookings: Booking[] }): Application {
  return {
    id: row.id,
    state: row.state as Application['state'],
    checkpointId: row.checkpointId,
    direction: row.direction as Application['direction'],
    earliestAt: row.earliestAt.toISOString(),
    latestAt: row.latestAt.toISOString(),
    flexible: row.flexible,
    class: row.class as Application['class'],
    channel: row.channel as Application['channel'],
    vehicle: { plate: row.plate, vin: row.vin, country: row.vehicleCountry },
    madeAt: row.madeAt.toISOString(),
    bookingId: row.bookings[0]?.id ?? null,
  };
}
