import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { listSimulatedCarriers } from '../../../server/accounts/index.ts';
import { holdMinutes, holdSlot } from '../../../server/bookings/index.ts';
import { keepItineraries } from '../../../server/itineraries/index.ts';
import type { Slot } from '../../../server/platform/database/generated/client.ts';
import { writeIntent } from '../../../server/platform/database/once-per-key.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { findSlot, goods, listWrongSlots, truck } from '../../support/trucks.ts';
import { countAll, holdWay, planOver } from './planned-ways.ts';

let server: TestServer;
let dispatcher: string;
let stranger: string;
let own: string;
let carriers: { id: string }[];
let first: Slot;
let second: Slot;
let number = 0;
let skip = 0;

beforeAll(async () => {
  server = await startTestServer({ simulatedCarriers: 8 });
  [dispatcher, stranger] = await Promise.all([server.signIn('dispatcher'), server.signIn('dispatcher2')]);
  own = (await server.call('GET', '/api/me', { token: dispatcher })).body.organisation.id;
  carriers = await listSimulatedCarriers(server.parts.db);
});
afterAll(() => server.stop());
beforeEach(async () => {
  number++;
  skip++;
  first = await findSlot(server.parts.db, { checkpointId: 'korday', direction: 'in', totalPlaces: 2, skip });
  second = await server.parts.db.slot.findFirstOrThrow({
    where: { checkpointId: 'syrym', direction: 'out', totalPlaces: { gte: 2 }, startsAt: { gt: first.endsAt } },
    orderBy: { startsAt: 'asc' },
    skip: 30 + skip,
  });
});
afterEach(async () => expect(await listWrongSlots(server.parts.db)).toEqual([]));

const hold = (key?: string) =>
  holdWay(server, { organisationId: own, number, planned: planOver([first, second]), ...(key ? { key } : {}) });
const change = (id: string, what: string, token = dispatcher, key = randomUUID()) =>
  server.call('POST', `/api/itineraries/${id}/${what}`, { token, key });
const get = async (id: string, token = dispatcher) => server.call('GET', `/api/itineraries/${id}`, { token });
const bookingsOf = (itineraryId: string) =>
  server.parts.db.booking.findMany({ where: { itineraryId }, orderBy: { leg: 'asc' } });

test('all places are held until the same time, confirmed together, and given up together', async () => {
  const id = await hold();
  const held = (await get(id)).body;
  expect(held).toMatchObject({ state: 'held', vehicle: truck(number).vehicle, repair: null, sailingClaim: null });
  expect(held.bookings.map((booking: { slot: { id: number } }) => booking.slot.id)).toEqual([first.id, second.id]);
  expect(new Set(held.bookings.map(({ holdExpiresAt }: { holdExpiresAt: string }) => holdExpiresAt))).toEqual(
    new Set([held.holdExpiresAt]),
  );
  expect((await bookingsOf(id)).map(({ state, leg, holdsVehicle }) => [state, leg, holdsVehicle])).toEqual([
    ['held', 1, true],
    ['held', 3, false],
  ]);

  const confirmed = await change(id, 'confirm');
  expect(confirmed).toMatchObject({ status: 200, body: { state: 'confirmed' } });
  expect(confirmed.body.bookings.map(({ state }: { state: string }) => state)).toEqual(['confirmed', 'confirmed']);
  expect(await change(id, 'confirm')).toMatchObject({ status: 200, body: { state: 'confirmed' } });

  const before = await server.parts.db.slot.findUniqueOrThrow({ where: { id: second.id } });
  const cancelled = await change(id, 'cancel');
  expect(cancelled).toMatchObject({ status: 200, body: { state: 'cancelled' } });
  expect(cancelled.body.bookings.map(({ state }: { state: string }) => state)).toEqual(['cancelled', 'cancelled']);
  const after = await server.parts.db.slot.findUniqueOrThrow({ where: { id: second.id } });
  expect(before.totalTaken - after.totalTaken).toBe(1);
  expect(await change(id, 'cancel')).toMatchObject({ status: 200 });
  expect(await change(id, 'confirm')).toMatchObject({ status: 409, body: { code: 'ITINERARY_NOT_ACTIVE' } });
});

test('the same key is the same itinerary', async () => {
  const key = randomUUID();
  const id = await hold(key);
  const before = await countAll(server);
  expect(await hold(key)).toBe(id);
  expect(await countAll(server)).toEqual(before);
  const confirmKey = randomUUID();
  const once = await change(id, 'confirm', dispatcher, confirmKey);
  expect(await change(id, 'confirm', dispatcher, confirmKey)).toEqual(once);
});

test('a full slot of the second leg leaves nothing of the first, and the refusal names the leg', async () => {
  await server.parts.db.slot.update({
    where: { id: second.id },
    data: { totalPlaces: 0, inspectedPlaces: 0, examinedPlaces: 0 },
  });
  const before = await countAll(server);
  await expect(hold()).rejects.toMatchObject({ code: 'SLOT_FULL', data: { field: 'claim.slotIds.1' } });
  expect(await countAll(server)).toEqual(before);
});

test.for([
  ['SLOT_CLOSED', { closedBecause: 'closure' }],
  ['SLOT_IN_PAST', { startsAt: new Date('2026-06-14T00:00:00Z') }],
] as const)('%s at the second leg leaves nothing', async ([code, data]) => {
  const slot = await server.parts.db.slot.update({ where: { id: second.id }, data });
  const before = await countAll(server);
  await expect(hold()).rejects.toMatchObject({ code, data: { field: 'claim.slotIds.1' } });
  expect(await countAll(server)).toEqual(before);
  await server.parts.db.slot.update({
    where: { id: slot.id },
    data: { closedBecause: null, startsAt: second.startsAt },
  });
});

test('blocked goods leave nothing but a note for the reviewer', async () => {
  const before = await countAll(server);
  const planned = planOver([first, second]);
  const claim = holdWay(server, { organisationId: own, number, planned, changes: { hsCode: goods.blocked } });
  await expect(claim).rejects.toMatchObject({ code: 'CARGO_BLOCKED' });
  expect(await countAll(server)).toEqual(before);
  const { vehicle } = truck(number);
  const noted = await server.parts.db.blockedConsignment.findMany();
  expect(
    noted.filter(({ truck: on }) => (on as { vehicle: typeof vehicle }).vehicle.plate === vehicle.plate),
  ).toHaveLength(1);
});

test('a vehicle with an itinerary books nothing else, and with a booking no itinerary', async () => {
  const id = await hold();
  const { db, feed } = server.parts;
  const other = await findSlot(db, { checkpointId: 'kairak', direction: 'out' });
  const input = { slotId: other.id, ...truck(number) } as Parameters<typeof holdSlot>[5];
  const claimant = { organisationId: own, madeBy: 'test', source: 'carrier' as const };
  const single = () => holdSlot(db, feed, server.clock.now(), claimant, writeIntent(own, randomUUID(), input), input);
  await expect(single()).rejects.toMatchObject({ code: 'VEHICLE_ALREADY_BOOKED' });
  await change(id, 'cancel');
  await single();
  const before = await countAll(server);
  await expect(hold()).rejects.toMatchObject({ code: 'VEHICLE_ALREADY_BOOKED', data: { field: 'vehicle.plate' } });
  expect(await countAll(server)).toEqual(before);
});

test('a booking of an itinerary is neither confirmed nor cancelled alone', async () => {
  const id = await hold();
  const [booking] = await bookingsOf(id);
  const before = await countAll(server);
  for (const what of ['confirm', 'cancel']) {
    const answer = await server.call('POST', `/api/bookings/${booking!.id}/${what}`, { token: dispatcher });
    expect(answer).toMatchObject({ status: 409, body: { code: 'BOOKING_OF_ITINERARY' } });
  }
  // Nor when it is moved and the carrier would rather not.
  const moveId = randomUUID();
  await server.parts.db.bookingMove.create({
    data: {
      ...{ id: moveId, bookingId: booking!.id, organisationId: own, fromSlotId: first.id, toSlotId: first.id },
      ...{ cause: 'closure', reason: 'r', movedBy: 'test', movedAt: server.clock.now(), state: 'told' },
    },
  });
  const answer = await server.call('POST', `/api/moves/${moveId}/cancel`, { token: dispatcher });
  expect(answer).toMatchObject({ status: 409, body: { code: 'BOOKING_OF_ITINERARY' } });
  expect(await countAll(server)).toEqual(before);
});

test('another carrier sees none of it and changes none of it', async () => {
  const id = await hold();
  const before = await countAll(server);
  expect(await get(id, stranger)).toMatchObject({ status: 404, body: { code: 'ITINERARY_NOT_FOUND' } });
  for (const what of ['confirm', 'cancel', 'repair/accept', 'repair/decline']) {
    expect(await change(id, what, stranger)).toMatchObject({ status: 404, body: { code: 'ITINERARY_NOT_FOUND' } });
  }
  const { body } = await server.call('GET', '/api/itineraries', { token: stranger });
  expect(body.items).toEqual([]);
  expect(await countAll(server)).toEqual(before);
  expect(await change(id, 'repair/accept')).toMatchObject({ status: 409, body: { code: 'REPAIR_NOT_OPEN' } });
});

test('the list is paged, newest first, and filtered by state', async () => {
  const id = await hold();
  const all = (await server.call('GET', '/api/itineraries?limit=100', { token: dispatcher })).body.items;
  const paged: string[] = [];
  let cursor: string | null = '';
  do {
    const page = await server.call('GET', `/api/itineraries?limit=2${cursor && `&cursor=${cursor}`}`, {
      token: dispatcher,
    });
    paged.push(...page.body.items.map((item: { id: string }) => item.id));
    cursor = page.body.nextCursor;
  } while (cursor);
  expect(paged).toEqual(all.map((item: { id: string }) => item.id));
  const held = (await server.call('GET', '/api/itineraries?state=held&limit=100', { token: dispatcher })).body.items;
  expect(held.map((item: { id: string }) => item.id)).toContain(id);
  expect(new Set(held.map((item: { state: string }) => item.state))).toEqual(new Set(['held']));
  const bad = await server.call('GET', `/api/itineraries?cursor=${randomUUID()}`, { token: dispatcher });
  expect(bad).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT', field: 'cursor' } });
});

test('what is not confirmed in time expires as a whole, and others may have it', async () => {
  const { db } = server.parts;
  await db.slot.update({ where: { id: second.id }, data: { totalPlaces: 1, inspectedPlaces: 1, examinedPlaces: 1 } });
  const id = await hold();
  server.clock.advanceMinutes(holdMinutes);
  expect(await change(id, 'confirm')).toMatchObject({ status: 409, body: { code: 'HOLD_EXPIRED' } });
  // The place was the last one: who comes next releases it.
  number++;
  const next = await holdWay(server, { organisationId: carriers[0]!.id, number, planned: planOver([first, second]) });
  expect((await bookingsOf(next)).map(({ state }) => state)).toEqual(['held', 'held']);
  const { body } = await get(id);
  expect(body).toMatchObject({ state: 'expired', closedAt: body.holdExpiresAt });
  expect(body.bookings.map(({ state }: { state: string }) => state)).toEqual(['expired', 'expired']);
  expect(await change(id, 'confirm')).toMatchObject({ status: 409, body: { code: 'HOLD_EXPIRED' } });
});

test('the leg that is over hands the vehicle on, and with the last one the itinerary ends', async () => {
  const { db } = server.parts;
  const id = await hold();
  await change(id, 'confirm');
  const end = (at: Date) => db.$queryRaw`SELECT end_past_bookings(act_as('job//test', ${at}))`;
  await end(first.endsAt);
  expect((await bookingsOf(id)).map(({ state, holdsVehicle }) => [state, holdsVehicle])).toEqual([
    ['ended', true],
    ['confirmed', true],
  ]);
  expect((await get(id)).body.state).toBe('confirmed');
  await end(second.endsAt);
  await keepItineraries(db, server.parts.feed, second.endsAt);
  expect((await get(id)).body).toMatchObject({ state: 'ended', closedAt: second.endsAt.toISOString() });
  expect(await change(id, 'cancel')).toMatchObject({ status: 409, body: { code: 'ITINERARY_NOT_ACTIVE' } });
});
