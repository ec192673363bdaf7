import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { listWrongSlots } from '../../support/trucks.ts';
import { cancel, startWaitlistWorld, type WaitlistWorld } from './world.ts';

let world: WaitlistWorld;

beforeAll(async () => {
  world = await startWaitlistWorld(60);
});
afterAll(() => world.server.stop());
afterEach(async () => expect(await listWrongSlots(world.server.parts.db)).toEqual([]));

test('with 50 waiting and 100 rivals that hold at the same time, returned places go to those who wait and to nobody in between', async () => {
  const { db } = world.server.parts;
  const slots = [await world.slotOf(10), await world.slotOf(10)];
  const booked = [];
  for (const [index, { id }] of slots.entries())
    for (let place = 0; place < 10; place++) booked.push(await world.book(place, 100 * index + place, id));
  const waiting: string[] = [];
  for (let index = 0; index < 50; index++) waiting.push(await world.join(10 + index, 300 + index, slots[index % 2]!));

  const rival = (index: number) => world.hold(index % 60, 500 + index, slots[index % 2]!.id);
  const settled = await Promise.allSettled([
    ...Array.from({ length: 50 }, (_, index) => rival(index)),
    ...booked.map(({ id }) => cancel(world, id)),
    ...Array.from({ length: 50 }, (_, index) => rival(50 + index)),
  ]);
  const holds = [...settled.slice(0, 50), ...settled.slice(70)];
  const codes = new Set(holds.map((one) => (one.status === 'rejected' ? one.reason.code : 'held')));
  expect([...codes]).toEqual(['SLOT_FULL']);
  expect(settled.slice(50, 70).map((one) => (one.status === 'rejected' ? String(one.reason) : ''))).toEqual(
    Array(20).fill(''),
  );

  const states = await db.waitlistEntry.groupBy({ by: ['state'], _count: true, orderBy: { state: 'asc' } });
  expect(states).toEqual([
    { state: 'offered', _count: 20 },
    { state: 'waiting', _count: 30 },
  ]);
  const held = await db.booking.findMany({ where: { state: 'held' } });
  expect(held).toHaveLength(20);
  expect(held.every(({ applicationId }) => waiting.includes(applicationId))).toBe(true);
  const draws = await db.waitlistDraw.findMany();
  expect(draws).toHaveLength(20);
  for (const draw of draws) {
    expect(draw.candidateIds).toContain(draw.applicationId);
    expect(draw.candidateIds).toHaveLength(draw.candidates);
  }
});

test('two that give places back at once, and vehicles that are booked meanwhile, wait for nobody in a circle', async () => {
  const { db } = world.server.parts;
  const rounds = 6;
  for (let round = 0; round < rounds; round++) {
    const [a, b] = [await world.slotOf(4), await world.slotOf(4)];
    const base = 1000 + round * 100;
    const booked = [];
    for (let place = 0; place < 4; place++)
      booked.push(await world.hold(place, base + place, a.id), await world.hold(place + 4, base + 10 + place, b.id));
    const both = { startsAt: a.startsAt, endsAt: b.endsAt };
    for (let index = 0; index < 8; index++) await world.join(10 + index, base + 20 + index, both);
    const other = await world.slotOf(20);
    world.server.clock.advanceMinutes(10);
    // The vehicles of those who wait are booked elsewhere while both slots are released.
    const settled = await Promise.allSettled([
      world.release(),
      ...Array.from({ length: 8 }, (_, index) => world.hold(10 + index, base + 20 + index, other.id)),
      cancelOne(booked[0]!.id),
      world.release(),
    ]);
    const failed = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason.code ?? String(one.reason)] : []));
    expect(failed.filter((code) => !['VEHICLE_ALREADY_BOOKED', 'BOOKING_NOT_ACTIVE'].includes(code))).toEqual([]);
    const twice = await db.$queryRaw`
      SELECT plate FROM booking WHERE state IN ('held', 'confirmed') GROUP BY plate HAVING count(*) > 1`;
    expect(twice).toEqual([]);
  }

  async function cancelOne(id: string) {
    try {
      await cancel(world, id);
    } catch (error) {
      if (!String(error).includes('BOOKING_NOT_ACTIVE')) throw error;
    }
  }
});
