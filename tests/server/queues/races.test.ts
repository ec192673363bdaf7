import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { endPastBookings } from '../../../server/bookings/index.ts';
import { makeRandom } from '../../../server/planning/random.ts';
import { refreshQueues } from '../../../server/queues/index.ts';
import { isFinal, listNextSteps, type PassageState, type Post } from '../../../shared/gate-steps.ts';
import { callApi } from '../../support/server.ts';
import { listWrongSlots } from '../../support/trucks.ts';
import { type BookedTruck, type GateWorld, outcomesOf, startGateWorld, wholeWay } from './world.ts';

// Officers at two processes, a carrier who cancels, and the job of the minute, all at once: nothing is lost, counted twice, or stuck.

let world: GateWorld;
let second: { url: string };
let trucks: BookedTruck[];

beforeAll(async () => {
  world = await startGateWorld();
  second = await world.server.startSecond();
  trucks = await Promise.all(
    Array.from({ length: 24 }, (_, index) => world.book({ skip: index % 6, direction: index % 2 ? 'in' : 'out' })),
  );
});
afterAll(() => world.server.stop());

async function officer(name: number, steps: number): Promise<number[]> {
  const chance = makeRandom('races', name);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(chance() * items.length)]!;
  const url = name % 2 ? second.url : world.server.url;
  const statuses = [];
  for (let count = 0; count < steps; count++) {
    const events = Array.from({ length: 1 + Math.floor(chance() * 4) }, () => {
      const at = { state: pick(['expected', 'arrived', 'called', 'strip'] as const), post: null };
      const { state, post } = pick(listNextSteps(at));
      const happenedAt = world.server.clock.now().toISOString();
      return {
        id: randomUUID(),
        truck: { bookingId: pick(trucks).id },
        step: state,
        ...(post ? { post } : {}),
        happenedAt,
      };
    });
    const body = { events };
    const path = '/api/checkpoints/syrym/gate-events/batch';
    statuses.push((await callApi(url, 'POST', path, { token: world.officer, body })).status);
  }
  return statuses;
}

async function carrier(): Promise<string[]> {
  const said = [];
  for (const { id } of trucks.slice(0, 8)) {
    const { body } = await world.server.call('POST', `/api/bookings/${id}/cancel`, { token: world.dispatcher });
    said.push(body.code ?? body.state);
  }
  return said;
}

test('whatever meets, each truck is in one place, and the status is what its trucks add up to', async () => {
  const { db, clock } = world.server.parts;
  const job = async () => {
    for (let round = 0; round < 5; round++) await refreshQueues(db, clock.now());
  };
  const [cancelled, , ...statuses] = await Promise.all([
    carrier(),
    job(),
    ...[1, 2, 3, 4, 5, 6].map((name) => officer(name, 20)),
  ]);
  expect(new Set(statuses.flat())).toEqual(new Set([200]));
  for (const answer of cancelled) expect(['cancelled', 'TRUCK_AT_GATE', 'BOOKING_NOT_ACTIVE']).toContain(answer);

  const passages = await db.passage.findMany({ include: { booking: true } });
  expect(passages.length).toBeGreaterThan(10);
  for (const { state, booking, bookingId } of passages) {
    const ended = state === 'cancelled' ? 'cancelled' : 'ended';
    expect([state, booking.state]).toEqual([state, isFinal(state as PassageState) ? ended : 'confirmed']);
    const events = await db.gateEvent.findMany({ where: { bookingId, effect: 'applied' }, orderBy: { number: 'asc' } });
    expect(events.at(-1)!.step).toBe(state);
  }
  const count = (direction: string, state: string, post: Post | null = null) =>
    passages.filter((one) => one.direction === direction && one.state === state && one.post === post).length;
  for (const direction of ['out', 'in'] as const) {
    const { waiting, called, first, strip, clearedLastHour } = await world.status(direction);
    expect([waiting, called, strip, clearedLastHour]).toEqual(
      ['arrived', 'called', 'strip', 'cleared'].map((state) => count(direction, state)),
    );
    expect(first!.atPost).toBe(count(direction, 'at-post', 'first'));
  }
  expect(await listWrongSlots(db)).toEqual([]);
});

/** Until somebody waits for what another transaction has changed and not yet committed. */
const someoneWaits = () =>
  vi.waitFor(async () => {
    const waiting = await world.server.parts.db.$queryRaw<unknown[]>`
      SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    expect(waiting).not.toEqual([]);
  }, 10_000);

test('a truck that comes in the moment in which its past booking is ended stays', async () => {
  const { db, clock } = world.server.parts;
  const truck = await world.book({ checkpointId: 'taskala', skip: 3 });
  const now = new Date(Date.parse(truck.endsAt) + 60_000);
  const event = {
    id: randomUUID(),
    bookingId: truck.id,
    step: 'arrived',
    happenedAt: now.toISOString(),
    source: 'gate',
  };
  const ending = await db.$transaction(async (arrival) => {
    await arrival.$queryRaw`SELECT record_gate_events('taskala', ${JSON.stringify([event])}::jsonb, 'test', ${now})`;
    const ended = endPastBookings(db, now);
    await someoneWaits();
    return { ended };
  });
  await ending.ended;
  const { state } = await db.booking.findUniqueOrThrow({ where: { id: truck.id } });
  expect([state, clock.now() < now]).toEqual(['confirmed', true]);
});

test('an undo that meets a new booking of the vehicle is refused, and the rest of its batch stands', async () => {
  const { db, clock } = world.server.parts;
  const [truck, other] = [await world.book({ skip: 12 }), await world.book({ skip: 12 })];
  await world.take(truck, ...wholeWay);
  const { lastEventId } = await world.truckOf(truck.plate);
  const happenedAt = clock.now().toISOString();
  const events = [
    { id: randomUUID(), truck: { bookingId: truck.id }, step: 'undo', undoes: lastEventId, happenedAt },
    { id: randomUUID(), truck: { bookingId: other.id }, step: 'arrived', happenedAt },
  ];
  const { sent } = await db.$transaction(async (booking) => {
    const { id: _, ...rest } = await booking.booking.findUniqueOrThrow({ where: { id: truck.id } });
    await booking.booking.create({ data: { ...rest, id: randomUUID(), state: 'held', closedAt: null } });
    const answer = world.batch(events);
    await someoneWaits();
    return { sent: answer };
  });
  expect(outcomesOf(await sent)).toEqual(['VEHICLE_ALREADY_BOOKED', 'applied']);
});
