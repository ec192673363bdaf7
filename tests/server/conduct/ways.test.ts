import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { bookTruck, slotsFrom } from '../booking-changes/world.ts';

// Excuses of a crossing that is part of a longer way: what happened on the legs before it.

let server: TestServer;
let dispatcher: string;
let itineraryId: string;
let legs: string[];
let trucks = 0;

beforeAll(async () => {
  server = await startTestServer();
  dispatcher = await server.signIn('dispatcher');
  await server.parts.db.quota.deleteMany({ where: { kind: 'carrier-slot' } });
});
afterAll(() => server.stop());

beforeEach(async () => {
  const { db } = server.parts;
  const [first, second] = [(await slotsFrom(server, 5, 1))[0]!, (await slotsFrom(server, 30, 1))[0]!];
  legs = [
    await bookTruck(server, dispatcher, first.id, ++trucks),
    await bookTruck(server, dispatcher, second.id, 400 + trucks),
  ];
  const { organisationId, plate, vin } = await db.booking.findUniqueOrThrow({ where: { id: legs[0]! } });
  const now = server.clock.now();
  const itinerary = await db.itinerary.create({
    data: {
      ...{
        id: randomUUID(),
        organisationId,
        madeBy: 'test',
        madeAt: now,
        state: 'confirmed',
        corridorId: 'c',
        wayId: 'w',
      },
      ...{ isReversed: false, readyAt: now, arriveBy: now, plate, vin, wish: {}, legs: [], departAt: now },
      ...{ arrivalP50At: now, arrivalP80At: now, distanceKm: 1, holdExpiresAt: now },
    },
  });
  itineraryId = itinerary.id;
  for (const [leg, id] of legs.entries())
    await db.booking.update({ where: { id }, data: { itineraryId, leg, holdsVehicle: leg === 0 } });
});

/** The second crossing is missed, as end_no_shows writes it. */
async function miss(bookingId = legs[1]!) {
  const { db } = server.parts;
  const { slot } = await db.booking.findUniqueOrThrow({ where: { id: bookingId }, include: { slot: true } });
  await db.booking.update({ where: { id: bookingId }, data: { state: 'no-show', closedAt: slot.endsAt } });
  return db.conductEntry.findUniqueOrThrow({ where: { bookingId } });
}

test('a crossing that nothing kept from is counted', async () => {
  expect(await miss()).toMatchObject({ state: 'counted', excuse: null, points: 1 });
});

test('the crossing before took until after this one had begun', async () => {
  const { db } = server.parts;
  const { slot } = await db.booking.findUniqueOrThrow({ where: { id: legs[1]! }, include: { slot: true } });
  const arrivedAt = server.clock.now();
  await db.passage.create({
    data: {
      ...{ bookingId: legs[0]!, checkpointId: 'syrym', direction: 'out', state: 'documents', post: 'first' },
      ...{
        since: arrivedAt,
        lastAt: arrivedAt,
        arrivedAt,
        class: 'general',
        channel: 'green',
        source: 'gate',
        seq: 1n,
      },
    },
  });
  expect(await miss()).toMatchObject({ state: 'excused', excuse: 'leg-before-late' });
  // It was through in time: then it is no excuse.
  const clearedAt = new Date(slot.startsAt.getTime() - 1);
  await db.passage.update({ where: { bookingId: legs[0]! }, data: { state: 'cleared', post: null, clearedAt } });
  await db.conductEntry.deleteMany({ where: { bookingId: legs[1]! } });
  await db.booking.update({ where: { id: legs[1]! }, data: { state: 'confirmed' } });
  expect(await miss()).toMatchObject({ state: 'counted', excuse: null });
});

test('a repair had given it up, and why', async () => {
  const { db } = server.parts;
  const now = server.clock.now();
  await db.itineraryRepair.create({
    data: {
      ...{ id: randomUUID(), itineraryId, state: 'asked', cause: 'slot-moved', slippedLeg: 0, reason: '', legs: [] },
      ...{ newBookingIds: [], replacedBookingIds: [legs[1]!], madeAt: now, expiresAt: now },
    },
  });
  expect(await miss()).toMatchObject({ state: 'excused', excuse: 'slot-moved' });
});

test('the ship of its way went at another time', async () => {
  const { db } = server.parts;
  const now = server.clock.now();
  const ship = await db.ship.findFirstOrThrow();
  const [from, to] = await db.port.findMany({ take: 2, orderBy: { id: 'asc' } });
  const sailing = await db.sailing.create({
    data: {
      ...{
        id: randomUUID(),
        shipId: ship.id,
        fromPortId: from!.id,
        toPortId: to!.id,
        state: 'delayed',
        madeBy: 'test',
        madeAt: now,
      },
      ...{ plannedDepartureAt: now, expectedDepartureAt: new Date(now.getTime() + 3_600_000), expectedArrivalAt: now },
      ...{ arrivalP80At: now, documentCutoffAt: now, gateCutoffAt: now, laneCm: 1, weightKg: 1, reeferPlugs: 0 },
      ...{ dangerousGoodsPlaces: 0, source: 'test', seq: 1n },
    },
  });
  const gateSlot = await db.gateSlot.create({
    data: { portId: from!.id, startsAt: now, endsAt: new Date(now.getTime() + 1), places: 1, seq: 1n },
  });
  const { organisationId, plate, vin } = await db.booking.findUniqueOrThrow({ where: { id: legs[0]! } });
  await db.sailingClaim.create({
    data: {
      ...{
        id: randomUUID(),
        itineraryId,
        organisationId,
        sailingId: sailing.id,
        gateSlotId: gateSlot.id,
        state: 'confirmed',
      },
      ...{ plate, vin, laneCm: 1, weightKg: 1, reeferPlugs: 0, dangerousGoods: 0, madeAt: now, holdExpiresAt: now },
      ...{ confirmedAt: now, holdsVehicle: false },
    },
  });
  expect(await miss()).toMatchObject({ state: 'excused', excuse: 'sailing-changed' });
});

test('there was no way any more for a slot that was moved; a truck that was late itself is no excuse', async () => {
  const { db } = server.parts;
  const now = server.clock.now();
  const repair = await db.itineraryRepair.create({
    data: {
      ...{
        id: randomUUID(),
        itineraryId,
        state: 'impossible',
        cause: 'truck-late',
        slippedLeg: 0,
        reason: '',
        legs: [],
      },
      ...{ newBookingIds: [], replacedBookingIds: [], madeAt: now, expiresAt: now },
    },
  });
  expect(await miss()).toMatchObject({ state: 'counted', excuse: null });
  await db.conductEntry.deleteMany({ where: { bookingId: legs[1]! } });
  await db.booking.update({ where: { id: legs[1]! }, data: { state: 'confirmed' } });
  await db.itineraryRepair.update({ where: { id: repair.id }, data: { cause: 'slot-moved' } });
  expect(await miss()).toMatchObject({ state: 'excused', excuse: 'slot-moved' });
});
