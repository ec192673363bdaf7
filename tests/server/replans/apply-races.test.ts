import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { listSimulatedCarriers } from '../../../server/accounts/index.ts';
import { cancelBooking } from '../../../server/bookings/change-booking.ts';
import { holdSlot, releaseExpiredHolds } from '../../../server/bookings/index.ts';
import { keepSlots } from '../../../server/corridors/index.ts';
import { writeIntent } from '../../../server/platform/database/once-per-key.ts';
import { listWrongSlots, truck } from '../../support/trucks.ts';
import { type ApplyWorld, fewerLanes, startApplyWorld } from './apply-world.ts';

let world: ApplyWorld;
let carriers: { id: string }[];

beforeAll(async () => {
  world = await startApplyWorld({ simulatedCarriers: 20 });
  carriers = await listSimulatedCarriers(world.db);
});
afterAll(() => world.server.stop());
afterEach(async () => expect(await listWrongSlots(world.db)).toEqual([]));

let trucks = 10_000;
function hold(slotId: number) {
  const { db, feed } = world.server.parts;
  const number = ++trucks;
  const organisationId = carriers[number % carriers.length]!.id;
  const input = { slotId, ...truck(number) } as Parameters<typeof holdSlot>[5];
  const claimant = { organisationId, madeBy: 'test', source: 'carrier' as const };
  return holdSlot(
    db,
    feed,
    world.server.clock.now(),
    claimant,
    writeIntent(organisationId, randomUUID(), input),
    input,
  );
}
function cancel({ id, organisationId }: { id: string; organisationId: string }) {
  const { db, feed } = world.server.parts;
  const claimant = { organisationId, madeBy: 'test', source: 'carrier' as const };
  return cancelBooking(db, feed, world.server.clock.now(), claimant, writeIntent(organisationId, randomUUID(), id), id);
}

/** Slots far from those of the other tests, each with room for ten. */
async function roomySlots(count: number, from: string) {
  const slots = await world.db.slot.findMany({
    where: {
      checkpointId: 'syrym',
      direction: 'out',
      closedBecause: null,
      totalPlaces: { gt: 1 },
      startsAt: { gte: new Date(from) },
    },
    orderBy: { startsAt: 'asc' },
    take: count,
  });
  const ids = slots.map(({ id }) => id);
  await world.db.slot.updateMany({
    where: { id: { in: ids } },
    data: { totalPlaces: 10, inspectedPlaces: 5, examinedPlaces: 2 },
  });
  return slots;
}

const codesOf = (settled: PromiseSettledResult<unknown>[]) =>
  settled.map((one) => (one.status === 'fulfilled' ? 'applied' : String(one.reason.code ?? one.reason)));

test('of two planners who apply at once, one wins and the other has to look again', async () => {
  const [one, two, three] = await roomySlots(3, '2026-06-18T00:00:00Z');
  const [first, second] = [await world.book(one!.id, 1), await world.book(two!.id, 1)];
  const move = (bookingId: string) => [{ bookingId, to: three!.id }];
  const previews = [
    await world.store({ change: fewerLanes(one!), slots: [{ slotId: one!.id, total: 0 }], moves: move(first[0]!) }),
    await world.store({ change: fewerLanes(two!), slots: [{ slotId: two!.id, total: 0 }], moves: move(second[0]!) }),
  ];
  const settled = await Promise.allSettled(previews.map((id) => world.apply(id)));
  expect(codesOf(settled).sort()).toEqual(['PREVIEW_STALE', 'applied']);
  expect(await world.db.bookingMove.count({ where: { previewId: { in: previews } } })).toBe(1);
});

test('one preview applied by eight at once is applied once', async () => {
  const [one, two] = await roomySlots(2, '2026-06-19T00:00:00Z');
  const [bookingId] = await world.book(one!.id, 1);
  const moves = [{ bookingId: bookingId!, to: two!.id }];
  const preview = await world.store({ change: fewerLanes(one!), slots: [{ slotId: one!.id, total: 0 }], moves });
  const settled = await Promise.allSettled(Array.from({ length: 8 }, () => world.apply(preview)));
  expect(codesOf(settled).sort()).toEqual([...Array(7).fill('PREVIEW_NOT_READY'), 'applied']);
});

test('eight plans of one checkpoint, with holds, cancels and the jobs among them: one wins, nothing is lost, nobody waits in a circle', async () => {
  const slots = await roomySlots(16, '2026-06-21T00:00:00Z');
  const booked = new Map<number, string[]>();
  for (const { id } of slots) booked.set(id, await world.book(id, 3));
  for (let round = 0; round < 5; round++) {
    // Each takes from two slots and gives to two others, by turns up and down the ids.
    const previews = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        const [from, to] = [slots[(index * 2 + round) % 16]!, slots[(15 - index * 2 + round) % 16]!];
        const here = await world.db.booking.findMany({ where: { slotId: from.id, state: 'confirmed' }, take: 2 });
        const moves = from.id === to.id ? [] : here.map(({ id }) => ({ bookingId: id, to: to.id }));
        return world.store({ change: fewerLanes(from), slots: [{ slotId: from.id, total: 10 }], moves });
      }),
    );
    const someone = await world.db.booking.findMany({
      where: { state: 'confirmed', slotId: { in: slots.map(({ id }) => id) } },
      take: 4,
    });
    const { db, feed } = world.server.parts;
    const now = world.server.clock.now();
    const [applied, others] = await Promise.all([
      Promise.allSettled(previews.map((id) => world.apply(id))),
      Promise.allSettled([
        ...slots.map(({ id }) => hold(id)),
        ...someone.map(cancel),
        ...slots.map(({ id }) => hold(id)),
        releaseExpiredHolds(db, feed, now),
      ]),
    ]);
    const codes = codesOf(applied);
    expect(codes.filter((code) => code !== 'applied' && code !== 'PREVIEW_STALE')).toEqual([]);
    expect(codes.filter((code) => code === 'applied').length).toBeLessThanOrEqual(1);
    expect(codesOf(others).filter((code) => !['applied', 'SLOT_FULL', 'CARRIER_QUOTA_REACHED'].includes(code))).toEqual(
      [],
    );
    expect(await listWrongSlots(world.db)).toEqual([]);
  }
});

test('a cancel that waited while its booking was moved frees the place where it is now', async () => {
  const [one, two] = await roomySlots(2, '2026-06-24T00:00:00Z');
  const [bookingId] = await world.book(one!.id, 1);
  const preview = await world.store({
    change: fewerLanes(one!),
    slots: [{ slotId: one!.id, total: 0 }],
    moves: [{ bookingId: bookingId!, to: two!.id }],
  });
  const client = new Client(world.server.databaseUrl);
  await client.connect();
  await client.query('BEGIN');
  await client.query(`SELECT apply_preview($1, 'customs', 'a key of it', 'hash', 'the planner', $2)`, [
    preview,
    world.server.clock.now(),
  ]);
  const booking = await world.db.booking.findUniqueOrThrow({ where: { id: bookingId! } });
  const cancelled = cancel(booking);
  await vi.waitFor(async () => {
    const waiting = await client.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    expect(waiting.rowCount).toBeGreaterThan(0);
  });
  await client.query('COMMIT');
  await client.end();
  expect(await cancelled).toMatchObject({ state: 'cancelled', slot: { id: two!.id, taken: { total: 0 } } });
  expect(await world.db.slot.findUnique({ where: { id: one!.id } })).toMatchObject({ totalTaken: 0 });
});

test('slots kept by the job while a plan is applied are those of the plan', async () => {
  const [one, two] = await roomySlots(2, '2026-06-25T00:00:00Z');
  const [bookingId] = await world.book(one!.id, 1);
  const change = fewerLanes(one!);
  const preview = await world.store({ change, slots: [], moves: [{ bookingId: bookingId!, to: two!.id }] });
  const now = world.server.clock.now();
  const settled = await Promise.allSettled([
    keepSlots(world.db, now, ['syrym']),
    world.apply(preview),
    keepSlots(world.db, now, ['syrym']),
  ]);
  expect(codesOf(settled).filter((code) => code !== 'applied')).toEqual([]);
  expect(await keepSlots(world.db, now, ['syrym'])).toEqual(expect.any(Array));
  expect(await keepSlots(world.db, now, ['syrym'])).toEqual([]);
});
