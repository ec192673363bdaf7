import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../support/server.ts';
import { testStart } from '../../support/test-clock.ts';
import { findSlot } from '../../support/trucks.ts';
import { connectLive, type LiveClient } from '../live/live-client.ts';
import { type BookedTruck, type GateWorld, outcomesOf, startGateWorld } from './world.ts';

let world: GateWorld;
let truck: BookedTruck;
let before: string;

beforeAll(async () => {
  world = await startGateWorld();
  truck = await world.book();
});
afterAll(() => world.server.stop());
beforeEach(async () => {
  world.server.clock.set(testStart);
  before = await world.everything();
});

async function expectRefused(answer: Answer, status: number, code: string, detail: object = {}) {
  expect(answer).toMatchObject({ status, body: { code, message: expect.stringMatching(/\S/), ...detail } });
  expect(await world.everything()).toBe(before);
}

const passOf = async ({ id }: BookedTruck): Promise<string> => {
  const link = await world.server.call('GET', `/api/bookings/${id}/link`, { token: world.dispatcher });
  return (await world.server.call('GET', `/api/trips/${link.body.token}`)).body.pass.token;
};
const at = (minutes: number) => new Date(testStart.getTime() + minutes * 60_000).toISOString();

describe('each a clear error, and nothing changed', () => {
  test('unknown plate', async () => {
    const detail = { field: 'truck', hint: expect.any(String) };
    await expectRefused(await world.record({ plate: '999ZZZ99' }, 'arrived'), 404, 'TRUCK_NOT_FOUND', detail);
    const found = await world.server.call('GET', '/api/checkpoints/syrym/trucks/999ZZZ99', { token: world.officer });
    await expectRefused(found, 404, 'TRUCK_NOT_FOUND', { field: 'plate' });
  });

  test('unknown booking', async () => {
    await expectRefused(await world.record({ id: randomUUID() }, 'arrived'), 404, 'TRUCK_NOT_FOUND', {
      field: 'truck',
    });
  });

  test('wrong checkpoint: by booking, by plate and by pass', async () => {
    const other = await world.book({ checkpointId: 'taskala' });
    before = await world.everything();
    const detail = { field: 'truck', hint: expect.any(String) };
    await expectRefused(await world.record(other, 'arrived'), 409, 'WRONG_CHECKPOINT', detail);
    await expectRefused(await world.record({ plate: other.plate }, 'arrived'), 409, 'WRONG_CHECKPOINT', detail);
    await expectRefused(await world.record({ pass: await passOf(other) }, 'arrived'), 409, 'WRONG_CHECKPOINT', detail);
    const found = await world.server.call('GET', `/api/checkpoints/syrym/trucks/${other.plate}`, {
      token: world.officer,
    });
    await expectRefused(found, 409, 'WRONG_CHECKPOINT');
  });

  test("a checkpoint that is not the officer's, and one that does not exist", async () => {
    const event = { id: randomUUID(), truck: { bookingId: truck.id }, step: 'arrived', happenedAt: at(0) };
    const send = (checkpointId: string) => world.batch([event], { checkpointId });
    await expectRefused(await send('taskala'), 403, 'NOT_ALLOWED', { field: 'checkpointId' });
    await expectRefused(await send('atlantis'), 403, 'NOT_ALLOWED', { field: 'checkpointId' });
  });

  test('a pass that was altered', async () => {
    const pass = await passOf(truck);
    const [head, body, signature] = pass.split('.') as [string, string, string];
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...claims, plate: '001AAA01' })).toString('base64url');
    for (const wrong of [
      `${head}.${forged}.${signature}`,
      `${head}.${body}.${'A'.repeat(86)}`,
      'nonsense',
      `${pass}x`,
    ]) {
      await expectRefused(await world.record({ pass: wrong }, 'arrived'), 422, 'PASS_INVALID', {
        field: 'truck.pass',
        hint: expect.any(String),
      });
    }
    const link = await world.server.call('GET', `/api/bookings/${truck.id}/link`, { token: world.dispatcher });
    await expectRefused(await world.record({ pass: link.body.token }, 'arrived'), 422, 'PASS_INVALID');
  });

  test('a pass that has expired', async () => {
    const pass = await passOf(truck);
    world.server.clock.set(new Date(Date.parse(truck.endsAt) + 241 * 60_000));
    await expectRefused(await world.record({ pass }, 'arrived'), 422, 'PASS_EXPIRED', {
      field: 'truck.pass',
      hint: expect.any(String),
    });
  });

  test('an event from the future, and one from long ago', async () => {
    const ahead = await world.record(truck, 'arrived', { happenedAt: at(3) });
    await expectRefused(ahead, 422, 'EVENT_IN_FUTURE', { field: 'happenedAt', hint: expect.stringContaining('clock') });
    const old = await world.record(truck, 'arrived', { happenedAt: '1970-01-01T00:00:00Z' });
    await expectRefused(old, 422, 'EVENT_TOO_OLD', { field: 'happenedAt', hint: expect.stringContaining('clock') });
  });

  test('an event for a cancelled booking', async () => {
    const cancelled = await world.book({ skip: 2 });
    await world.server.call('POST', `/api/bookings/${cancelled.id}/cancel`, { token: world.dispatcher });
    before = await world.everything();
    const detail = { field: 'truck', hint: 'it is cancelled' };
    await expectRefused(await world.record(cancelled, 'arrived'), 409, 'BOOKING_NOT_ACTIVE', detail);
    await expectRefused(await world.record({ plate: cancelled.plate }, 'arrived'), 409, 'BOOKING_NOT_ACTIVE', detail);
  });

  test('an event for a hold that nobody confirmed', async () => {
    const slot = await findSlot(world.server.parts.db, { skip: 3 });
    const vehicle = { plate: '555HLD05', vin: 'XTA21074095555555', country: 'KZ' };
    const body = { slotId: slot.id, vehicle, cargo: { hsCode: '730890', grossWeightKg: 1 } };
    const { id } = (await world.server.call('POST', '/api/bookings', { token: world.dispatcher, body })).body;
    before = await world.everything();
    await expectRefused(await world.record({ id }, 'arrived'), 409, 'BOOKING_NOT_ACTIVE', {
      hint: 'its carrier has not confirmed it',
    });
  });

  test('an impossible step', async () => {
    await expectRefused(await world.record(truck, ['at-post', 'first']), 409, 'GATE_STEP_REFUSED', {
      field: 'step',
      from: { state: 'expected', post: null },
      step: 'at-post',
      hint: 'it is expected; next may be arrived',
    });
  });

  test('a step of the contract that is not one: no post where it needs one, an undo of nothing', async () => {
    await expectRefused(await world.record(truck, 'documents'), 400, 'INVALID_INPUT', { field: 'event.post' });
    await expectRefused(await world.record(truck, ['called', 'first']), 400, 'INVALID_INPUT', { field: 'event.post' });
    await expectRefused(await world.record(truck, 'undo'), 400, 'INVALID_INPUT', { field: 'event.undoes' });
    await expectRefused(await world.record(truck, 'no-show'), 400, 'INVALID_INPUT', { field: 'event.step' });
    await expectRefused(await world.record(truck, 'arrived', { id: 'seven' }), 400, 'INVALID_INPUT', {
      field: 'event.id',
    });
  });

  test('ten thousand events at once, and five hundred and one', async () => {
    const events = Array.from({ length: 10_000 }, () => ({
      id: randomUUID(),
      truck: { bookingId: truck.id },
      step: 'arrived',
      happenedAt: at(0),
    }));
    await expectRefused(await world.batch(events), 413, 'BODY_TOO_LARGE', { hint: 'send it in smaller parts' });
    await expectRefused(await world.batch(events.slice(0, 501)), 400, 'INVALID_INPUT', {
      field: 'events',
      hint: expect.stringContaining('at most 500 events in one call'),
    });
    await expectRefused(await world.batch([]), 400, 'INVALID_INPUT', { field: 'events' });
  });

  test('what PostgreSQL cannot take in: a text with U+0000 or half a letter, an offset that no clock has', async () => {
    for (const reason of ['papers\u0000missing', 'papers\ud800missing'])
      await expectRefused(await world.record(truck, 'turned-back', { reason }), 400, 'INVALID_INPUT', {
        field: 'event.reason',
      });
    const happenedAt = '2026-06-15T11:00:00+23:59';
    await expectRefused(await world.record(truck, 'arrived', { happenedAt }), 400, 'INVALID_INPUT', {
      field: 'event.happenedAt',
    });
    const path = '/api/checkpoints/syrym/queue-history?direction=out&cursor=-100000-09-13T00:00:00.000Z';
    await expectRefused(await world.server.call('GET', path), 400, 'INVALID_INPUT', { field: 'cursor' });
  });

  test('one wrong event in a batch refuses none of the others', async () => {
    const answer = await world.batch([
      { id: randomUUID(), truck: { plate: '999ZZZ99' }, step: 'arrived', happenedAt: at(0) },
      { id: randomUUID(), truck: { pass: 'nonsense' }, step: 'arrived', happenedAt: at(0) },
      { id: randomUUID(), truck: { bookingId: truck.id }, step: 'called', happenedAt: at(0) },
    ]);
    expect(outcomesOf(answer)).toEqual(['TRUCK_NOT_FOUND', 'PASS_INVALID', 'GATE_STEP_REFUSED']);
    expect(await world.everything()).toBe(before);
  });

  test('a link that was altered or has expired', async () => {
    const trip = (token: string) => world.server.call('GET', `/api/trips/${token}`);
    const { body } = await world.server.call('GET', `/api/bookings/${truck.id}/link`, { token: world.dispatcher });
    await expectRefused(await trip(`${body.token}x`), 404, 'LINK_INVALID', {
      field: 'token',
      hint: expect.any(String),
    });
    await expectRefused(await trip(await passOf(truck)), 404, 'LINK_INVALID');
    world.server.clock.set(new Date(Date.parse(body.expiresAt) + 1000));
    await expectRefused(await trip(body.token), 410, 'LINK_EXPIRED', { hint: expect.any(String) });
  });
});

describe('a socket that joins what it may not see', () => {
  let client: LiveClient;
  beforeAll(async () => {
    client = await connectLive(world.server.url);
  });
  afterAll(() => void client.socket.disconnect());
  const rooms = () => [...world.server.parts.live.sockets.sockets.values()].flatMap((socket) => [...socket.rooms]);

  test.each<[string, () => Promise<object>, string]>([
    ['a booking without a word', async () => ({}), 'NOT_ALLOWED'],
    ['a booking that does not exist', async () => ({ bookingId: randomUUID() }), 'NOT_ALLOWED'],
    ['an altered token', async () => ({ token: 'a.b.c' }), 'LINK_INVALID'],
    ['a pass instead of a link', async () => ({ token: await passOf(truck) }), 'LINK_INVALID'],
    [
      "another booking's link",
      async () => {
        const other = await world.book({ skip: 4 });
        const link = await world.server.call('GET', `/api/bookings/${other.id}/link`, { token: world.dispatcher });
        return { token: link.body.token };
      },
      'NOT_ALLOWED',
    ],
  ])('%s', async (_what, changes, code) => {
    const topic = { kind: 'booking', bookingId: truck.id, ...(await changes()) };
    before = await world.everything();
    expect(await client.ask(topic)).toEqual({ ok: false, code, message: expect.stringMatching(/\S/) });
    expect(rooms().filter((room) => room.startsWith('booking:'))).toEqual([]);
    expect(await world.everything()).toBe(before);
  });
});
