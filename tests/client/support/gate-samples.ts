import type { Place, QueueTruck } from '../../../shared/contract/queues.ts';

export function samplePlace(change: Partial<Place> = {}): Place {
  return { place: 1, ahead: 0, aheadByPriority: 0, expectedAhead: 0, perHour: 12, waitMinutes: 5, ...change };
}

export function sampleQueueTruck(change: Partial<QueueTruck> = {}): QueueTruck {
  return {
    bookingId: '0b0f2f3e-6c8d-4f0e-9b1a-3f2f9d1c7a11',
    checkpointId: 'syrym',
    direction: 'out',
    seq: 1,
    asOf: '2026-11-22T05:00:00.000Z',
    source: null,
    state: 'expected',
    post: null,
    since: null,
    slotStartsAt: '2026-11-22T05:00:00.000Z',
    slotEndsAt: '2026-11-22T06:00:00.000Z',
    class: 'general',
    channel: 'green',
    punctuality: null,
    arrivedAt: null,
    calledAt: null,
    atPostAt: null,
    clearedAt: null,
    noShowAt: '2026-11-22T10:00:00.000Z',
    place: null,
    plate: '123ABC02',
    vehicleCountry: 'KZ',
    driverName: null,
    organisationName: 'Demo Trans',
    lastEventId: null,
    ...change,
  };
}
