import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { releaseExpiredHolds } from '../../../server/bookings/index.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { testStart } from '../../support/test-clock.ts';
import { listWrongSlots } from '../../support/trucks.ts';
import { countAll } from './planned-ways.ts';
import { hours, openRepairWorld } from './repair-world.ts';

let server: TestServer;
let world: Awaited<ReturnType<typeof openRepairWorld>>;
let number = 0;

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

test('a slot that was moved too late for the next leg: new places are held, the carrier is asked, and accepts', async () => {
  const { db } = server.parts;
  const way = await world.book(number);
  const [first, second] = way.bookings;
  const slippedLeg = way.legs.findIndex(({ kind }) => kind === 'crossing');
  const moved = await world.move(first!, 60, 'the scanner is broken');
  expect(await world.repair()).toEqual({ asked: 1, impossible: 0 });
  expect(await world.repair()).toEqual({ asked: 0, impossible: 0 });

  const asked = await world.get(way.id);
  expect(asked.state).toBe('confirmed');
  expect(asked.repair).toMatchObject({
    ...{ state: 'asked', cause: 'slot-moved', slippedLeg, reason: 'the scanner is broken' },
    replacedBookingIds: [second!.id],
  });
  expect(asked.bookings.map(({ id, state }) => [id, state])).toEqual([
    [first!.id, 'confirmed'],
    [second!.id, 'confirmed'],
  ]);
  expect(Date.parse(asked.repair!.expiresAt)).toBeLessThanOrEqual(hours(server.clock.now(), 2).getTime());
  const fresh = await db.booking.findFirstOrThrow({ where: { itineraryId: way.id, state: 'held' } });
  expect(fresh).toMatchObject({ leg: way.legs.length - 2, holdsVehicle: false });
  expect(fresh.holdExpiresAt.toISOString()).toBe(asked.repair!.expiresAt);
  // The leg that was moved is shown in its new slot.
  expect(asked.repair!.legs[slippedLeg]).toMatchObject({ slot: { id: moved.id } });
  const planned = asked.repair!.legs.at(-2)!;
  expect(planned).toMatchObject({ kind: 'crossing', slot: { id: fresh.slotId } });
  // It is there before the new slot ends, by the moved one.
  expect(Date.parse(planned.startsAt)).toBeLessThanOrEqual(
    Date.parse(planned.kind === 'crossing' ? planned.slot.endsAt : ''),
  );

  const key = randomUUID();
  const accepted = await world.post(`/api/itineraries/${way.id}/repair/accept`, {}, key);
  expect(accepted).toMatchObject({ status: 200, body: { state: 'confirmed', repair: { state: 'accepted' } } });
  expect(accepted.body.bookings.map(({ id, state }: { id: string; state: string }) => [id, state])).toEqual([
    [first!.id, 'confirmed'],
    [fresh.id, 'confirmed'],
  ]);
  expect(accepted.body.arrivalP50At).toBe(asked.repair!.arrivalP50At);
  expect(await world.stateOf(second!.id)).toBe('cancelled');
  expect(await world.post(`/api/itineraries/${way.id}/repair/accept`, {}, key)).toEqual(accepted);
  expect(await world.post(`/api/itineraries/${way.id}/repair/accept`)).toMatchObject({
    status: 409,
    body: { code: 'REPAIR_NOT_OPEN' },
  });
  const record = await db.conductEntry.findMany({ where: { bookingId: second!.id } });
  expect(record.filter(({ state }) => state !== 'excused')).toEqual([]);
  expect(await world.repair()).toEqual({ asked: 0, impossible: 0 });
}, 60_000);

test('declined: what was held is free, and the same slip is not asked about again', async () => {
  const way = await world.book(number);
  await world.move(way.bookings[0]!, 60, 'no power');
  await world.repair();
  const declined = await world.post(`/api/itineraries/${way.id}/repair/decline`);
  expect(declined).toMatchObject({ status: 200, body: { state: 'confirmed', repair: { state: 'declined' } } });
  expect(await server.parts.db.booking.count({ where: { itineraryId: way.id, state: 'held' } })).toBe(0);
  expect(await world.stateOf(way.bookings[1]!.id)).toBe('confirmed');
  server.clock.advanceMinutes(1);
  expect(await world.repair()).toEqual({ asked: 0, impossible: 0 });
}, 60_000);

test('what the margins absorb is no slip', async () => {
  const way = await world.book(number);
  await world.move(way.bookings[0]!, 1, 'an hour later');
  const before = await countAll(server);
  expect(await world.repair()).toEqual({ asked: 0, impossible: 0 });
  expect(await countAll(server)).toEqual(before);
}, 60_000);

test('not answered in time: what was held is free, the old places stay, and it is asked three times at most', async () => {
  const { db, feed } = server.parts;
  const way = await world.book(number);
  await world.move(way.bookings[0]!, 60, 'no power');
  for (let round = 1; round <= 3; round++) {
    expect(await world.repair()).toEqual({ asked: 1, impossible: 0 });
    server.clock.set(new Date((await world.get(way.id)).repair!.expiresAt));
    expect(await world.post(`/api/itineraries/${way.id}/repair/accept`)).toMatchObject({
      body: { code: 'REPAIR_NOT_OPEN' },
    });
    await releaseExpiredHolds(db, feed, server.clock.now());
    expect((await world.get(way.id)).repair!.state).toBe('expired');
    expect(await db.booking.count({ where: { itineraryId: way.id, state: 'held' } })).toBe(0);
  }
  expect(await world.repair()).toEqual({ asked: 0, impossible: 0 });
  expect(await world.stateOf(way.bookings[1]!.id)).toBe('confirmed');
}, 60_000);

test('two processes at once ask once', async () => {
  const way = await world.book(number);
  await world.move(way.bookings[0]!, 60, 'no power');
  const done = await Promise.all([world.repair(), world.repair(), world.repair()]);
  expect(done.reduce((sum, { asked }) => sum + asked, 0)).toBe(1);
  expect(await server.parts.db.itineraryRepair.count({ where: { itineraryId: way.id } })).toBe(1);
  expect(await server.parts.db.booking.count({ where: { itineraryId: way.id, state: 'held' } })).toBe(1);
}, 60_000);

test('a slot that was closed', async () => {
  const way = await world.book(number);
  const closed = way.bookings[1]!;
  await server.parts.db.slot.update({ where: { id: closed.slot.id }, data: { closedBecause: 'closure' } });
  expect(await world.repair()).toEqual({ asked: 1, impossible: 0 });
  expect((await world.get(way.id)).repair).toMatchObject({ cause: 'slot-moved', replacedBookingIds: [closed.id] });
}, 60_000);

test('a truck that stands at a checkpoint too long for the next leg, and one that did not come', async () => {
  const { db } = server.parts;
  const way = await world.book(number);
  const [first, second] = way.bookings;
  server.clock.set(new Date(first!.slot.startsAt));
  await world.arrive(first!);
  expect(await world.repair()).toEqual({ asked: 0, impossible: 0 });
  server.clock.set(hours(first!.slot.startsAt, 48));
  expect(await world.repair()).toEqual({ asked: 1, impossible: 0 });
  const { repair: asked } = await world.get(way.id);
  expect(asked).toMatchObject({ cause: 'truck-late', replacedBookingIds: [second!.id] });
  // Where it stands it stays: it is not planned anew, and nothing is planned for before now.
  expect(asked!.legs[1]).toMatchObject({ kind: 'crossing', slot: { id: first!.slot.id } });
  expect(Date.parse(asked!.legs[1]!.endsAt)).toBeGreaterThanOrEqual(server.clock.now().getTime());
  expect(Date.parse(asked!.legs[2]!.startsAt)).toBeGreaterThanOrEqual(server.clock.now().getTime());

  number += 500;
  server.clock.set(testStart);
  const other = await world.book(number);
  server.clock.set(hours(other.bookings[0]!.slot.endsAt, 3));
  await db.booking.update({
    where: { id: other.bookings[0]!.id },
    data: { state: 'no-show', closedAt: server.clock.now() },
  });
  await world.repair();
  expect((await world.get(other.id)).repair).toMatchObject({ state: 'asked', cause: 'truck-late', slippedLeg: 1 });
  expect((await world.get(other.id)).repair!.replacedBookingIds).toContain(other.bookings[0]!.id);
  expect((await world.post(`/api/itineraries/${other.id}/repair/accept`)).body.repair.state).toBe('accepted');
}, 60_000);

test('a truck that comes to the gate before the answer stays in its slot', async () => {
  const way = await world.book(number);
  await world.move(way.bookings[0]!, 60, 'no power');
  await world.repair();
  await world.arrive(way.bookings[1]!);
  const before = await countAll(server);
  expect(await world.post(`/api/itineraries/${way.id}/repair/accept`)).toMatchObject({
    status: 409,
    body: { code: 'TRUCK_AT_GATE' },
  });
  expect(await countAll(server)).toEqual(before);
}, 60_000);

test('no way on: that is said once, and nothing is held', async () => {
  const { db } = server.parts;
  const way = await world.book(number);
  const { slot } = way.bookings[1]!;
  const where = { checkpointId: slot.checkpointId, direction: slot.direction, closedBecause: null };
  const open = await db.slot.findMany({ where, select: { id: true } });
  await db.slot.updateMany({ where, data: { closedBecause: 'closure' } });
  try {
    expect(await world.repair()).toEqual({ asked: 0, impossible: 1 });
    for (let minute = 0; minute < 11; minute++) {
      server.clock.advanceMinutes(1);
      expect(await world.repair()).toEqual({ asked: 0, impossible: 0 });
    }
    expect((await world.get(way.id)).repair).toMatchObject({ state: 'impossible', replacedBookingIds: [] });
    expect(await db.booking.count({ where: { itineraryId: way.id, state: 'held' } })).toBe(0);
  } finally {
    await db.slot.updateMany({ where: { id: { in: open.map(({ id }) => id) } }, data: { closedBecause: null } });
  }
}, 60_000);
