import { afterAll, beforeAll, expect, test } from 'vitest';
import { rescreenAll } from '../../../server/compliance/index.ts';
import { refreshQueues, tendQueues } from '../../../server/queues/index.ts';
import { queueStatusSchema } from '../../../shared/contract/queues.ts';
import { listGoods } from '../../support/lists.ts';
import { type GateWorld, outcomesOf, startGateWorld, wholeWay } from './world.ts';

let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld();
});
afterAll(() => world.server.stop());

test('where nobody reports, no count is invented: they are missing, and the calendar is still told', async () => {
  const { body } = await world.server.call('GET', '/api/live');
  expect(body.queues).toHaveLength(74);
  for (const status of body.queues) {
    expect(queueStatusSchema.parse(status)).toMatchObject({
      source: null,
      lastEventAt: null,
      waiting: null,
      called: null,
      first: null,
      strip: null,
      second: null,
      clearedLastHour: null,
      oldestWaitMinutes: null,
    });
  }
  const syrym = await world.status();
  expect(syrym).toMatchObject({ expected: 0, openLanes: { kz: 3, neighbour: expect.any(Number) } });
  expect(syrym.scheduledPerHour).toBeGreaterThan(0);
});

test('every step is one row changed: a truck stands where its last event left it', async () => {
  const truck = await world.book({ skip: 1 });
  await refreshQueues(world.server.parts.db, world.server.clock.now());
  expect((await world.status()).expected).toBe(1);
  const seen = [];
  let { seq } = await world.status();
  for (const step of wholeWay) {
    await world.take(truck, step);
    const status = await world.status();
    expect(status.seq).toBeGreaterThan(seq);
    seq = status.seq;
    const { expected, waiting, called, first, strip, second, clearedLastHour } = status;
    const posts = [first, second].map((post) =>
      [post!.atPost, post!.documents, post!.scan, post!.examination].join(''),
    );
    seen.push([expected, waiting, called, posts[0], strip, posts[1], clearedLastHour].join(' '));
  }
  expect(seen).toEqual([
    '0 1 0 0000 0 0000 0',
    '0 0 1 0000 0 0000 0',
    '0 0 0 1000 0 0000 0',
    '0 0 0 0100 0 0000 0',
    '0 0 0 0000 1 0000 0',
    '0 0 0 0000 0 1000 0',
    '0 0 0 0000 0 0100 0',
    '0 0 0 0000 0 0000 1',
  ]);
});

test('a truck of a simulated carrier, and what a simulated world feeds, is marked as such whatever its sender says', async () => {
  const { db } = world.server.parts;
  const truck = await world.book({ direction: 'in' });
  await db.application.updateMany({ data: { source: 'simulated' } });
  await world.take(truck, ['arrived']);
  expect(await world.status('in')).toMatchObject({ source: 'simulated', waiting: 1 });
  expect((await world.truckOf(truck.plate)).source).toBe('simulated');
  await world.take(truck, ['turned-back']);
});

test('a gate that was silent for a day has no numbers any more', async () => {
  world.server.clock.advanceMinutes(24 * 60 + 1);
  await refreshQueues(world.server.parts.db, world.server.clock.now());
  expect(await world.status('in')).toMatchObject({ source: null, waiting: null, lastEventAt: expect.any(String) });
});

test('the next to call come in order and no faster than the posts take them; the job calls them where it is told to', async () => {
  const { db, queueFeed: feed, signer, clock } = world.server.parts;
  const trucks = [];
  for (let count = 0; count < 10; count++) trucks.push(await world.book({ direction: 'in', skip: 40 }));
  world.server.clock.set(new Date(trucks[0]!.startsAt));
  await refreshQueues(db, clock.now());
  for (const truck of trucks) {
    await world.take(truck, ['arrived']);
    world.server.clock.advanceMinutes(0.1);
  }
  const path = '/api/checkpoints/syrym/next-to-call?direction=in';
  const { body } = await world.server.call('GET', path, { token: world.officer });
  const pace = Math.ceil((1.5 * body.perHour) / 4); // half as many again as are taken in the quarter of an hour of the way
  expect(body).toMatchObject({ count: pace, limitedBy: 'pace' });
  expect(body.trucks.map(({ plate }: { plate: string }) => plate)).toEqual(
    trucks.slice(0, pace).map(({ plate }) => plate),
  );

  await db.queueRule.update({ where: { checkpointId: 'syrym' }, data: { autoCall: true, stripPlaces: pace + 1 } });
  await Promise.all([1, 2].map(() => tendQueues({ db, feed, signer }, clock.now())));
  const status = await world.status('in');
  expect([status.called, status.waiting]).toEqual([pace, 10 - pace]);
  const called = await db.gateEvent.findMany({ where: { step: 'called', direction: 'in' } });
  expect(new Set(called.map(({ recordedBy }) => recordedBy))).toEqual(new Set(['otkel']));

  const ready = trucks[0]!;
  await world.take(ready, ['at-post', 'first']);
  expect((await world.server.call('GET', path, { token: world.officer })).body).toMatchObject({ count: 1 });
});

test('a truck that may not be called stops nobody behind it, and one that is early does not slow the posts', async () => {
  const { clock, parts } = world.server;
  const { db } = parts;
  const path = '/api/checkpoints/syrym/next-to-call?direction=out';
  const next = async () => (await world.server.call('GET', path, { token: world.officer })).body;
  const early = await world.book({ skip: 60, hsCode: '999999' });
  const behind = await world.book({ slotId: early.slotId });
  clock.set(new Date(Date.parse(early.startsAt) - 180 * 60_000));
  await refreshQueues(db, clock.now());
  await world.take(early, ['arrived']);
  clock.advanceMinutes(110);
  await refreshQueues(db, clock.now());
  const { perHour } = await next();
  expect(perHour).toBe((await world.status()).scheduledPerHour); // it has stood for 110 minutes, and nobody could call it

  await listGoods(db, '999999', 'blocked');
  clock.advanceMinutes(11);
  await rescreenAll(db, clock.now());
  await world.take(behind, ['arrived']);
  expect((await next()).trucks.map(({ plate }: { plate: string }) => plate)).toEqual([behind.plate]);
});

test('who is signed in, or has a link, gets answers that nobody keeps', async () => {
  const { url } = world.server;
  for (const path of ['/api/checkpoints/syrym/trucks?direction=out', '/api/trips/none', '/api/accounts/me']) {
    const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${world.officer}` } });
    expect([path, answer.headers.get('cache-control')]).toEqual([path, 'no-store']);
  }
});

test('anybody may keep the live numbers for a moment, and is told when they are still the same', async () => {
  const get = (headers: Record<string, string> = {}) => fetch(`${world.server.url}/api/live`, { headers });
  const first = await get();
  expect(first.headers.get('cache-control')).toBe('public, max-age=5');
  const etag = first.headers.get('etag')!;
  expect(etag).toMatch(/^W\/".{22}"$/);
  const same = await get({ 'if-none-match': etag });
  expect([same.status, await same.text(), same.headers.get('etag')]).toEqual([304, '', etag]);

  const truck = await world.book({ skip: 60 });
  expect(outcomesOf(await world.batch([eventNow(truck.id)]))).toEqual(['applied']);
  const other = await get({ 'if-none-match': etag });
  expect([other.status, other.headers.get('etag') === etag]).toEqual([200, false]);
});

const eventNow = (bookingId: string) => ({
  id: crypto.randomUUID(),
  truck: { bookingId },
  step: 'arrived',
  happenedAt: world.server.clock.now().toISOString(),
});
