import { randomUUID } from 'node:crypto';
import type { Answer, TestServer } from '../../support/server.ts';
import { truck } from '../../support/trucks.ts';

export const hour = 60 * 60_000;

/** Slots of Syrym with room, from so many hours on. */
export async function slotsFrom({ parts: { db }, clock }: TestServer, hours: number, take: number) {
  return db.slot.findMany({
    where: {
      ...{ checkpointId: 'syrym', direction: 'out', closedBecause: null, totalPlaces: { gte: 4 } },
      startsAt: { gte: new Date(clock.now().getTime() + hours * hour) },
    },
    orderBy: { startsAt: 'asc' },
    take,
  });
}

/** A confirmed truck in a slot. @returns the id of its booking */
export async function bookTruck(server: TestServer, token: string, slotId: number, number: number): Promise<string> {
  const { body } = await server.call('POST', '/api/bookings', { token, body: { slotId, ...truck(number) } });
  await server.call('POST', `/api/bookings/${body.id}/confirm`, { token });
  return body.id;
}

/** A tractor in a fleet, as its own screens would add it. */
export async function addTractor(
  { parts: { db }, clock }: TestServer,
  organisationId: string,
  plate: string,
  vin: string,
  more: { addedAt?: Date; country?: string; retiredAt?: Date; kind?: string } = {},
): Promise<string> {
  const { id } = await db.fleetUnit.create({
    data: {
      ...{ id: randomUUID(), organisationId, kind: 'tractor', plate, vin, country: 'KZ', addedAt: clock.now() },
      ...more,
    },
  });
  return id;
}

export const proof = {
  ...{ kind: 'repair-order', number: 'ЗН-2026/118', issuedAt: '2026-06-15T05:00:00Z', note: 'gearbox' },
} as const;

/** Everything that a change could have left behind. */
export async function everything({ parts: { db } }: TestServer): Promise<string> {
  const tables = await Promise.all([
    db.booking.findMany({ orderBy: { id: 'asc' } }),
    db.application.findMany({ orderBy: { id: 'asc' } }),
    db.bookingChange.findMany({ orderBy: { number: 'asc' } }),
    db.screening.count(),
    db.writeKey.count(),
    db.slot.aggregate({ _sum: { totalTaken: true }, _max: { seq: true } }),
  ]);
  return JSON.stringify(tables, (_key, value) => (typeof value === 'bigint' ? Number(value) : value));
}

export const codeOf = ({ status, body }: Answer) => [status, body.code, body.field];
