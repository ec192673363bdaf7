import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { endPastBookings } from '../../../server/bookings/index.ts';
import { tendQueues } from '../../../server/queues/index.ts';
import { listWrongSlots } from '../../support/trucks.ts';
import { type BookedTruck, type GateWorld, startGateWorld, wholeWay } from './world.ts';

// Syrym in this world: early before 60 minutes ahead of the slot, late from 60 minutes after it on, a no-show after 240.

let world: GateWorld;
let truck: BookedTruck;
let slotStart: number;
let slotEnd: number;

beforeEach(async () => {
  world = await startGateWorld();
  truck = await world.book();
  slotStart = Date.parse(truck.startsAt);
  slotEnd = Date.parse(truck.endsAt);
});
afterEach(() => world.server.stop());

const minutes = (count: number) => count * 60_000;
const goTo = (at: number) => world.server.clock.set(new Date(at));
const tend = () => {
  const { db, queueFeed: feed, signer, clock } = world.server.parts;
  return tendQueues({ db, feed, signer }, clock.now());
};
const stateOf = async ({ id }: BookedTruck): Promise<string> =>
  (await world.server.call('GET', `/api/bookings/${id}`, { token: world.dispatcher })).body.state;

/** Somebody is at the gate: another truck passes it, at this moment. */
async function showLife() {
  const now = world.server.clock.now();
  const slot = await world.server.parts.db.slot.findFirstOrThrow({
    where: { checkpointId: 'syrym', direction: 'out', startsAt: { gt: now }, closedBecause: null },
    orderBy: { startsAt: 'asc' },
  });
  const passing = await world.book({ slotId: slot.id });
  await world.take(passing, ...wholeWay);
}

async function close(from: number, to: number) {
  const { db } = world.server.parts;
  const [startsAt, endsAt] = [new Date(from), new Date(to)];
  const id = '00000000-0000-4000-8000-000000000001';
  await db.closure.create({
    data: {
      id,
      checkpointId: 'syrym',
      direction: 'out',
      startsAt,
      endsAt,
      reason: 'fog',
      madeBy: 'test',
      madeAt: startsAt,
    },
  });
}

describe('an arrival is', () => {
  test.each([
    ['early', () => slotStart - minutes(61)],
    ['on-time', () => slotStart - minutes(60)],
    ['on-time', () => slotEnd + minutes(60)],
    ['late', () => slotEnd + minutes(61)],
  ])('%s', async (punctuality, at) => {
    goTo(at());
    const { body } = await world.record(truck, 'arrived');
    expect(body.truck.punctuality).toBe(punctuality);
  });

  test('on time where the checkpoint was closed for as long as it is late', async () => {
    await close(slotStart, slotStart + minutes(30));
    goTo(slotEnd + minutes(90));
    expect((await world.record(truck, 'arrived')).body.truck.punctuality).toBe('on-time');
  });
});

test('a late truck stands behind those of the slot now served, and before the next', async () => {
  const db = world.server.parts.db;
  const served = await db.slot.findFirstOrThrow({
    where: { checkpointId: 'syrym', direction: 'out', startsAt: new Date(slotEnd + minutes(120)) },
  });
  const inTime = await world.book({ slotId: served.id });
  const next = await world.book({ slotId: served.id + 1 });
  goTo(slotEnd + minutes(125));
  await world.take(truck, ['arrived']);
  await world.take(next, ['arrived']);
  world.server.clock.advanceMinutes(5);
  await world.take(inTime, ['arrived']);
  const { body } = await world.server.call('GET', '/api/checkpoints/syrym/trucks?direction=out', {
    token: world.officer,
  });
  const waiting = body.items.filter(({ state }: { state: string }) => state === 'arrived');
  expect(waiting.map(({ plate }: BookedTruck) => plate)).toEqual([inTime, truck, next].map(({ plate }) => plate));
  expect(waiting.map(({ place }: { place: { place: number } }) => place.place)).toEqual([1, 2, 3]);
});

describe('who does not come', () => {
  test('is a no-show once the window is over, and the vehicle may book again; its place is not given back', async () => {
    goTo(slotEnd + minutes(239));
    await showLife();
    await tend();
    expect(await stateOf(truck)).toBe('confirmed');

    goTo(slotEnd + minutes(241));
    await showLife();
    await tend();
    await tend();
    expect(await stateOf(truck)).toBe('no-show');
    expect(await world.truckOf(truck.plate)).toMatchObject({
      state: 'no-show',
      since: new Date(slotEnd + minutes(240)).toISOString(),
    });
    const refused = await world.record(truck, 'arrived');
    expect(refused.body).toMatchObject({ code: 'GATE_STEP_REFUSED', hint: 'it is no-show; nothing follows' });
    expect(await listWrongSlots(world.server.parts.db)).toEqual([]);
    expect(await world.server.parts.db.gateEvent.count({ where: { bookingId: truck.id } })).toBe(1);
  });

  test('is none while the gate is silent: nobody was there to see it come', async () => {
    await showLife();
    goTo(slotEnd + minutes(300));
    await tend();
    expect(await stateOf(truck)).toBe('confirmed');
  });

  test('is none for as much longer as the checkpoint was closed', async () => {
    await close(slotStart + minutes(30), slotEnd + minutes(30));
    goTo(slotEnd + minutes(299));
    await showLife();
    await tend();
    expect(await stateOf(truck)).toBe('confirmed');
    goTo(slotEnd + minutes(301));
    await showLife();
    await tend();
    expect(await stateOf(truck)).toBe('no-show');
  });

  test('is none while trucks of its slot that came still wait, and for as long after as they waited', async () => {
    const waits = await world.book({ slotId: truck.slotId });
    goTo(slotStart);
    await world.take(waits, ['arrived']);
    goTo(slotEnd + minutes(400));
    await showLife();
    await tend();
    expect(await stateOf(truck)).toBe('confirmed');

    await world.take(waits, ['called']);
    goTo(slotEnd + minutes(400 + 239));
    await showLife();
    await tend();
    expect(await stateOf(truck)).toBe('confirmed');
    goTo(slotEnd + minutes(400 + 241));
    await showLife();
    await tend();
    expect(await stateOf(truck)).toBe('no-show');
  });

  test('is none after all when an offline tablet brings the news that it came', async () => {
    goTo(slotEnd + minutes(241));
    await showLife();
    await tend();
    expect(await stateOf(truck)).toBe('no-show');
    const happenedAt = new Date(slotStart).toISOString();
    const { body } = await world.record(truck, 'arrived', { happenedAt });
    expect(body).toMatchObject({ outcome: 'applied', truck: { state: 'arrived', punctuality: 'on-time' } });
    expect(await stateOf(truck)).toBe('confirmed');
    await world.take(truck, ...wholeWay.slice(1));
  });
});

describe('the end of past bookings', () => {
  test('leaves the truck at the gate alone, and one that a reporting gate waits for', async () => {
    const expected = await world.book({ slotId: truck.slotId });
    goTo(slotStart);
    await world.take(truck, ['arrived']);
    goTo(slotEnd + minutes(1));
    await endPastBookings(world.server.parts.db, world.server.clock.now());
    expect([await stateOf(truck), await stateOf(expected)]).toEqual(['confirmed', 'confirmed']);
  });

  test('ends the booking of a slot that the checkpoint closed, without blame', async () => {
    const other = await world.book({ skip: 1 });
    goTo(Date.parse(other.startsAt) - minutes(10));
    await showLife();
    await world.server.parts.db.slot.update({ where: { id: other.slotId }, data: { closedBecause: 'closure' } });
    goTo(Date.parse(other.endsAt) + minutes(1));
    await endPastBookings(world.server.parts.db, world.server.clock.now());
    expect(await stateOf(other)).toBe('ended');
  });

  test('ends those of a gate that has been silent for a day', async () => {
    await showLife();
    goTo(slotEnd + minutes(25 * 60));
    await endPastBookings(world.server.parts.db, world.server.clock.now());
    expect(await stateOf(truck)).toBe('ended');
  });
});
