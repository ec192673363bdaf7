import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { tendQueues } from '../../../server/queues/index.ts';
import type { QueueStatus } from '../../../shared/contract/queues.ts';
import type { WatchReply } from '../../../shared/live.ts';
import { connectLive, type LiveClient } from '../live/live-client.ts';
import { type GateWorld, startGateWorld } from './world.ts';

let world: GateWorld;
let second: { url: string; stop(): Promise<void> };
let near: LiveClient;
let far: LiveClient;

beforeAll(async () => {
  world = await startGateWorld();
  second = await world.server.startSecond();
});
afterAll(() => world.server.stop());
beforeEach(async () => {
  [near, far] = await Promise.all([connectLive(world.server.url), connectLive(second.url)]);
});
afterEach(() => {
  near.socket.disconnect();
  far.socket.disconnect();
});

const syrym = { kind: 'checkpoint', checkpointId: 'syrym' } as const;
const out = (queues: QueueStatus[]) =>
  queues.find(({ checkpointId, direction }) => checkpointId === 'syrym' && direction === 'out')!;
const linkOf = async ({ id }: { id: string }): Promise<string> =>
  (await world.server.call('GET', `/api/bookings/${id}/link`, { token: world.dispatcher })).body.token;

test('two processes, a client on each: an event at one is at both, on the map and at the checkpoint, whole', async () => {
  const truck = await world.book({ skip: 1 });
  const snapshots = await Promise.all([near.watch({ kind: 'map' }), far.watch(syrym)]);
  expect(snapshots[0].queues).toHaveLength(37 * 2);
  expect(snapshots[1].queues).toHaveLength(2);
  expect(out(snapshots[0].queues)).toEqual(out(snapshots[1].queues));

  const news = Promise.all([near.next('queues'), far.next('queues')]);
  await world.take(truck, ['arrived']);
  const [onMap, atCheckpoint] = await news;
  expect(onMap).toEqual(atCheckpoint);
  const status = await world.status();
  expect(onMap).toEqual({ checkpointId: 'syrym', queues: [status] });
  expect(status).toMatchObject({ source: 'gate', waiting: 1, oldestArrivedAt: world.server.clock.now().toISOString() });
  expect(status.seq).toBeGreaterThan(out(snapshots[0].queues).seq);
});

test('at most one message a second for each checkpoint, and the last is right', async () => {
  const trucks = await Promise.all(Array.from({ length: 10 }, () => world.book({ skip: 2 })));
  await far.watch(syrym);
  const { waiting } = await world.status();
  const last = far.next('queues', ({ queues }) => out(queues)?.waiting === waiting! + 10);
  const startedAt = performance.now();
  await Promise.all(trucks.map((truck) => world.take(truck, ['arrived'])));
  await last;
  const seconds = (performance.now() - startedAt) / 1000;
  // One at once, then one for each second that passed; 10 if they were not gathered.
  expect(far.messages.filter(({ event }) => event === 'queues').length).toBeLessThanOrEqual(2 + seconds);
});

test('where nothing happens, the last hour moves on all the same', async () => {
  const [busy] = [await world.book({ skip: 3 })];
  await world.take(busy, ['arrived']);
  await near.watch({ kind: 'map' });
  const before = await world.status();
  world.server.clock.advanceMinutes(30);
  const { db, queueFeed: feed, signer, clock } = world.server.parts;
  const now = clock.now().toISOString();
  const announced = near.next('queues', ({ queues }) => out(queues)?.asOf === now);
  await tendQueues({ db, feed, signer }, clock.now());
  const after = out((await announced).queues);
  expect(after.oldestWaitMinutes).toBe(before.oldestWaitMinutes! + 30);
  expect(after.seq).toBeGreaterThan(before.seq);
});

describe('a booking', () => {
  test('by its link: the snapshot has the passage and its queue, and every move of the queue brings the place', async () => {
    const [first, own] = [await world.book({ skip: 4 }), await world.book({ skip: 4 })];
    await world.take(first, ['arrived']);
    world.server.clock.advanceMinutes(1);
    await world.take(own, ['arrived']);
    const topic = { kind: 'booking', bookingId: own.id, token: await linkOf(own) } as const;
    const snapshot = await far.watch(topic);
    expect(snapshot).toMatchObject({ loads: [], slots: [], passage: { bookingId: own.id, state: 'arrived' } });
    expect(snapshot.queues).toHaveLength(1);
    const place = snapshot.passage!.place!;
    expect(place.place).toBe(place.ahead + 1);

    const moved = far.next('passage', (passage) => passage.place?.place === place.place - 1);
    await world.take(first, ['called']); // at the other process
    expect((await moved).bookingId).toBe(own.id);

    const called = far.next('passage', ({ state }) => state === 'called');
    await world.take(own, ['called']);
    expect((await called).place).toBeNull();
    expect(new Set(far.messages.map(({ event }) => event))).toEqual(new Set(['passage']));
  });

  test('by sign-in: its carrier and an officer of its checkpoint; nobody else', async () => {
    const [here, there] = [await world.book({ skip: 5 }), await world.book({ checkpointId: 'taskala' })];
    const tokens = {
      dispatcher: world.dispatcher,
      officer: world.officer,
      dispatcher2: await world.server.signIn('dispatcher2'),
      planner: await world.server.signIn('planner'),
      anonymous: undefined,
    };
    const may = async (name: keyof typeof tokens, bookingId: string): Promise<string> => {
      const token = tokens[name];
      const extraHeaders = token ? { authorization: `Bearer ${token}` } : {};
      const socket = io(second.url, { forceNew: true, extraHeaders });
      try {
        const reply: WatchReply = await socket.emitWithAck('watch', { kind: 'booking', bookingId });
        return reply.ok ? reply.snapshot.passage!.bookingId : reply.code;
      } finally {
        socket.close();
      }
    };
    expect(await may('dispatcher', here.id)).toBe(here.id);
    expect(await may('dispatcher', there.id)).toBe(there.id);
    expect(await may('officer', here.id)).toBe(here.id);
    expect(await may('officer', there.id)).toBe('NOT_ALLOWED');
    for (const name of ['dispatcher2', 'planner', 'anonymous'] as const) {
      expect([name, await may(name, here.id)]).toEqual([name, 'NOT_ALLOWED']);
    }
  });
});

test('no message to the public names a truck', async () => {
  const truck = await world.book({ skip: 6 });
  const snapshots = [await near.watch({ kind: 'map' }), await near.watch(syrym)];
  const news = near.next('queues');
  await world.take(truck, ['arrived']);
  await news;
  const live = await world.server.call('GET', '/api/live');
  const said = JSON.stringify([snapshots, near.messages, live.body]);
  for (const secret of [truck.id, truck.plate]) expect(said).not.toContain(secret);
});
