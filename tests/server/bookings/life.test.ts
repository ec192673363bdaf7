import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { endPastBookings, releaseExpiredHolds } from '../../../server/bookings/index.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { findSlot, goods, listWrongSlots, truck } from '../../support/trucks.ts';

let server: TestServer;
let dispatcher: string;
let rival: string;
let trucks = 0;

beforeAll(async () => {
  server = await startTestServer();
  dispatcher = await server.signIn('dispatcher');
  rival = await server.signIn('dispatcher2');
});
afterAll(() => server.stop());
afterEach(async () => expect(await listWrongSlots(server.parts.db)).toEqual([]));

async function hold(slotId: number, { token = dispatcher, key = randomUUID() as string, number = ++trucks } = {}) {
  const answer = await server.call('POST', '/api/bookings', {
    token,
    key,
    body: { slotId, driverName: 'A. Driver', ...truck(number) },
  });
  expect(answer.status).toBe(201);
  return answer.body;
}

const change = (bookingId: string, verb: 'confirm' | 'cancel', options: { token?: string; key?: string } = {}) =>
  server.call('POST', `/api/bookings/${bookingId}/${verb}`, { token: dispatcher, ...options });

const taken = async (slotId: number) =>
  (await server.parts.db.slot.findUniqueOrThrow({ where: { id: slotId } })).totalTaken;

/** What the API shows as taken, which is what people see. */
async function shownTaken(slot: { id: number; checkpointId: string; direction: string; startsAt: Date }) {
  const from = slot.startsAt.toISOString();
  const path = `/api/checkpoints/${slot.checkpointId}/slots?direction=${slot.direction}&from=${encodeURIComponent(from)}&limit=1`;
  return (await server.call('GET', path)).body.items[0].taken.total;
}

describe('offer, hold, confirm, cancel', () => {
  test('the way of a booking, each step safe to repeat with its key and without', async () => {
    const slot = await findSlot(server.parts.db, { skip: 1 });
    const key = randomUUID();
    const held = await hold(slot.id, { key, number: 500 });
    expect(held).toMatchObject({
      state: 'held',
      channel: 'green',
      source: 'carrier',
      organisationName: 'Demo Trans',
      confirmedAt: null,
    });
    expect(Date.parse(held.holdExpiresAt) - server.clock.now().getTime()).toBe(10 * 60_000);
    expect(await hold(slot.id, { key, number: 500 })).toEqual(held);
    expect(await taken(slot.id)).toBe(1);

    const confirmKey = randomUUID();
    const confirmed = await change(held.id, 'confirm', { key: confirmKey });
    expect(confirmed).toMatchObject({
      status: 200,
      body: { state: 'confirmed', confirmedAt: server.clock.now().toISOString() },
    });
    expect(await change(held.id, 'confirm', { key: confirmKey })).toEqual(confirmed);
    expect((await change(held.id, 'confirm')).body.state).toBe('confirmed');

    expect((await change(held.id, 'cancel')).body.state).toBe('cancelled');
    expect((await change(held.id, 'cancel')).body.state).toBe('cancelled');
    expect(await taken(slot.id)).toBe(0);
    expect(await change(held.id, 'confirm')).toMatchObject({ status: 409, body: { code: 'BOOKING_NOT_ACTIVE' } });
  });

  test('confirm and cancel at once leave one truth', async () => {
    const slot = await findSlot(server.parts.db, { skip: 2 });
    const held = await hold(slot.id);
    await Promise.all(Array.from({ length: 10 }, (_, index) => change(held.id, index % 2 ? 'confirm' : 'cancel')));
    const { body } = await server.call('GET', `/api/bookings/${held.id}`, { token: dispatcher });
    expect(body.state).toBe('cancelled');
    expect(await taken(slot.id)).toBe(0);
  });

  test('the list of a carrier is paged, newest first, and holds its own bookings only', async () => {
    const slot = await findSlot(server.parts.db, { skip: 3 });
    const mine = [await hold(slot.id), await hold(slot.id)].map((booking) => booking.id);
    const theirs = await hold(slot.id, { token: rival });
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await server.call('GET', `/api/bookings?limit=1${cursor ? `&cursor=${cursor}` : ''}`, {
        token: dispatcher,
      });
      seen.push(...body.items.map((booking: { id: string }) => booking.id));
      cursor = body.nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(mine));
    expect(seen).not.toContain(theirs.id);
    const { body } = await server.call('GET', '/api/bookings?state=cancelled', { token: rival });
    expect(body.items).toEqual([]);
  });
});

describe('an expired hold', () => {
  test('is free at once on read, before any job ran', async () => {
    const slot = await findSlot(server.parts.db, { skip: 5 });
    const held = await hold(slot.id);
    server.clock.advanceMinutes(9);
    expect(await shownTaken(slot)).toBe(1);
    server.clock.advanceMinutes(1);
    expect(await shownTaken(slot)).toBe(0);
    expect(await taken(slot.id)).toBe(0);
    const { body } = await server.call('GET', `/api/bookings/${held.id}`, { token: dispatcher });
    expect(body).toMatchObject({ state: 'expired', closedAt: held.holdExpiresAt });
  });

  test('is freed by the job', async () => {
    const slot = await findSlot(server.parts.db, { skip: 6 });
    await hold(slot.id);
    server.clock.advanceMinutes(10);
    const released = await releaseExpiredHolds(server.parts.db, server.parts.feed, server.clock.now());
    expect(released).toEqual([{ id: slot.id, checkpointId: slot.checkpointId }]);
    expect(await releaseExpiredHolds(server.parts.db, server.parts.feed, server.clock.now())).toEqual([]);
    expect(await taken(slot.id)).toBe(0);
  });

  test('stands in nobody’s way: neither of the slot nor of its vehicle', async () => {
    const { db } = server.parts;
    const slot = await findSlot(db, { skip: 7 });
    await db.slot.update({ where: { id: slot.id }, data: { totalPlaces: 1, inspectedPlaces: 1, examinedPlaces: 1 } });
    const first = await hold(slot.id, { number: 900 });
    server.clock.advanceMinutes(10);
    const second = await hold(slot.id, { number: 901 });
    expect(await change(first.id, 'confirm')).toMatchObject({
      status: 409,
      body: { code: 'HOLD_EXPIRED', field: 'bookingId' },
    });
    await change(second.id, 'cancel');
    await hold(slot.id, { number: 900 });
    expect(await taken(slot.id)).toBe(1);
  });
});

test('once its slot is over, a confirmed booking is ended and its vehicle may book again', async () => {
  const { db, clock } = server.parts;
  const slot = await findSlot(db, { skip: 9 });
  const next = await findSlot(db, { skip: 40 });
  const held = await hold(slot.id, { number: 950 });
  await change(held.id, 'confirm');
  const again = { token: dispatcher, body: { slotId: next.id, ...truck(950) } };
  expect(await server.call('POST', '/api/bookings', again)).toMatchObject({
    status: 409,
    body: { code: 'VEHICLE_ALREADY_BOOKED' },
  });
  server.clock.set(slot.endsAt);
  await endPastBookings(db, clock.now());
  expect((await server.call('GET', `/api/bookings/${held.id}`, { token: dispatcher })).body.state).toBe('ended');
  expect(await change(held.id, 'cancel')).toMatchObject({ status: 409, body: { code: 'BOOKING_NOT_ACTIVE' } });
  expect((await server.call('POST', '/api/bookings', again)).status).toBe(201);
});

test('a hold whose slot was closed meanwhile cannot be confirmed, and lets go of nothing else', async () => {
  const { db } = server.parts;
  const slot = await findSlot(db, { skip: 60 });
  const held = await hold(slot.id);
  await db.slot.update({ where: { id: slot.id }, data: { closedBecause: 'closure' } });
  expect(await change(held.id, 'confirm')).toMatchObject({ status: 409, body: { code: 'SLOT_CLOSED' } });
  expect((await change(held.id, 'cancel')).body.state).toBe('cancelled');
});

test('a class whose share of the day is gone is offered another day, not slots that refuse it', async () => {
  const slot = await findSlot(server.parts.db, { checkpointId: 'kairak', skip: 70 });
  const ask = async () => {
    const body = {
      checkpointId: 'kairak',
      direction: 'out',
      ...truck(++trucks, { class: 'accelerated' }),
      earliestAt: slot.startsAt.toISOString(),
      latestAt: new Date(slot.startsAt.getTime() + 48 * 3_600_000).toISOString(),
    };
    return (await server.call('POST', '/api/offers', { token: dispatcher, body })).body.offers[0].slot;
  };
  await server.parts.db.quota.update({ where: { id: 'class-day-accelerated' }, data: { share: 0, minimum: 1 } });
  expect((await ask()).id).toBe(slot.id);
  const body = { slotId: slot.id, ...truck(++trucks, { class: 'accelerated' }) };
  expect((await server.call('POST', '/api/bookings', { token: dispatcher, body })).status).toBe(201);
  const dayOf = async (slotId: number) =>
    (await server.parts.db.slot.findUniqueOrThrow({ where: { id: slotId } })).localDate;
  expect((await dayOf((await ask()).id)).getTime()).toBe(slot.localDate.getTime() + 24 * 3_600_000);
});

describe('where there is no place', () => {
  test('409 names the nearest free windows before and after and at the nearest sibling checkpoints', async () => {
    const { db } = server.parts;
    const slot = await findSlot(db, { checkpointId: 'zhaisan', skip: 50 });
    // Full: it, and its neighbour after it.
    const after = await findSlot(db, { checkpointId: 'zhaisan', skip: 51 });
    await db.slot.updateMany({
      where: { id: { in: [slot.id, after.id] } },
      data: { totalPlaces: 0, inspectedPlaces: 0, examinedPlaces: 0 },
    });
    const answer = await server.call('POST', '/api/bookings', {
      token: dispatcher,
      body: { slotId: slot.id, ...truck(++trucks) },
    });
    expect(answer).toMatchObject({ status: 409, body: { code: 'SLOT_FULL', field: 'slotId' } });
    const { alternatives } = answer.body;
    const starts = (kind: string) => alternatives.filter((offer: { kind: string }) => offer.kind === kind);
    const hour = 3_600_000;
    expect(starts('before').map((offer: { shiftMinutes: number }) => offer.shiftMinutes)).toContain(-60);
    expect(Date.parse(starts('after')[0].slot.startsAt)).toBe(slot.startsAt.getTime() + 2 * hour);
    const siblings = starts('sibling');
    expect(siblings.map((offer: { slot: { checkpointId: string } }) => offer.slot.checkpointId)).toContain('alimbet');
    for (const offer of siblings) expect(offer.detourKm).toBeGreaterThan(0);
    for (const offer of alternatives) expect(offer.slot.left.total).toBeGreaterThan(0);
    const totals = alternatives.map((offer: { cost: { totalMinutes: number } }) => offer.cost.totalMinutes);
    expect(totals).toEqual([...totals].sort((a, b) => a - b));
    const [sibling] = siblings;
    expect(sibling.cost).toEqual({
      totalMinutes: sibling.cost.delayMinutes + 60 + sibling.detourKm,
      delayMinutes: sibling.shiftMinutes === 0 ? 0 : expect.any(Number),
      detourMinutes: 60 + sibling.detourKm,
      expectedWaitMinutes: null,
      riskMinutes: null,
    });
    // An hour before the wish: 60·1 + 5·1², and 120 for lying outside it.
    expect(starts('before')[0].cost).toMatchObject({ totalMinutes: 185, delayMinutes: 185, detourMinutes: 0 });
  });

  test('offers lie in the window while it has room, and none of them takes this truck for granted', async () => {
    const slot = await findSlot(server.parts.db, { checkpointId: 'kurmangazy', skip: 30 });
    const ask = (hsCode: string) =>
      server.call('POST', '/api/offers', {
        token: dispatcher,
        body: {
          checkpointId: 'kurmangazy',
          direction: 'out',
          ...truck(++trucks, { hsCode }),
          earliestAt: slot.startsAt.toISOString(),
          latestAt: new Date(slot.startsAt.getTime() + 4 * 3_600_000).toISOString(),
        },
      });
    const green = await ask(goods.green);
    expect(green.body.screening).toEqual({ channel: 'green', rules: [] });
    expect(
      green.body.offers.map((offer: { kind: string; shiftMinutes: number }) => [offer.kind, offer.shiftMinutes]),
    ).toEqual([
      ['in-window', 0],
      ['in-window', 60],
      ['in-window', 120],
      ['in-window', 180],
    ]);
    expect(green.body.offers.map((offer: { cost: { totalMinutes: number } }) => offer.cost.totalMinutes)).toEqual([
      0, 65, 140, 225,
    ]);
    await server.parts.db.slot.update({ where: { id: slot.id }, data: { examinedPlaces: 0 } });
    const red = await ask(goods.red);
    expect(red.body.screening).toMatchObject({ channel: 'red', rules: [{ subject: goods.red }] });
    expect(green.body.offers[0].count).toBe('total');
    for (const offer of red.body.offers) {
      expect(offer.count).toBe('examined');
      expect(offer.slot.id).not.toBe(slot.id);
      expect(offer.slot.left.examined).toBeGreaterThan(0);
    }
  });
});
