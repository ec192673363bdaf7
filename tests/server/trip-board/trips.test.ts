import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TripRow } from '../../../shared/contract/trip-board.ts';
import { testStart } from '../../support/test-clock.ts';
import { connectLive } from '../live/live-client.ts';
import { type GateWorld, startGateWorld, wholeWay } from '../queues/world.ts';

let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld();
});
beforeEach(() => world.server.clock.set(testStart));
afterAll(() => world.server.stop());

async function trips(query = '', token = world.dispatcher): Promise<{ items: TripRow[]; nextCursor: string | null }> {
  const { status, body } = await world.server.call('GET', `/api/trip-board${query}`, { token });
  expect(status).toBe(200);
  return body;
}
const rowOf = async (id: string, scope = 'open') => (await trips(`?scope=${scope}`)).items.find((row) => row.id === id);

test('a trip is followed from its confirmation until it has crossed', async () => {
  const truck = await world.book({ skip: 1 });
  expect(await rowOf(truck.id)).toMatchObject({
    kind: 'crossing',
    plate: truck.plate,
    checkpointId: 'syrym',
    direction: 'out',
    startsAt: truck.startsAt,
    phase: 'ahead',
    needsAnswer: [],
    passage: { state: 'expected' },
  });
  world.server.clock.set(new Date(truck.startsAt));
  expect((await rowOf(truck.id))?.phase).toBe('due');
  const phases: unknown[] = [];
  for (const step of wholeWay) {
    await world.take(truck, step);
    phases.push((await rowOf(truck.id))?.phase ?? (await rowOf(truck.id, 'over'))?.phase);
  }
  expect(phases).toEqual(['waiting', 'called', ...Array(5).fill('at-post'), 'over']);
});

test('a hold asks to be confirmed, and what was given up is over', async () => {
  const truck = await world.book({ skip: 2 });
  const cancelled = await world.server.call('POST', `/api/bookings/${truck.id}/cancel`, { token: world.dispatcher });
  expect(cancelled.status).toBe(200);
  expect(await rowOf(truck.id)).toBeUndefined();
  expect((await rowOf(truck.id, 'over'))?.phase).toBe('given-up');
});

test('pages are in order without one twice, and a part of a plate finds its truck', async () => {
  const booked = [];
  for (const skip of [3, 4, 5]) booked.push(await world.book({ skip }));
  const all = (await trips('?limit=200')).items.map(({ id }) => id);
  const walked: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const answer: Awaited<ReturnType<typeof trips>> = await trips(
      `?limit=2${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
    );
    walked.push(...answer.items.map(({ id }) => id));
    cursor = answer.nextCursor;
  }
  expect(walked).toEqual(all);
  const found = await trips(`?plate=${booked[1]!.plate.slice(0, 5).toLowerCase()}`);
  expect(found.items.map(({ id }) => id)).toEqual([booked[1]!.id]);
  const broken = await world.server.call('GET', '/api/trip-board?cursor=nonsense', { token: world.dispatcher });
  expect([broken.status, broken.body.field]).toEqual([400, 'cursor']);
});

test('another carrier sees none of them', async () => {
  const rival = await world.server.signIn('dispatcher2');
  expect(await trips('', rival)).toEqual({ items: [], nextCursor: null });
  expect(await trips('?scope=over', rival)).toEqual({ items: [], nextCursor: null });
});

test('the board is told when the carrier writes and when the gate moves, also from another process', async () => {
  const second = await world.server.startSecond();
  const client = await connectLive(second.url, { authorization: `Bearer ${world.dispatcher}` });
  try {
    await client.watch({ kind: 'trips' });
    const written = client.next('trips');
    const truck = await world.book({ skip: 6 });
    expect((await written).asOf).toBe(testStart.toISOString());
    world.server.clock.set(new Date(truck.startsAt));
    const moved = client.next('trips');
    await world.take(truck, ['arrived']);
    await moved;
  } finally {
    client.socket.close();
    await second.stop();
  }
});

test('who is not signed in to a carrier watches no trips', async () => {
  const client = await connectLive(world.server.url);
  try {
    expect(await client.ask({ kind: 'trips' })).toMatchObject({ ok: false, code: 'NOT_SIGNED_IN' });
  } finally {
    client.socket.close();
  }
});
