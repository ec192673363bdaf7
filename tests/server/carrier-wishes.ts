import { randomUUID } from 'node:crypto';
import type { TestServer } from '../support/server.ts';
import { truck } from '../support/trucks.ts';
import { bookTruck, proof, slotsFrom } from './booking-changes/world.ts';
import { draftWishes, pasteDraft } from './drafts/wishes.ts';
import { fairnessWishes } from './fairness/wishes.ts';
import { addToFleet, fleetWishes } from './fleet/wishes.ts';
import { frameworkWishes, makeContract } from './framework-contracts/wishes.ts';
import { makeNoticeWorld, noticeWishes } from './notices/wishes.ts';
import { corridorWishes } from './roads/wishes.ts';
import { openSailingWorld, sailingWishes } from './sailings/wishes.ts';
import { tripBoardWishes } from './trip-board/wishes.ts';

export type CarrierWorld = Awaited<ReturnType<typeof openCarrierWorld>>;

/** What a carrier has beside its bookings: a fleet, tables, contracts, a whole way, a place in lists, notices. */
export async function openCarrierWorld(server: TestServer, dispatcher: string) {
  const { db } = server.parts;
  const call = async (path: string, body: object) =>
    (await server.call('POST', `/api${path}`, { token: dispatcher, body })).body;
  const slots = await slotsFrom(server, 60, 5);
  const bookingIds: string[] = [];
  for (const [index, slot] of slots.slice(0, 4).entries())
    bookingIds.push(await bookTruck(server, dispatcher, slot.id, 980 + index));
  const entryIds: string[] = [];
  for (const [index, bookingId] of bookingIds.slice(0, 3).entries()) {
    const id = randomUUID();
    entryIds.push(id);
    const at = server.clock.now();
    const appeal =
      index === 0 ? {} : { state: 'appealed', appeal: 'the road was closed', appealedAt: at, appealedBy: 'test' };
    const entry = {
      id,
      organisationId: 'demo-trans',
      bookingId,
      kind: 'no-show',
      points: 0.25,
      state: 'counted',
      at,
      ...appeal,
    };
    await db.conductEntry.create({ data: entry });
  }
  const wish = {
    ...{ corridorId: 'petropavl-omsk', readyAt: '2026-06-17T03:00:00Z', arriveBy: '2026-06-24T03:00:00Z' },
    ...truck(990),
  };
  const { offers } = await call('/itinerary-offers', wish);
  const itinerary = await call('/itineraries', { ...wish, wayId: offers[0].wayId, claim: offers[0].claim });
  const waiting = { checkpointId: 'syrym', direction: 'out', ...truck(991) };
  const inTime = { earliestAt: '2026-06-17T00:00:00Z', latestAt: '2026-06-18T00:00:00Z' };
  return {
    bookingId: bookingIds[3]!,
    freeSlotId: slots[4]!.id,
    entryIds,
    itineraryId: itinerary.id as string,
    waitlistId: (await call('/waitlist', { ...waiting, ...inTime })).id as string,
    draftIds: [await pasteDraft(server, dispatcher), await pasteDraft(server, dispatcher)] as [string, string],
    contractId: await makeContract(server, dispatcher),
    fleet: await addToFleet(server, dispatcher),
    spareUnitId: (await call('/fleet', { kind: 'tractor', ...truck(992).vehicle })).id as string,
    sailing: await openSailingWorld(server, dispatcher),
    notices: await makeNoticeWorld(server),
    apiKeyId: (await call('/api-keys', { name: 'dispatch system' })).id as string,
    calendarToken: (await call('/calendar-link', { language: 'en' })).path.split('/').at(-1) as string,
  };
}

let trucks = 2000;

/** A valid request to each endpoint of the carrier's desk. */
export function carrierWishes(world: () => CarrierWorld) {
  const booking = () => ({ params: { bookingId: world().bookingId } });
  const itinerary = () => ({ params: { itineraryId: world().itineraryId } });
  const decision = (index: number) => () => ({
    params: { entryId: world().entryIds[index]! },
    body: { reason: 'the certificate of the road service' },
  });
  const wish = () => ({
    ...{ corridorId: 'petropavl-omsk', readyAt: '2026-06-16T03:00:00Z', arriveBy: '2026-06-23T03:00:00Z' },
    ...truck(993),
  });
  return {
    ...corridorWishes(),
    ...sailingWishes(() => world().sailing),
    'itineraries.offer': () => ({ body: wish() }),
    'itineraries.hold': () => ({ body: { ...wish(), wayId: 'none', claim: { slotIds: [1], sailing: null } } }),
    'itineraries.confirm': itinerary,
    'itineraries.get': itinerary,
    'itineraries.list': () => ({}),
    'itineraries.acceptRepair': itinerary,
    'itineraries.declineRepair': itinerary,
    'itineraries.cancel': itinerary,
    'bookingChanges.getRules': booking,
    'bookingChanges.offer': booking,
    'bookingChanges.list': booking,
    'bookingChanges.changeSlot': () => ({ ...booking(), body: { slotId: world().freeSlotId } }),
    'bookingChanges.changeDriver': () => ({ ...booking(), body: { driverName: 'Serik Akhmetov' } }),
    'bookingChanges.changeVehicle': () => ({ ...booking(), body: { unitId: world().spareUnitId, proof } }),
    'waitlist.join': () => ({
      body: {
        ...{ checkpointId: 'syrym', direction: 'out', ...truck(++trucks) },
        ...{ earliestAt: '2026-06-17T00:00:00Z', latestAt: '2026-06-18T00:00:00Z' },
      },
    }),
    'waitlist.list': () => ({}),
    'waitlist.withdraw': () => ({ params: { entryId: world().waitlistId } }),
    'conduct.get': () => ({}),
    'conduct.list': () => ({}),
    'conduct.appeal': decision(0),
    'conduct.waive': decision(1),
    'conduct.uphold': decision(2),
    ...fleetWishes(() => world().fleet),
    ...draftWishes(() => world().draftIds),
    ...frameworkWishes(() => world().contractId),
    ...tripBoardWishes(() => world().calendarToken),
    ...noticeWishes(() => world().notices),
    ...fairnessWishes(),
    'apiKeys.list': () => ({}),
    'apiKeys.create': () => ({ body: { name: 'accounting' } }),
    'apiKeys.revoke': () => ({ params: { keyId: world().apiKeyId } }),
  };
}

/** Whoever may call them is told that there is nothing to do, here: their own tests have them succeed. */
export const withoutSuccess = ['itineraries.hold', 'itineraries.acceptRepair', 'itineraries.declineRepair'];
