import type { Place, QueueTruck } from '../../shared/contract/queues.ts';
import type { PassClaims } from '../../shared/contract/trips.ts';
import type { Position } from '../../shared/gate-steps.ts';
import type { Channel, Direction, VehicleClass } from '../../shared/words.ts';

/** A truck as the officer's page knows it; of one that is on no list it knows little, and the server finds the rest. */
export interface GateTruck {
  plate: string;
  bookingId: string | null;
  /** the token of a pass that was scanned: then the server verifies it, too */
  pass: string | null;
  direction: Direction | null;
  /** null until the server has answered: it undoes a step that this device knows nothing of */
  position: Position | null;
  since: string | null;
  lastEventId: string | null;
  slotStartsAt: string | null;
  slotEndsAt: string | null;
  class: VehicleClass | null;
  channel: Channel | null;
  vehicleCountry: string | null;
  driverName: string | null;
  organisationName: string | null;
  punctuality: QueueTruck['punctuality'];
  arrivedAt: string | null;
  place: Place | null;
  /** events of it that are kept here and not sent */
  waiting: number;
}

export function truckOfQueue(truck: QueueTruck): GateTruck {
  const { state, post, plate, bookingId, direction, since, lastEventId, slotStartsAt, slotEndsAt } = truck;
  const { channel, vehicleCountry, driverName, organisationName, punctuality, arrivedAt, place } = truck;
  return {
    ...{ plate, bookingId, direction, since, lastEventId, slotStartsAt, slotEndsAt, class: truck.class },
    ...{ channel, vehicleCountry, driverName, organisationName, punctuality, arrivedAt, place },
    pass: null,
    position: { state, post },
    waiting: 0,
  };
}

const unknown = {
  ...{
    bookingId: null,
    pass: null,
    direction: null,
    since: null,
    lastEventId: null,
    slotStartsAt: null,
    slotEndsAt: null,
  },
  ...{ class: null, channel: null, vehicleCountry: null, driverName: null, organisationName: null },
  ...{ punctuality: null, arrivedAt: null, place: null, waiting: 0 },
  position: { state: 'expected', post: null },
} as const;

/** A truck of which only the plate is known: it can be checked in, and the server says whether it is booked here. */
export const truckOfPlate = (plate: string): GateTruck => ({ ...unknown, plate });

const instant = (seconds: number) => new Date(seconds * 1000).toISOString();

export function truckOfPass(claims: PassClaims, pass: string): GateTruck {
  return {
    ...unknown,
    plate: claims.plate,
    bookingId: claims.sub,
    pass,
    direction: claims.dir,
    slotStartsAt: instant(claims.from),
    slotEndsAt: instant(claims.to),
  };
}

/** @returns whether two are the same truck, also where one of them is known by its plate only */
export function isSameTruck(
  a: Pick<GateTruck, 'bookingId' | 'plate'>,
  b: Pick<GateTruck, 'bookingId' | 'plate'>,
): boolean {
  return a.bookingId !== null && b.bookingId !== null ? a.bookingId === b.bookingId : a.plate === b.plate;
}
