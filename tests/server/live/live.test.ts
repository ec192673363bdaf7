import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createRecurringJobs } from '../../../server/recurring-jobs.ts';
import { checkpointLoadSchema, slotSchema } from '../../../shared/contract/checkpoints.ts';
import { callApi, startTestServer, type TestServer } from '../../support/server.ts';
import { testStart } from '../../support/test-clock.ts';
import { findSlot, goods, truck } from '../../support/trucks.ts';
import { connectLive, type LiveClient } from './live-client.ts';

let server: TestServer;
let second: { url: string; stop(): Promise<void> };
let dispatcher: string;
let near: LiveClient;
let far: LiveClient;
let trucks = 0;

beforeAll(async () => {
  server = await startTestServer();
  second = await server.startSecond();
  dispatcher = await server.signIn('dispatcher');
});
afterAll(() => server.stop());
beforeEach(async () => {
  server.clock.set(testStart);
  [near, far] = await Promise.all([connectLive(server.url), connectLive(second.url)]);
});
afterEach(() => {
  near.socket.disconnect();
  far.socket.disconnect();
});

async function book(slotId: number, { url = server.url, ...changes }: { url?: string; hsCode?: string } = {}) {
  const body = { slotId, driverName: 'Secret Driver', ...truck(++trucks, changes) };
  const answer = await callApi(url, 'POST', '/api/bookings', { token: dispatcher, body });
  expect(answer.status).toBe(201);
  return answer.body;
}

const slotAt = (checkpointId: string, skip = 0) => findSlot(server.parts.db, { checkpointId, skip });
const at = (checkpointId: string) => ({ kind: 'checkpoint', checkpointId }) as const;

describe('across processes', () => {
  test('a slot taken at one appears at the client of the other with the next message, and on the map', async () => {
    const slot = await slotAt('syrym', 2);
    const snapshot = await far.watch(at('syrym'));
    const before = snapshot.slots.find(({ id }) => id === slot.id)!;
    const mapped = (await near.watch({ kind: 'map' })).loads.find(({ checkpointId }) => checkpointId === 'syrym')!;

    const change = far.next('slots');
    const load = near.next('load', ({ checkpointId }) => checkpointId === 'syrym');
    const booking = await book(slot.id, { hsCode: goods.red });

    expect(await change).toEqual({ checkpointId: 'syrym', slots: [booking.slot] });
    expect(booking.slot).toEqual({
      ...before,
      taken: { total: 1, inspected: 1, examined: 1 },
      left: expect.objectContaining({ total: before.places.total - 1 }),
      seq: expect.any(Number),
    });
    expect(booking.slot.seq).toBeGreaterThan(before.seq);
    expect((await load).out).toEqual({ ...mapped.out, taken: mapped.out.taken + 1 });
    expect((await load).seq).toBeGreaterThan(mapped.seq);
  });

  test('a cancelled booking and an announced closure appear, too', async () => {
    const slot = await slotAt('taskala', 2);
    await near.watch(at('taskala'));
    const taken = near.nextSlot(slot.id, ({ taken }) => taken.total === 1);
    const { id } = await book(slot.id, { url: second.url });
    await taken;

    const freed = near.nextSlot(slot.id, ({ taken }) => taken.total === 0);
    await callApi(second.url, 'POST', `/api/bookings/${id}/cancel`, { token: dispatcher });
    await freed;

    const closed = near.nextSlot(slot.id, ({ closedBecause }) => closedBecause === 'closure');
    await callApi(second.url, 'POST', '/api/checkpoints/taskala/closures', {
      token: await server.signIn('planner'),
      body: { startsAt: slot.startsAt, endsAt: slot.endsAt, reason: 'fog' },
    });
    expect((await closed).left).toEqual({ total: 0, inspected: 0, examined: 0 });
  });

  test('an expired hold that a worker releases is pushed', async () => {
    const slot = await slotAt('kosak', 2);
    await far.watch(at('kosak'));
    const taken = far.nextSlot(slot.id, ({ taken }) => taken.total === 1);
    await book(slot.id);
    await taken;

    const released = far.nextSlot(slot.id, ({ taken }) => taken.total === 0);
    server.clock.advanceMinutes(10);
    await createRecurringJobs(server.parts)
      .find(({ name }) => name === 'release-expired-holds')!
      .run();
    expect((await released).left.total).toBe(slot.totalPlaces);
  });

  test('where nobody books, the load of the next 24 hours moves on all the same', async () => {
    const { loads } = await far.watch({ kind: 'map' });
    const before = loads.find(({ checkpointId }) => checkpointId === 'kegen')!;
    const announced = far.next('load', ({ checkpointId }) => checkpointId === 'kegen');
    server.clock.advanceMinutes(6 * 60); // from 11:00 to 17:00: the free hours of today are now those of tomorrow
    await createRecurringJobs(server.parts)
      .find(({ name }) => name === 'announce-loads')!
      .run();
    const after = await announced;
    expect(after.asOf).toBe(server.clock.now().toISOString());
    expect(Date.parse(after.out.nextFreeAt!)).toBeGreaterThan(Date.parse(before.out.nextFreeAt!));
  });

  test('a process that stops sends what it had gathered', async () => {
    const dying = await server.startSecond();
    const [first, next] = [await slotAt('naiza', 2), await slotAt('naiza', 3)];
    await far.watch(at('naiza'));
    const sent = far.nextSlot(first.id);
    await book(first.id, { url: dying.url });
    await sent;

    const gathered = far.nextSlot(next.id);
    await book(next.id, { url: dying.url });
    await dying.stop();
    expect((await gathered).taken.total).toBe(1);
  });
});

describe('snapshots', () => {
  test('of the map are all loads; of a checkpoint its load and every slot of the 31 days', async () => {
    const map = await near.watch({ kind: 'map' });
    expect(map.slots).toEqual([]);
    expect(map.loads).toHaveLength(37);

    const { loads, slots } = await far.watch(at('auyl'));
    expect(loads.map(({ checkpointId }) => checkpointId)).toEqual(['auyl']);
    expect(slots).toHaveLength(2 * (12 + 31 * 24));
    const direction = (wanted: string) => slots.filter((slot) => slot.direction === wanted);
    const { body } = await server.call(
      'GET',
      '/api/checkpoints/auyl/slots?direction=out&to=2026-07-20T00:00:00Z&limit=1000',
    );
    expect(direction('out')).toEqual(body.items);
  });

  test('after a lost connection the new one is right', async () => {
    const slot = await slotAt('kairak', 5);
    await far.watch(at('kairak'));
    far.socket.disconnect();
    await book(slot.id);
    far.socket.connect();
    const { slots, loads } = await far.watch(at('kairak'));
    expect(slots.find(({ id }) => id === slot.id)!.taken.total).toBe(1);
    expect(loads[0]!.out.taken).toBe(1);

    const change = far.nextSlot(slot.id, ({ taken }) => taken.total === 2);
    await book(slot.id);
    await change;
  });

  test('what is not watched any more sends nothing', async () => {
    const [aksai, orda] = [await slotAt('aksai', 2), await slotAt('orda', 2)];
    await far.watch(at('aksai'));
    await far.watch(at('orda'));
    far.socket.emit('unwatch', at('aksai'));
    const change = far.nextSlot(orda.id);
    await book(aksai.id);
    await book(orda.id);
    await change;
    expect(JSON.stringify(far.messages)).not.toContain('aksai');
  });
});

describe('refused', () => {
  test.each([
    ['an unknown checkpoint', { kind: 'checkpoint', checkpointId: 'atlantis' }, 'CHECKPOINT_NOT_FOUND'],
    ['an unknown kind', { kind: 'bookings' }, 'INVALID_INPUT'],
    ['a checkpoint without its id', { kind: 'checkpoint' }, 'INVALID_INPUT'],
    ['a very long id', { kind: 'checkpoint', checkpointId: 'x'.repeat(61) }, 'INVALID_INPUT'],
    ['nothing', null, 'INVALID_INPUT'],
    ['text', 'map', 'INVALID_INPUT'],
  ])('%s', async (_what, topic, code) => {
    expect(await near.ask(topic)).toEqual({ ok: false, code, message: expect.stringMatching(/\S/) });
  });

  test('a watch that wants no answer, and an event nobody knows, do no harm', async () => {
    near.socket.emit('watch', at('syrym'), 'not a function' as never);
    (near.socket as unknown as { emit(event: string): void }).emit('hold');
    expect((await near.watch({ kind: 'map' })).loads).toHaveLength(37);
  });
});

test('a burst of bookings is few messages, and the last values are right', async () => {
  const { db } = server.parts;
  const slots = await db.slot.findMany({
    where: { checkpointId: 'zhaisan', direction: 'in', startsAt: { gt: new Date('2026-06-16T00:00:00Z') } },
    orderBy: { startsAt: 'asc' },
    take: 30,
  });
  const snapshot = await far.watch(at('zhaisan'));
  const shown = new Map(snapshot.slots.map((slot) => [slot.id, slot]));
  far.socket.on('slots', (change) => {
    for (const slot of change.slots) if (slot.seq > shown.get(slot.id)!.seq) shown.set(slot.id, slot);
  });
  const all = far.next('slots', () => slots.every(({ id }) => shown.get(id)!.taken.total === 2));

  const startedAt = performance.now();
  await Promise.all([...slots, ...slots].map((slot) => book(slot.id)));
  await all;
  const seconds = (performance.now() - startedAt) / 1000;

  const count = (event: string) => far.messages.filter((message) => message.event === event).length;
  // One at once, then one for each second that passed; 60 if they were not gathered.
  expect(count('slots')).toBeLessThanOrEqual(2 + seconds);
  expect(count('load')).toBeLessThanOrEqual(2 + seconds);
  const rows = await db.slot.findMany({ where: { id: { in: slots.map(({ id }) => id) } } });
  for (const row of rows)
    expect(shown.get(row.id)).toMatchObject({ taken: { total: row.totalTaken }, seq: Number(row.seq) });
});

test('a closure of weeks arrives in parts, and whole', async () => {
  const closed = new Set<number>();
  await far.watch(at('sharbakty'));
  const whole = far.next('slots', ({ slots }) => {
    for (const slot of slots) if (slot.closedBecause === 'closure') closed.add(slot.id);
    return closed.size === 2 * 10 * 24;
  });
  await server.call('POST', '/api/checkpoints/sharbakty/closures', {
    token: await server.signIn('planner'),
    body: { startsAt: '2026-06-20T00:00:00Z', endsAt: '2026-06-30T00:00:00Z', reason: 'flood' },
  });
  await whole;
  for (const { event, body } of far.messages) {
    if (event === 'slots') expect((body as { slots: object[] }).slots.length).toBeLessThanOrEqual(200);
  }
});

test('no message names a truck, its driver, its goods or its carrier', async () => {
  const slot = await slotAt('karasu', 2);
  const snapshots = [await near.watch({ kind: 'map' }), await near.watch(at('karasu'))];
  const change = Promise.all([near.nextSlot(slot.id), near.next('load')]);
  const booking = await book(slot.id);
  await change;

  const said = JSON.stringify([snapshots, near.messages]);
  const { plate, vin } = booking.vehicle;
  for (const secret of [plate, vin, booking.id, booking.driverName, booking.cargo.hsCode, booking.organisationName]) {
    expect(secret).toMatch(/\S/);
    expect(said).not.toContain(secret);
  }
  const exactSlot = z.strictObject(slotSchema.shape);
  const exactLoad = z.strictObject(checkpointLoadSchema.shape);
  for (const { event, body } of near.messages) {
    if (event === 'load') exactLoad.parse(body);
    else z.strictObject({ checkpointId: z.string(), slots: z.array(exactSlot) }).parse(body);
  }
});

test('when the database cuts the line between processes, clients are sent away to come back to a right picture', async () => {
  const slot = await slotAt('ayat', 2);
  await far.watch(at('ayat'));
  const sentAway = far.isSentAway();
  const admin = new Client(server.databaseUrl);
  await admin.connect();
  await admin.query(`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND query LIKE '%listening_channels%' AND pid <> pg_backend_pid()`);
  await admin.end();
  await book(slot.id); // while nobody listens
  await sentAway;
  const { slots } = await far.watch(at('ayat'));
  expect(slots.find(({ id }) => id === slot.id)!.taken.total).toBe(1);

  const change = far.nextSlot(slot.id, ({ taken }) => taken.total === 2);
  await book(slot.id);
  await change;
});
