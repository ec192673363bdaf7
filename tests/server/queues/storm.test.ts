import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endPastBookings } from '../../../server/bookings/index.ts';
import { makeRandom } from '../../../server/planning/random.ts';
import { buildQueueHistory, tendQueues } from '../../../server/queues/index.ts';
import type { GateResult } from '../../../shared/contract/gate.ts';
import { listNextSteps, type Position } from '../../../shared/gate-steps.ts';
import { callApi } from '../../support/server.ts';
import { truck as anyTruck, listWrongSlots } from '../../support/trucks.ts';
import { type BookedTruck, type GateWorld, startGateWorld } from './world.ts';

// Six officers at two processes send steps, old news, undos and the same truck again and again, while carriers cancel and book, hours go by, and all
// jobs run. Whatever came of it, everything that is counted is what its trucks add up to.

let world: GateWorld;
let second: { url: string };
const trucks: BookedTruck[] = [];
const known = new Map<string, Position & { eventId: string }>();

beforeAll(async () => {
  world = await startGateWorld();
  second = await world.server.startSecond();
  for (let index = 0; index < 40; index++)
    trucks.push(await world.book({ skip: index % 8, direction: index % 2 ? 'in' : 'out' }));
});
afterAll(() => world.server.stop());

function makeEvent(chance: () => number) {
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(chance() * items.length)]!;
  const truck = pick(trucks);
  const last = known.get(truck.id);
  const minutesAgo = chance() < 0.2 ? chance() * 90 : 0;
  const common = {
    id: randomUUID(),
    truck: chance() < 0.5 ? { bookingId: truck.id } : { plate: truck.plate },
    happenedAt: new Date(world.server.clock.now().getTime() - minutesAgo * 60_000).toISOString(),
  };
  if (last && chance() < 0.15) return { ...common, step: 'undo', undoes: last.eventId };
  const next = listNextSteps(last ?? { state: 'expected', post: null });
  const { state, post } =
    next[chance() < 0.9 ? 0 : Math.floor(chance() * next.length)] ??
    pick(listNextSteps({ state: 'strip', post: null }));
  return { ...common, step: state, ...(post ? { post } : {}) };
}

async function officer(name: number): Promise<string[]> {
  const chance = makeRandom('storm', name);
  const outcomes: string[] = [];
  for (let round = 0; round < 30; round++) {
    const events = Array.from({ length: 1 + Math.floor(chance() * 30) }, () => makeEvent(chance));
    const url = name % 2 ? second.url : world.server.url;
    const path = '/api/checkpoints/syrym/gate-events/batch';
    const { status, body } = await callApi(url, 'POST', path, { token: world.officer, body: { events } });
    expect([status, body.message]).toEqual([200, undefined]);
    for (const { id, outcome, truck, error } of body.results as GateResult[]) {
      outcomes.push(error?.code ?? outcome);
      if (outcome === 'applied' && truck) known.set(truck.bookingId, { ...truck, eventId: id });
    }
    if (chance() < 0.3) world.server.clock.advanceMinutes(5);
  }
  return outcomes;
}

async function carrier() {
  const chance = makeRandom('storm', 'carrier');
  for (let count = 0; count < 20; count++) {
    const { id } = trucks[Math.floor(chance() * trucks.length)]!;
    await world.server.call('POST', `/api/bookings/${id}/cancel`, { token: world.dispatcher });
    const body = { slotId: trucks[0]!.slotId + 30, ...anyTruck(900 + count) };
    await world.server.call('POST', '/api/bookings', { token: world.dispatcher, body });
  }
}

async function jobs() {
  const { db, clock, queueFeed: feed, signer } = world.server.parts;
  for (let count = 0; count < 6; count++) {
    await tendQueues({ db, feed, signer }, clock.now());
    await endPastBookings(db, clock.now());
    await buildQueueHistory(db, clock.now());
  }
}

test('after a storm of events every count is what its trucks add up to', async () => {
  const { db } = world.server.parts;
  const [outcomes] = await Promise.all([Promise.all([1, 2, 3, 4, 5, 6].map(officer)), carrier(), jobs()]);
  for (const outcome of ['applied', 'late', 'GATE_STEP_REFUSED']) expect(outcomes.flat()).toContain(outcome);
  expect(await db.passage.count({ where: { state: 'cleared' } })).toBeGreaterThan(0);

  const wrongStatuses = await db.$queryRaw`
    SELECT q.checkpoint_id, q.direction FROM queue_status q
    WHERE (waiting, called, strip, first_at_post, first_documents, first_scan, first_examination,
      second_at_post, second_documents, second_scan, second_examination) <> (
      SELECT count(*) FILTER (WHERE state = 'arrived'), count(*) FILTER (WHERE state = 'called'), count(*) FILTER (WHERE state = 'strip'),
        count(*) FILTER (WHERE state = 'at-post' AND post = 'first'), count(*) FILTER (WHERE state = 'documents' AND post = 'first'),
        count(*) FILTER (WHERE state = 'scan' AND post = 'first'), count(*) FILTER (WHERE state = 'examination' AND post = 'first'),
        count(*) FILTER (WHERE state = 'at-post' AND post = 'second'), count(*) FILTER (WHERE state = 'documents' AND post = 'second'),
        count(*) FILTER (WHERE state = 'scan' AND post = 'second'), count(*) FILTER (WHERE state = 'examination' AND post = 'second')
      FROM passage p WHERE p.checkpoint_id = q.checkpoint_id AND p.direction = q.direction)`;
  expect(wrongStatuses).toEqual([]);

  const wrongPassages = await db.$queryRaw`
    SELECT p.state, b.state AS booking FROM passage p JOIN booking b ON b.id = p.booking_id
    WHERE b.state <> CASE WHEN p.state IN ('cleared', 'turned-back') THEN 'ended' WHEN p.state IN ('cancelled', 'no-show') THEN p.state ELSE 'confirmed' END
      OR (p.ended_at IS NOT NULL) <> (p.state IN ('cleared', 'turned-back', 'no-show', 'cancelled'))
      OR called_at < arrived_at OR at_post_at < called_at OR cleared_at < at_post_at
      OR (called_at IS NULL AND p.state NOT IN ('expected', 'arrived', 'turned-back', 'no-show', 'cancelled'))`;
  expect(wrongPassages).toEqual([]);
  expect(await listWrongSlots(db)).toEqual([]);
});

test('and the past adds up to the same', async () => {
  const { clock, parts } = world.server;
  const { db } = parts;
  clock.advanceMinutes(30); // the last bucket lies behind the whole storm
  await buildQueueHistory(db, clock.now());
  const [last] = await db.queueBucket.findMany({ where: { direction: 'out' }, orderBy: { startsAt: 'desc' }, take: 1 });
  const { waiting, called, first, strip, second: behind } = await world.status();
  const sum = (counts: object) => Object.values(counts).reduce((total: number, count: number) => total + count, 0);
  expect([last!.waitingMean, last!.inPostsMean]).toEqual([waiting, called! + strip! + sum(first!) + sum(behind!)]);
  const arrivals = await db.queueBucket.aggregate({
    _sum: { arrivals: true, cleared: true },
    _min: { waitingMean: true, inPostsMean: true },
  });
  expect(arrivals._sum).toEqual({
    arrivals: await db.passage.count({ where: { arrivedAt: { not: null } } }),
    cleared: await db.passage.count({ where: { clearedAt: { not: null } } }),
  });
  expect(Math.min(arrivals._min.waitingMean!, arrivals._min.inPostsMean!)).toBeGreaterThanOrEqual(0);
});
