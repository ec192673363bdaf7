import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedOfficerOfAll } from '../../../server/accounts/index.ts';
import type { QueueStatus } from '../../../shared/contract/queues.ts';
import { type OfficerApi, openOfficerApi } from '../../../twin/traffic/http/officer-api.ts';
import { openTraffic } from '../../../twin/traffic/http/run-traffic.ts';
import { simulatedOfficer } from '../../../twin/traffic/officer.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { truck } from '../../support/trucks.ts';

const checkpointIds = ['karasu', 'syrym', 'zhaisan'];
const trucksEach = 14;
const laterTrucksEach = 3;

let server: TestServer;
let api: OfficerApi;
let numbers = 0;

beforeAll(async () => {
  server = await startTestServer();
  const { db } = server.parts;
  await db.quota.deleteMany({ where: { kind: 'carrier-slot' } }); // one carrier has all the trucks here
  await seedOfficerOfAll(db, { now: server.clock.now(), ...simulatedOfficer });
  api = await openOfficerApi(server.url, simulatedOfficer);
  for (const checkpointId of checkpointIds) await book(checkpointId);
  // A truck's fate hangs on the id of its booking: with ids that are drawn anew each run had another world.
  await db.$executeRaw`UPDATE booking SET id = overlay(overlay(md5(plate) PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid`;
});
afterAll(() => server.stop());

/** Confirms trucks in the next slots of a checkpoint, as many in each as it has places for, and some in its sixth. */
async function book(checkpointId: string) {
  const dispatcher = await server.signIn('dispatcher');
  const { body } = await server.call('GET', `/api/checkpoints/${checkpointId}/slots?direction=out`);
  const placesOf = (slot: { id: number; left: { total: number } }): number[] =>
    Array.from({ length: slot.left.total }, () => slot.id);
  const next: number[] = body.items.flatMap(placesOf);
  for (const slotId of [...next.slice(0, trucksEach), ...placesOf(body.items[5]).slice(0, laterTrucksEach)]) {
    const held = await server.call('POST', '/api/bookings', {
      token: dispatcher,
      body: { slotId, ...truck(++numbers) },
    });
    await server.call('POST', `/api/bookings/${held.body.id}/confirm`, { token: dispatcher });
  }
}

const open = (seed = 'test') => openTraffic({ api, clock: server.clock, seed, rate: 1, checkpointIds, say: () => {} });

const countEvents = () => server.parts.db.gateEvent.count();

async function listStatuses(): Promise<QueueStatus[]> {
  const { body } = await server.call('GET', '/api/live');
  return body.queues.filter(({ checkpointId }: QueueStatus) => checkpointIds.includes(checkpointId));
}

const sumOf = (post: QueueStatus['first']) => Object.values(post ?? {}).reduce((sum, count) => sum + count, 0);

test('runs the gates through the API: marked as simulated, each step once, counts that add up', async () => {
  server.clock.advanceMinutes(45); // a quarter of an hour before the first slot
  const traffic = await open();
  await traffic.catchUp();
  for (let minute = 0; minute < 75; minute += 5) {
    server.clock.advanceMinutes(5);
    await traffic.tick();
    if (minute % 25 !== 0) continue;
    for (const { strip, stripPlaces } of await listStatuses()) expect(strip ?? 0).toBeLessThanOrEqual(stripPlaces);
  }

  const { db } = server.parts;
  const events = await db.gateEvent.findMany();
  expect(events.length).toBeGreaterThan(100);
  expect(new Set(events.map(({ source }) => source))).toEqual(new Set(['simulated']));
  expect(new Set(events.map(({ bookingId, step, post }) => `${bookingId} ${step} ${post}`)).size).toBe(events.length);
  const steps = new Set(events.map(({ step }) => step));
  for (const step of ['arrived', 'called', 'at-post', 'documents', 'strip', 'cleared']) expect(steps).toContain(step);

  const inside = await db.passage.count({ where: { endedAt: null } });
  const statuses = await listStatuses();
  const counted = statuses.map(
    ({ waiting, called, first, strip, second }) =>
      (waiting ?? 0) + (called ?? 0) + sumOf(first) + (strip ?? 0) + sumOf(second),
  );
  expect(counted.reduce((sum, count) => sum + count, 0)).toBe(inside);
  expect(statuses.filter(({ direction }) => direction === 'out').map(({ source }) => source)).toEqual(
    checkpointIds.map(() => 'simulated'),
  );
});

test('started again, it goes on from what the server knows and doubles nothing', async () => {
  const before = await countEvents();
  const second = await open();
  await second.catchUp();
  await second.tick();
  // At this very minute somebody else may be called, and no more.
  const news = await server.parts.db.gateEvent.findMany({ orderBy: { number: 'asc' }, skip: before });
  expect(news.filter(({ step }) => step !== 'called')).toEqual([]);

  server.clock.advanceMinutes(5);
  await second.tick();
  const events = await server.parts.db.gateEvent.findMany();
  expect(new Set(events.map(({ bookingId, step, post }) => `${bookingId} ${step} ${post}`)).size).toBe(events.length);
});

test('two at once are one: what the other has recorded is refused, and both go on from there', async () => {
  const [one, two] = await Promise.all([open('one'), open('two')]);
  await Promise.all([one.catchUp(), two.catchUp()]);
  for (let minute = 0; minute < 8; minute += 4) {
    server.clock.advanceMinutes(4);
    await Promise.all([one.tick(), two.tick()]);
  }
  const events = await server.parts.db.gateEvent.findMany({ where: { effect: 'applied' } });
  expect(new Set(events.map(({ bookingId, step, post }) => `${bookingId} ${step} ${post}`)).size).toBe(events.length);
});

test('plays in the hours it was away for, each event at its time', async () => {
  const since = server.clock.now();
  server.clock.advanceMinutes(6 * 60);
  const traffic = await open();
  await traffic.catchUp();
  const events = await server.parts.db.gateEvent.findMany({ where: { happenedAt: { gt: since } } });
  const hours = new Set(events.map(({ happenedAt }) => Math.floor(happenedAt.getTime() / 3_600_000)));
  expect(hours.size).toBeGreaterThan(1);
  expect(events.every(({ happenedAt }) => happenedAt <= server.clock.now())).toBe(true);
  expect(await server.parts.db.passage.count({ where: { endedAt: null } })).toBe(0);
  expect(await server.parts.db.passage.count({ where: { state: 'cleared' } })).toBeGreaterThan(trucksEach * 2);
});

test('a server that does not know the officer is named', async () => {
  await expect(openOfficerApi(server.url, { ...simulatedOfficer, password: 'another password' })).rejects.toThrow(
    `${server.url} does not let simulated-officer@demo.otkel sign in (401)`,
  );
});
