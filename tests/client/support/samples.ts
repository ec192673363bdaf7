import type { Booking, Offer } from '../../../shared/contract/bookings.ts';
import type { Checkpoint, CheckpointLoad, Slot } from '../../../shared/contract/checkpoints.ts';

export function sampleLoad(change: Partial<CheckpointLoad> = {}): CheckpointLoad {
  return {
    checkpointId: 'karasu',
    seq: 1,
    asOf: '2026-11-22T00:00:00.000Z',
    source: 'bookings',
    windowHours: 24,
    out: { places: 100, taken: 10, nextFreeAt: '2026-11-22T06:00:00.000Z' },
    in: { places: 100, taken: 70, nextFreeAt: null },
    ...change,
  };
}

export function sampleCheckpoint(change: Partial<Checkpoint> = {}): Checkpoint {
  return {
    id: 'karasu',
    kzPostName: 'Karasu',
    neighbourPostName: 'Ak-Tilek',
    neighbour: 'KG',
    lat: 42.94,
    lon: 74.96,
    positionAccuracyKm: 6,
    kzZone: 'Asia/Almaty',
    neighbourZone: 'Asia/Bishkek',
    access: 'multilateral',
    road: 'freight by-pass of Korday',
    status: 'open',
    hours: null,
    season: null,
    slotMinutes: 60,
    load: sampleLoad(),
    ...change,
  };
}

export function sampleSlot(change: Partial<Slot> = {}): Slot {
  return {
    id: 1,
    checkpointId: 'karasu',
    direction: 'out',
    startsAt: '2026-11-22T05:00:00.000Z',
    endsAt: '2026-11-22T06:00:00.000Z',
    closedBecause: null,
    places: { total: 12, inspected: 4, examined: 2 },
    taken: { total: 3, inspected: 1, examined: 0 },
    left: { total: 9, inspected: 3, examined: 2 },
    limitedBy: { side: 'neighbour', stage: 'documents' },
    seq: 1,
    ...change,
  };
}

export function sampleBooking(change: Partial<Booking> = {}): Booking {
  return {
    id: '0b0f2f3e-6c8d-4f0e-9b1a-3f2f9d1c7a11',
    state: 'held',
    slot: sampleSlot(),
    class: 'general',
    channel: 'green',
    vehicle: { plate: '123ABC02', vin: 'XLRTE47MS0E123456', country: 'KZ' },
    driverName: null,
    cargo: { hsCode: '100199', grossWeightKg: 20_000 },
    source: 'carrier',
    organisationName: 'Demo Trans',
    itineraryId: null,
    madeAt: '2026-11-22T00:00:00.000Z',
    holdExpiresAt: '2026-11-22T00:10:00.000Z',
    confirmedAt: null,
    closedAt: null,
    ...change,
  };
}

export function sampleOffer(change: Partial<Offer> = {}): Offer {
  return {
    slot: sampleSlot(),
    count: 'total',
    kind: 'in-window',
    shiftMinutes: 0,
    detourKm: 0,
    cost: { totalMinutes: 0, delayMinutes: 0, detourMinutes: 0, expectedWaitMinutes: null, riskMinutes: null },
    ...change,
  };
}

/** Hourly slots of both directions for so many days from a midnight; their ids count up from 1. */
export function sampleSlots(
  fromIso: string,
  days: number,
  change: (startsAt: Date) => Partial<Slot> = () => ({}),
): Slot[] {
  const start = Date.parse(fromIso);
  const hourMs = 3_600_000;
  return (['out', 'in'] as const).flatMap((direction, d) =>
    Array.from({ length: days * 24 }, (_, hour) => {
      const startsAt = new Date(start + hour * hourMs);
      const endsAt = new Date(startsAt.getTime() + hourMs);
      return sampleSlot({
        id: 1 + d * days * 24 + hour,
        direction,
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
        ...change(startsAt),
      });
    }),
  );
}
