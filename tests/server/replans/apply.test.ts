import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { keepSlots, readRules } from '../../../server/corridors/index.ts';
import type { Change } from '../../../shared/contract/changes.ts';
import { findSlot, goods, listWrongSlots, truck } from '../../support/trucks.ts';
import { type ApplyWorld, fewerLanes, slotsOfChange, startApplyWorld } from './apply-world.ts';

let world: ApplyWorld;

beforeAll(async () => {
  world = await startApplyWorld();
});
afterAll(() => world.server.stop());
afterEach(async () => expect(await listWrongSlots(world.db)).toEqual([]));

let last = new Date('2026-06-16T00:00:00Z');
/** Slots of their own for each test, one after the other. */
async function nextSlots(count: number) {
  const slots = await world.db.slot.findMany({
    where: {
      checkpointId: 'syrym',
      direction: 'out',
      totalPlaces: { gte: 3 },
      closedBecause: null,
      startsAt: { gt: last },
    },
    orderBy: { startsAt: 'asc' },
    take: count,
  });
  last = slots.at(-1)!.startsAt;
  return slots;
}

const slotOf = (id: number) => world.db.slot.findUniqueOrThrow({ where: { id } });
const movesOf = (bookingId: string) =>
  world.db.bookingMove.findMany({ where: { bookingId }, orderBy: { movedAt: 'asc' } });

let besides = 20;
/** Three trucks in a slot that keeps one place: one moves on, one to another checkpoint, one stays. */
async function planOfThree() {
  const [full, next] = await nextSlots(2);
  const beside = await findSlot(world.db, { checkpointId: 'zhaisan', totalPlaces: 2, skip: ++besides });
  const trucks = await world.book(full!.id, 3);
  const plan = {
    change: fewerLanes(full!),
    slots: [{ slotId: full!.id, total: 1 }],
    moves: [
      { bookingId: trucks[0]!, to: next!.id },
      { bookingId: trucks[1]!, to: beside.id, detourKm: 130 },
    ],
  };
  return { full: full!, next: next!, beside, trucks, plan };
}

describe('a plan is applied', () => {
  test('whole: the change, the places, the moves and their history; the same key again changes nothing, another is refused', async () => {
    const { full, next, beside, trucks, plan } = await planOfThree();
    const previewId = await world.store(plan);
    const version = (await world.db.checkpoint.findUniqueOrThrow({ where: { id: 'syrym' } })).rulesVersion;
    const key = randomUUID();
    await world.apply(previewId, key);

    expect(await slotOf(full.id)).toMatchObject({ totalPlaces: 1, totalTaken: 1, kzLanes: 1 });
    expect(await slotOf(next.id)).toMatchObject({ totalPlaces: next.totalPlaces, totalTaken: 1 });
    expect(await slotOf(beside.id)).toMatchObject({ totalTaken: 1 });
    const bookings = await world.db.booking.findMany({ where: { id: { in: trucks } }, orderBy: { id: 'asc' } });
    expect(bookings.map(({ slotId, state }) => [slotId, state])).toEqual([
      [next.id, 'confirmed'],
      [beside.id, 'confirmed'],
      [full.id, 'confirmed'],
    ]);
    expect(await movesOf(trucks[0]!)).toMatchObject([
      {
        fromSlotId: full.id,
        toSlotId: next.id,
        cause: 'shift',
        reason: 'two officers are ill',
        state: 'told',
        movedBy: 'the planner',
      },
    ]);
    expect(await movesOf(trucks[2]!)).toEqual([]);
    expect(await world.db.shift.findMany({ where: { reason: 'two officers are ill' } })).toHaveLength(1);
    expect(await world.db.preview.findUnique({ where: { id: previewId } })).toMatchObject({
      state: 'applied',
      appliedBy: 'the planner',
    });
    const after = (await world.db.checkpoint.findUniqueOrThrow({ where: { id: 'syrym' } })).rulesVersion;
    expect(after).toBeGreaterThan(version);

    const before = await world.everything();
    await world.apply(previewId, key);
    await expect(world.apply(previewId)).rejects.toMatchObject({ code: 'PREVIEW_NOT_READY' });
    expect(await world.everything()).toBe(before);
  });

  test('nested counts go with the trucks', async () => {
    const [full, next] = await nextSlots(2);
    const [red] = await world.book(full!.id, 1, goods.red);
    const [yellow] = await world.book(full!.id, 1, goods.yellow);
    const moves = [red!, yellow!].map((bookingId) => ({ bookingId, to: next!.id }));
    await world.db.slot.update({ where: { id: next!.id }, data: { inspectedPlaces: 2, examinedPlaces: 1 } });
    await world.apply(await world.store({ change: fewerLanes(full!), slots: [{ slotId: full!.id, total: 0 }], moves }));
    expect(await slotOf(full!.id)).toMatchObject({ totalTaken: 0, inspectedTaken: 0, examinedTaken: 0 });
    expect(await slotOf(next!.id)).toMatchObject({ totalTaken: 2, inspectedTaken: 2, examinedTaken: 1 });
  });

  test('a hold moves like a confirmed booking, and can be confirmed there', async () => {
    const [full, next] = await nextSlots(2);
    const body = { slotId: full!.id, ...truck(900) };
    const held = await world.server.call('POST', '/api/bookings', { token: world.dispatcher, body });
    const moves = [{ bookingId: held.body.id, to: next!.id }];
    await world.apply(
      await world.store({
        change: fewerLanes(full!),
        slots: [{ slotId: full!.id, total: 0, closedBecause: 'no-lanes' }],
        moves,
      }),
    );
    const confirmed = await world.server.call('POST', `/api/bookings/${held.body.id}/confirm`, {
      token: world.dispatcher,
    });
    expect(confirmed.body).toMatchObject({ state: 'confirmed', slot: { id: next!.id } });
  });

  test('who finds no place keeps the slot, overfull, and is told; when it has room again, it is told that, too', async () => {
    const [full] = await nextSlots(1);
    const trucks = await world.book(full!.id, 2);
    const change = fewerLanes(full!);
    const moves = [{ bookingId: trucks[0]!, to: null }];
    await world.apply(await world.store({ change, slots: [{ slotId: full!.id, total: 1 }], moves }));
    expect(await slotOf(full!.id)).toMatchObject({ totalPlaces: 1, totalTaken: 2 });
    expect(await movesOf(trucks[0]!)).toMatchObject([{ toSlotId: null, state: 'told' }]);

    const { id: shiftId } = await world.db.shift.findFirstOrThrow({ orderBy: { startsAt: 'desc' } });
    const end: Change = { kind: 'end-shift', shiftId, reason: 'they are well again' };
    world.server.clock.advanceMinutes(1);
    await world.apply(await world.store({ change: end, slots: [{ slotId: full!.id, total: 3 }], moves: [] }));
    expect(await movesOf(trucks[0]!)).toMatchObject([
      { state: 'superseded' },
      { fromSlotId: full!.id, toSlotId: full!.id, cause: 'end-shift', state: 'told' },
    ]);
  });

  test('a truck moved again before an answer has one move to answer and both in its history', async () => {
    const [full, next, third] = await nextSlots(3);
    const [booking] = await world.book(full!.id, 1);
    const move = (to: number) => [{ bookingId: booking!, to }];
    await world.apply(
      await world.store({ change: fewerLanes(full!), slots: [{ slotId: full!.id, total: 0 }], moves: move(next!.id) }),
    );
    world.server.clock.advanceMinutes(1);
    await world.apply(
      await world.store({ change: fewerLanes(next!), slots: [{ slotId: next!.id, total: 0 }], moves: move(third!.id) }),
    );
    expect((await movesOf(booking!)).map(({ state, toSlotId }) => [state, toSlotId])).toEqual([
      ['superseded', next!.id],
      ['told', third!.id],
    ]);
  });

  test('the slots are then as the rules make them: keeping them changes nothing', async () => {
    const { db, server } = world;
    const now = server.clock.now();
    await keepSlots(db, now, ['karasu']);
    const [rules] = await readRules(db, now, ['karasu']);
    const [first] = await db.slot.findMany({
      where: { checkpointId: 'karasu', direction: 'out', startsAt: { gt: now } },
      orderBy: { startsAt: 'asc' },
      skip: 10,
      take: 1,
    });
    const change: Change = {
      kind: 'closure',
      checkpointId: 'karasu',
      direction: null,
      startsAt: first!.startsAt.toISOString(),
      endsAt: new Date(first!.startsAt.getTime() + 9 * 3_600_000).toISOString(),
      reason: 'the bridge is repaired',
    };
    const changed = await slotsOfChange(db, now, rules!, change);
    expect(changed.filter(({ row, columns }) => columns.totalPlaces < row.totalPlaces).length).toBeGreaterThan(10);
    const slots = changed.map(({ row, columns }) => ({ slotId: row.id, total: columns.totalPlaces }));
    const previewId = await world.store({ change, slots, moves: [] });
    for (const { row, columns } of changed)
      await db.previewSlot.update({ where: { previewId_slotId: { previewId, slotId: row.id } }, data: columns });
    await world.apply(previewId);
    expect(await slotOf(changed.find(({ columns }) => columns.closedBecause)!.row.id)).toMatchObject({
      closedBecause: 'closure',
      totalPlaces: 0,
    });
    expect(await keepSlots(db, now, ['karasu'])).toEqual([]);
  });
});

test('the slot that is under way keeps its places, which are sold, and has other lanes at once, as its queue', async () => {
  const { db, server } = world;
  const before = server.clock.now();
  const slot = await findSlot(db, { checkpointId: 'taskala', totalPlaces: 3 });
  server.clock.set(new Date(slot.startsAt.getTime() + 10 * 60_000));
  await world.apply(await world.store({ change: fewerLanes(slot), slots: [], moves: [] }));
  expect(slot.kzLanes).toBeGreaterThan(1);
  expect(await slotOf(slot.id)).toMatchObject({ kzLanes: 1, totalPlaces: slot.totalPlaces });
  const queue = { checkpointId_direction: { checkpointId: 'taskala', direction: 'out' } };
  expect(await db.queueStatus.findUnique({ where: queue })).toMatchObject({ kzLanes: 1 });
  server.clock.set(before);
});

describe('what is no longer as previewed is refused, and nothing is changed', () => {
  async function expectStale(previewId: string, hint: RegExp) {
    const before = await world.everything();
    await expect(world.apply(previewId)).rejects.toMatchObject({
      code: 'PREVIEW_STALE',
      data: { field: 'previewId', hint: expect.stringMatching(hint) },
    });
    expect(await world.everything()).toBe(before);
  }

  test('the rules of the checkpoint', async () => {
    const { full, plan } = await planOfThree();
    const previewId = await world.store(plan);
    const body = { startsAt: '2026-07-10T00:00:00Z', endsAt: '2026-07-10T06:00:00Z', reason: 'storm' };
    await world.server.call('POST', `/api/checkpoints/${full.checkpointId}/closures`, {
      token: await world.server.signIn('planner'),
      body,
    });
    await expectStale(previewId, /regimes/);
  });

  test('who is in a slot that gives trucks away', async () => {
    const { full, plan } = await planOfThree();
    const previewId = await world.store(plan);
    await world.db.slot.update({ where: { id: full.id }, data: { totalPlaces: 4 } });
    await world.book(full.id, 1);
    await expectStale(previewId, /other trucks/);
  });

  test('a truck that was given up', async () => {
    const { trucks, plan } = await planOfThree();
    const previewId = await world.store(plan);
    await world.server.call('POST', `/api/bookings/${trucks[2]}/cancel`, { token: world.dispatcher });
    await expectStale(previewId, /other trucks/);
  });

  test('a truck that has arrived', async () => {
    const { trucks, plan } = await planOfThree();
    const previewId = await world.store(plan);
    const event = {
      id: randomUUID(),
      truck: { bookingId: trucks[0] },
      step: 'arrived',
      happenedAt: world.server.clock.now().toISOString(),
    };
    const officer = await world.server.signIn('officer');
    const path = '/api/checkpoints/syrym/gate-events';
    expect((await world.server.call('POST', path, { token: officer, body: { event } })).status).toBe(200);
    await expectStale(previewId, /arrived/);
  });

  test('the places that the plan needs', async () => {
    const { next, plan } = await planOfThree();
    await world.db.slot.update({
      where: { id: next.id },
      data: { totalPlaces: 1, inspectedPlaces: 0, examinedPlaces: 0 },
    });
    const previewId = await world.store(plan);
    await world.book(next.id, 1);
    await expectStale(previewId, /taken by others/);
  });

  test('a slot that has come too near', async () => {
    const { full, plan } = await planOfThree();
    const previewId = await world.store(plan);
    const now = world.server.clock.now();
    world.server.clock.set(new Date(full.startsAt.getTime() - 59 * 60_000));
    await expectStale(previewId, /within an hour/);
    world.server.clock.set(now);
  });

  test('a preview that is not there, or not ready', async () => {
    await expect(world.apply(randomUUID())).rejects.toMatchObject({ code: 'PREVIEW_NOT_FOUND' });
    const { plan } = await planOfThree();
    const previewId = await world.store(plan);
    await world.db.preview.update({ where: { id: previewId }, data: { state: 'running' } });
    await expect(world.apply(previewId)).rejects.toMatchObject({ code: 'PREVIEW_NOT_READY' });
  });
});
