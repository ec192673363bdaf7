import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { releaseExpiredHolds } from '../../../server/bookings/index.ts';
import { keepItineraries } from '../../../server/itineraries/index.ts';
import { tendSailings } from '../../../server/sailings/index.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { testStart } from '../../support/test-clock.ts';
import { listWrongSlots, truck } from '../../support/trucks.ts';
import { addTractor, proof } from '../booking-changes/world.ts';
import { announce, listWrongSailings } from '../sailings/world.ts';
import { hours, openRepairWorld } from './repair-world.ts';

// What becomes of a whole way when its bookings are changed by others than the itinerary: the gate, the carrier's desk, a server whose clock is ahead.

let server: TestServer;
let world: Awaited<ReturnType<typeof openRepairWorld>>;
let number = 500;

beforeAll(async () => {
  server = await startTestServer();
  world = await openRepairWorld(server);
});
afterAll(() => server.stop());
beforeEach(() => {
  number++;
  server.clock.set(testStart);
});
afterEach(async () => {
  expect(await listWrongSlots(server.parts.db)).toEqual([]);
  await world.endAll();
});

test('a no-show that an officer takes back is a booking of its way again, and one of them has the vehicle', async () => {
  const { db } = server.parts;
  const way = await world.book(number);
  const [first, second] = way.bookings;
  const holders = async () =>
    (
      await db.booking.findMany({
        where: { itineraryId: way.id, holdsVehicle: true, state: { in: ['held', 'confirmed'] } },
      })
    ).map(({ id }) => id);
  const end = (id: string, state: string) =>
    db.booking.update({ where: { id }, data: { state, closedAt: server.clock.now() } });
  const revive = async (id: string) => {
    const [row] = await db.$queryRaw<
      { done: boolean }[]
    >`SELECT revive_booking(b) AS done FROM booking b WHERE id = ${id}::uuid`;
    return row!.done;
  };
  await end(first!.id, 'no-show');
  expect(await holders()).toEqual([second!.id]);
  expect(await revive(first!.id)).toBe(true);
  expect(await holders()).toEqual([second!.id]);
  await end(second!.id, 'no-show');
  expect(await holders()).toEqual([first!.id]);
  await end(first!.id, 'ended');
  expect(await revive(second!.id)).toBe(true);
  expect(await holders()).toEqual([second!.id]);
}, 60_000);

test('holds that another server has let expire, whose clock is ahead: no half way is confirmed, and no place is given up for nothing', async () => {
  const { db, feed } = server.parts;
  const way = await world.book(number);
  await world.move(way.bookings[0]!, 60, 'the scanner is broken');
  expect(await world.repair()).toEqual({ asked: 1, impossible: 0 });
  const { repair } = await world.get(way.id);
  await releaseExpiredHolds(db, feed, new Date(repair!.expiresAt));
  expect(await world.post(`/api/itineraries/${way.id}/repair/accept`)).toMatchObject({
    ...{ status: 409, body: { code: 'HOLD_EXPIRED' } },
  });
  expect(await world.stateOf(way.bookings[1]!.id)).toBe('confirmed');

  number += 1;
  const { id } = await world.book(number);
  await db.booking.updateMany({ where: { itineraryId: id }, data: { state: 'held', confirmedAt: null } });
  await db.itinerary.update({ where: { id }, data: { state: 'held', confirmedAt: null } });
  const { holdExpiresAt } = await db.itinerary.findUniqueOrThrow({ where: { id } });
  await releaseExpiredHolds(db, feed, holdExpiresAt);
  expect(await world.post(`/api/itineraries/${id}/confirm`)).toMatchObject({
    ...{ status: 409, body: { code: 'HOLD_EXPIRED' } },
  });
  expect((await db.itinerary.findUniqueOrThrow({ where: { id } })).state).toBe('held');
}, 60_000);

test('a repair is of the tractor and the driver that the way has now', async () => {
  const { db } = server.parts;
  const way = await world.book(number);
  const { organisationId } = await db.itinerary.findUniqueOrThrow({ where: { id: way.id } });
  const { plate, vin } = truck(9000 + number).vehicle;
  const unitId = await addTractor(server, organisationId, plate, vin, { country: 'KZ' });
  const path = `/api/bookings/${way.bookings[0]!.id}`;
  expect((await world.post(`${path}/vehicle`, { unitId, proof })).status).toBe(200);
  expect((await world.post(`${path}/driver`, { driverName: 'Ахметов Серик' })).status).toBe(200);
  expect(await world.get(way.id)).toMatchObject({
    ...{ vehicle: { plate, vin, country: 'KZ' }, driverName: 'Ахметов Серик' },
  });
  await world.move(way.bookings[0]!, 60, 'the scanner is broken');
  expect(await world.repair()).toEqual({ asked: 1, impossible: 0 });
  const { application } = await db.booking.findFirstOrThrow({
    where: { itineraryId: way.id, state: 'held' },
    include: { application: true },
  });
  expect(application).toMatchObject({ plate, vin, vehicleCountry: 'KZ', driverName: 'Ахметов Серик' });
}, 60_000);

test('a truck that did not come is not excused by the repair that is asked about afterwards', async () => {
  const { db } = server.parts;
  const way = await world.book(number);
  const [first] = way.bookings;
  server.clock.set(hours(first!.slot.endsAt, 2));
  await db.booking.update({
    where: { id: first!.id },
    data: { state: 'no-show', closedAt: hours(first!.slot.endsAt, 1) },
  });
  expect(await world.repair()).toEqual({ asked: 1, impossible: 0 });
  expect((await world.get(way.id)).repair!.replacedBookingIds).toContain(first!.id);
  const entry = await db.conductEntry.findUniqueOrThrow({ where: { bookingId: first!.id } });
  expect(entry.state).toBe('counted');
  const appealed = await world.post(`/api/no-show-record/entries/${entry.id}/appeal`, { reason: 'please' });
  expect(appealed).toMatchObject({ status: 200, body: { state: 'appealed', excuse: null } });
}, 60_000);

test('a way that is cancelled instead of repaired: a leg that could not be reached for a moved slot costs nothing', async () => {
  const { db } = server.parts;
  const way = await world.book(number);
  const [first, second] = way.bookings;
  server.clock.set(hours(second!.slot.startsAt, -3));
  const apartHours = (Date.parse(second!.slot.startsAt) - Date.parse(first!.slot.startsAt)) / 3_600_000;
  await world.move(first!, apartHours + 6, 'the scanner is broken');
  expect(await world.repair()).toEqual({ asked: 1, impossible: 0 });
  const cancelled = await world.post(`/api/itineraries/${way.id}/cancel`);
  expect(cancelled).toMatchObject({ status: 200, body: { state: 'cancelled', repair: { state: 'declined' } } });
  expect(await db.booking.count({ where: { itineraryId: way.id, state: { in: ['held', 'confirmed'] } } })).toBe(0);
  const entries = await db.conductEntry.findMany({ where: { bookingId: { in: [first!.id, second!.id] } } });
  expect(entries.filter(({ state }) => state !== 'excused')).toEqual([]);
  expect(entries.find(({ bookingId }) => bookingId === second!.id)).toMatchObject({ excuse: 'slot-moved' });
}, 60_000);

test('a truck that went through its old crossing meanwhile gets no second one', async () => {
  const { db } = server.parts;
  const way = await world.book(number);
  const [first] = way.bookings;
  server.clock.set(hours(first!.slot.endsAt, 2));
  await db.booking.update({
    where: { id: first!.id },
    data: { state: 'no-show', closedAt: hours(first!.slot.endsAt, 1) },
  });
  expect(await world.repair()).toEqual({ asked: 1, impossible: 0 });
  await world.arrive(first!);
  const at = server.clock.now();
  await db.passage.update({ where: { bookingId: first!.id }, data: { state: 'cleared', clearedAt: at, endedAt: at } });
  await db.booking.update({ where: { id: first!.id }, data: { state: 'ended' } });
  expect(await world.post(`/api/itineraries/${way.id}/repair/accept`)).toMatchObject({
    ...{ status: 409, body: { code: 'REPAIR_NOT_OPEN' } },
  });
}, 60_000);

test('a cancelled sailing whose truck is not rebooked lets it go when it would have arrived', async () => {
  const { db, feed } = server.parts;
  const planner = await server.signIn('planner');
  await announce(db, server.clock.now(), { plannedDepartureAt: '2026-06-19T06:00:00Z' });
  const way = await world.book(number, 'kostanay-amirabad');
  const { id, sailing } = way.sailingClaim!;
  await server.call('POST', `/api/sailings/${sailing.id}/cancel`, { token: planner, body: { reason: 'storm' } });
  const stateAt = async (at: Date) => {
    server.clock.set(at);
    await tendSailings(db, at);
    await keepItineraries(db, feed, at);
    const claim = await db.sailingClaim.findUniqueOrThrow({ where: { id } });
    return [claim.state, (await db.itinerary.findUniqueOrThrow({ where: { id: way.id } })).state];
  };
  const arrival = new Date(sailing.expectedArrivalAt);
  expect(await stateAt(new Date(arrival.getTime() - 1))).toEqual(['confirmed', 'confirmed']);
  expect(await stateAt(arrival)).toEqual(['cancelled', 'ended']);
  expect(await listWrongSailings(db)).toEqual([]);
}, 60_000);

test('numbers that no slot can have are refused as such', async () => {
  const { body: wish } = {
    body: { corridorId: 'kostanay-amirabad', readyAt: '2026-06-15T12:00:00Z', arriveBy: '2026-06-24T12:00:00Z' },
  };
  const { vehicle, cargo } = truck(number);
  const { db } = server.parts;
  const sailing = await db.sailing.findFirstOrThrow();
  const way = await db.corridorWay.findFirstOrThrow({
    where: { corridorId: 'kostanay-amirabad', nodeIds: { has: 'aktau-port' } },
  });
  const claim = { slotIds: [], sailing: { sailingId: sailing.id, gateSlotId: 3_000_000_000 } };
  expect((await world.post('/api/itineraries', { ...wish, vehicle, cargo, wayId: way.id, claim })).status).toBeLessThan(
    500,
  );
  expect((await world.post(`/api/bookings/${randomUUID()}/slot`, { slotId: 3_000_000_000 })).status).toBeLessThan(500);
}, 60_000);

test('at each gate a plate means the crossing of this checkpoint', async () => {
  const { db } = server.parts;
  const way = await world.book(number);
  const [first, second] = way.bookings;
  const { checkpointId: gate } = first!.slot;
  const at = async (checkpointId: string) => {
    const [row] = await db.$queryRaw<
      { id: string }[]
    >`SELECT booking_of_plate(${way.vehicle.plate}, ${checkpointId}) AS id`;
    return row!.id;
  };
  expect([await at(gate), await at('syrym')]).toEqual([first!.id, second!.id]);
  await db.booking.update({ where: { id: first!.id }, data: { state: 'ended', closedAt: server.clock.now() } });
  expect([await at(gate), await at('syrym')]).toEqual([first!.id, second!.id]);

  const officer = await server.signIn('officer');
  const event = {
    ...{ id: randomUUID(), step: 'arrived', happenedAt: second!.slot.startsAt },
    truck: { plate: way.vehicle.plate },
  };
  server.clock.set(new Date(second!.slot.startsAt));
  const path = '/api/checkpoints/syrym';
  expect(await server.call('GET', `${path}/trucks/${way.vehicle.plate}`, { token: officer })).toMatchObject({
    ...{ status: 200, body: { bookingId: second!.id } },
  });
  expect(await server.call('POST', `${path}/gate-events`, { token: officer, body: { event } })).toMatchObject({
    body: { truck: { bookingId: second!.id, state: 'arrived' } },
  });
}, 60_000);
