import { randomUUID } from 'node:crypto';
import { repairItineraries } from '../../../server/itineraries/index.ts';
import { createLog } from '../../../server/platform/log.ts';
import type { Itinerary, ItineraryOffer } from '../../../shared/contract/itineraries.ts';
import type { TestServer } from '../../support/server.ts';
import { truck } from '../../support/trucks.ts';

const log = createLog('silent');
type Booking = Itinerary['bookings'][number];

export const hours = (from: string | Date, more: number) => new Date(new Date(from).getTime() + more * 3_600_000);

/** A carrier with its itineraries, and what may happen to them. */
export async function openRepairWorld(server: TestServer) {
  const { db } = server.parts;
  const token = await server.signIn('dispatcher');
  const post = (path: string, body: unknown = {}, key = randomUUID()) =>
    server.call('POST', path, { token, body, key });
  const way = await db.corridorWay.findFirstOrThrow({
    where: { corridorId: 'bishkek-samara', AND: [{ nodeIds: { has: 'korday' } }, { nodeIds: { has: 'syrym' } }] },
  });

  return {
    token,
    post,
    get: async (id: string): Promise<Itinerary> => (await server.call('GET', `/api/itineraries/${id}`, { token })).body,
    repair: () => repairItineraries({ db, feed: server.parts.feed, log }, server.clock.now()),
    stateOf: async (id: string) => (await db.booking.findUniqueOrThrow({ where: { id } })).state,

    /** A confirmed itinerary, offered, held and confirmed through the API as a carrier books it. */
    async book(number: number, corridorId = 'bishkek-samara'): Promise<Itinerary> {
      const isRoad = corridorId === 'bishkek-samara';
      const { vehicle, cargo } = truck(number, { country: isRoad ? 'KG' : 'KZ' });
      const wish = { corridorId, readyAt: '2026-06-15T12:00:00Z', arriveBy: '2026-06-24T12:00:00Z', vehicle, cargo };
      const { body: found } = await post('/api/itinerary-offers', wish);
      const offer = found.offers.find((one: ItineraryOffer) => !isRoad || one.wayId === way.id);
      const held = await post('/api/itineraries', { ...wish, wayId: offer.wayId, claim: offer.claim });
      if (held.status !== 201 || held.body.state !== 'held') throw new Error(JSON.stringify(held));
      return (await post(`/api/itineraries/${held.body.id}/confirm`)).body;
    },

    /** Puts a booking into a slot that begins so many hours later, as a plan of the authority moves it. */
    async move({ id, slot }: Booking, laterHours: number, reason: string) {
      const to = await db.slot.findFirstOrThrow({
        where: {
          ...{
            checkpointId: slot.checkpointId,
            direction: slot.direction,
            closedBecause: null,
            totalPlaces: { gt: 0 },
          },
          startsAt: { gte: hours(slot.startsAt, laterHours) },
        },
        orderBy: { startsAt: 'asc' },
      });
      const { slotId, organisationId } = await db.booking.findUniqueOrThrow({ where: { id } });
      await db.$transaction([
        db.slot.update({ where: { id: slotId }, data: { totalTaken: { decrement: 1 } } }),
        db.slot.update({ where: { id: to.id }, data: { totalTaken: { increment: 1 } } }),
        db.booking.update({ where: { id }, data: { slotId: to.id } }),
        db.bookingMove.create({
          data: {
            ...{ id: randomUUID(), bookingId: id, organisationId, fromSlotId: slotId, toSlotId: to.id },
            ...{ cause: 'closure', reason, movedBy: 'test', movedAt: server.clock.now(), state: 'told' },
          },
        }),
      ]);
      return to;
    },

    /** The gate has seen the truck. */
    arrive: ({ id, slot }: Booking) =>
      db.passage.create({
        data: {
          ...{ bookingId: id, checkpointId: slot.checkpointId, direction: slot.direction, state: 'arrived', seq: 1 },
          ...{ lastAt: server.clock.now(), arrivedAt: server.clock.now(), source: 'gate' },
          ...{ class: 'general', channel: 'green' },
        },
      }),

    /** So that the next test begins with nothing that could slip. */
    endAll: () => db.itinerary.updateMany({ where: { state: 'confirmed' }, data: { state: 'ended' } }),
  };
}
