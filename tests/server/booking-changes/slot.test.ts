import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { listWrongSlots, truck } from '../../support/trucks.ts';
import { bookTruck, codeOf, everything, hour, slotsFrom } from './world.ts';

let server: TestServer;
let dispatcher: string;
let slots: Awaited<ReturnType<typeof slotsFrom>>;
let bookingId: string;
let trucks = 0;

beforeAll(async () => {
  server = await startTestServer();
  dispatcher = await server.signIn('dispatcher');
  await server.parts.db.quota.deleteMany({ where: { kind: 'carrier-slot' } });
  slots = await slotsFrom(server, 5, 120);
});
afterAll(() => server.stop());
beforeEach(async () => {
  bookingId = await bookTruck(server, dispatcher, slots[0]!.id, ++trucks);
});
afterEach(async () => {
  await server.call('POST', `/api/bookings/${bookingId}/cancel`, { token: dispatcher });
  expect(await listWrongSlots(server.parts.db)).toEqual([]);
});

const move = (slotId: number, id = bookingId, token = dispatcher, key: string = randomUUID()) =>
  server.call('POST', `/api/bookings/${id}/slot`, { token, key, body: { slotId } });
const taken = async (index: number) =>
  (await server.parts.db.slot.findUniqueOrThrow({ where: { id: slots[index]!.id } })).totalTaken;

test('both slots change hands at once, and the same key moves it once', async () => {
  const before = [await taken(0), await taken(1)];
  const key = randomUUID();
  const moved = await move(slots[1]!.id, bookingId, dispatcher, key);
  expect(moved).toMatchObject({ status: 200, body: { state: 'confirmed', slot: { id: slots[1]!.id } } });
  expect([await taken(0), await taken(1)]).toEqual([before[0]! - 1, before[1]! + 1]);
  expect((await move(slots[1]!.id, bookingId, dispatcher, key)).status).toBe(200);
  expect(await taken(1)).toBe(before[1]! + 1);
  const { body } = await server.call('GET', `/api/bookings/${bookingId}/changes`, { token: dispatcher });
  expect(body.items).toMatchObject([
    {
      ...{ kind: 'slot', proof: null, before: { startsAt: slots[0]!.startsAt.toISOString() } },
      after: { startsAt: slots[1]!.startsAt.toISOString() },
    },
  ]);
  const planner = await server.signIn('planner');
  expect((await server.call('GET', `/api/bookings/${bookingId}/changes`, { token: planner })).body.items).toHaveLength(
    1,
  );
});

test('the rules say until when, how often and where to; the offers are within', async () => {
  const { body } = await server.call('GET', `/api/bookings/${bookingId}/change-rules`, { token: dispatcher });
  const [start, end] = [slots[0]!.startsAt.getTime(), slots[0]!.endsAt.getTime()];
  expect(body).toMatchObject({
    slot: {
      ...{ isAllowed: true, because: null, left: 3, until: new Date(start - 3 * hour).toISOString() },
      ...{ earliestAt: new Date(start - 24 * hour).toISOString(), latestAt: new Date(end + 24 * hour).toISOString() },
    },
    ...{ driver: { isAllowed: true, because: null }, vehicle: { isAllowed: true, because: null } },
  });
  const { body: answer } = await server.call('GET', `/api/bookings/${bookingId}/slot-offers`, { token: dispatcher });
  expect(answer.offers.length).toBeGreaterThan(3);
  for (const { slot, shiftMinutes } of answer.offers) {
    expect(slot.id).not.toBe(slots[0]!.id);
    expect(slot.startsAt >= body.slot.earliestAt && slot.startsAt < body.slot.latestAt).toBe(true);
    expect(shiftMinutes).toBe((Date.parse(slot.startsAt) - start) / 60_000);
  }
  expect((await move(answer.offers[0].slot.id)).status).toBe(200);
});

test('a place that it leaves goes to whoever waits for it', async () => {
  const { db } = server.parts;
  const slot = await db.slot.update({
    where: { id: slots[0]!.id },
    data: { totalPlaces: 1, inspectedPlaces: 1, examinedPlaces: 1 },
  });
  const rival = await server.signIn('dispatcher2');
  const body = {
    ...{ checkpointId: 'syrym', direction: 'out', earliestAt: slot.startsAt, latestAt: slot.endsAt },
    ...truck(5000),
  };
  const entry = await server.call('POST', '/api/waitlist', { token: rival, body });
  expect(entry.status).toBe(201);
  expect((await move(slots[1]!.id)).status).toBe(200);
  const { body: list } = await server.call('GET', '/api/waitlist', { token: rival });
  expect(list.items[0]).toMatchObject({ id: entry.body.id, state: 'offered', offer: { slot: { id: slot.id } } });
  await server.call('POST', `/api/waitlist/${entry.body.id}/withdraw`, { token: rival });
  await db.slot.update({ where: { id: slot.id }, data: { totalPlaces: 12, inspectedPlaces: 6, examinedPlaces: 4 } });
});

describe('is refused, and nothing changes:', () => {
  async function expectRefused(wanted: unknown[], run: () => ReturnType<typeof move>) {
    const before = await everything(server);
    expect(codeOf(await run())).toEqual(wanted);
    expect(await everything(server)).toBe(before);
  }

  test('a slot outside the window, of another checkpoint or of the other direction', async () => {
    const { db } = server.parts;
    const far = slots.find(({ startsAt }) => startsAt >= new Date(slots[0]!.endsAt.getTime() + 24 * hour))!;
    const elsewhere = await db.slot.findFirstOrThrow({
      where: { checkpointId: 'zhaisan', direction: 'out', startsAt: slots[1]!.startsAt },
    });
    const back = await db.slot.findFirstOrThrow({
      where: { checkpointId: 'syrym', direction: 'in', startsAt: slots[1]!.startsAt },
    });
    for (const { id } of [far, elsewhere, back])
      await expectRefused([422, 'CHANGE_OUTSIDE_WINDOW', 'slotId'], () => move(id));
  });

  test('an unknown slot, its own slot, a closed one, a full one', async () => {
    const { db } = server.parts;
    await expectRefused([404, 'SLOT_NOT_FOUND', 'slotId'], () => move(99_999_999));
    await expectRefused([400, 'INVALID_INPUT', 'slotId'], () => move(slots[0]!.id));
    await db.slot.update({ where: { id: slots[3]!.id }, data: { closedBecause: 'closure' } });
    await expectRefused([409, 'SLOT_CLOSED', 'slotId'], () => move(slots[3]!.id));
    const { totalTaken, inspectedTaken, examinedTaken } = await db.slot.findUniqueOrThrow({
      where: { id: slots[4]!.id },
    });
    await db.slot.update({
      where: { id: slots[4]!.id },
      data: { totalPlaces: totalTaken, inspectedPlaces: inspectedTaken, examinedPlaces: examinedTaken },
    });
    await expectRefused([409, 'SLOT_FULL', 'slotId'], () => move(slots[4]!.id));
  });

  test('a slot that has begun, and a share that is used up', async () => {
    const { db } = server.parts;
    const now = server.clock.now();
    const [past] = await slotsFrom(server, 0, 1);
    server.clock.set(past!.startsAt);
    await expectRefused([409, 'SLOT_IN_PAST', 'slotId'], () => move(past!.id));
    server.clock.set(now);
    await db.quota.create({
      data: { id: 'carrier-slot', kind: 'carrier-slot', share: 0, minimum: 1, source: 'test' },
    });
    await bookTruck(server, dispatcher, slots[5]!.id, ++trucks);
    await expectRefused([409, 'CARRIER_QUOTA_REACHED', 'slotId'], () => move(slots[5]!.id));
    await db.quota.delete({ where: { id: 'carrier-slot' } });
  });

  test('the share of its class on another day', async () => {
    const { db } = server.parts;
    const other = slots.find(({ localDate }) => localDate.getTime() !== slots[0]!.localDate.getTime())!;
    await db.booking.update({ where: { id: bookingId }, data: { class: 'accelerated' } });
    await db.quota.update({ where: { id: 'class-day-accelerated' }, data: { share: 0 } });
    await expectRefused([409, 'CLASS_QUOTA_REACHED', 'slotId'], () => move(other.id));
    expect((await move(slots[1]!.id)).status).toBe(200); // on its own day it has been granted
  });

  test('three hours before its slot, and a fourth time', async () => {
    const now = server.clock.now();
    server.clock.set(new Date(slots[0]!.startsAt.getTime() - 3 * hour));
    await expectRefused([409, 'CHANGE_TOO_LATE', 'bookingId'], () => move(slots[1]!.id));
    server.clock.set(now);
    for (const index of [1, 2, 1]) expect((await move(slots[index]!.id)).status).toBe(200);
    await expectRefused([409, 'CHANGE_LIMIT_REACHED', 'bookingId'], () => move(slots[2]!.id));
    const { body } = await server.call('GET', `/api/bookings/${bookingId}/change-rules`, { token: dispatcher });
    expect(body.slot).toMatchObject({ isAllowed: false, because: 'limit', left: 0 });
    const { body: answer } = await server.call('GET', `/api/bookings/${bookingId}/slot-offers`, { token: dispatcher });
    expect(answer.offers).toEqual([]);
  });

  test('a booking of another carrier, one that was given up, one at the gate, one of an itinerary', async () => {
    const { db } = server.parts;
    const rival = await server.signIn('dispatcher2');
    await expectRefused([404, 'BOOKING_NOT_FOUND', 'bookingId'], () => move(slots[1]!.id, bookingId, rival));
    await expectRefused([404, 'BOOKING_NOT_FOUND', 'bookingId'], () => move(slots[1]!.id, randomUUID()));
    const { slotId } = await db.booking.findUniqueOrThrow({ where: { id: bookingId } });
    await db.passage.create({
      data: {
        ...{
          bookingId,
          checkpointId: 'syrym',
          direction: 'out',
          state: 'arrived',
          since: server.clock.now(),
          lastAt: server.clock.now(),
        },
        ...{ class: 'general', channel: 'green', source: 'gate', seq: 1n },
      },
    });
    await expectRefused([409, 'TRUCK_AT_GATE', 'bookingId'], () => move(slots[1]!.id));
    await db.passage.delete({ where: { bookingId } });
    expect(slotId).toBe(slots[0]!.id);
    const given = await bookTruck(server, dispatcher, slots[6]!.id, ++trucks);
    await server.call('POST', `/api/bookings/${given}/cancel`, { token: dispatcher });
    await expectRefused([409, 'BOOKING_NOT_ACTIVE', 'bookingId'], () => move(slots[1]!.id, given));
  });
});
