import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { tendQueues } from '../../../server/queues/index.ts';
import { findSlot } from '../../support/trucks.ts';
import { type GateWorld, startGateWorld, wholeWay } from '../queues/world.ts';

let world: GateWorld;
let planner: string;

beforeAll(async () => {
  world = await startGateWorld();
  planner = await world.server.signIn('planner');
});
afterAll(() => world.server.stop());

const hour = 60 * 60_000;
const call = (method: 'GET' | 'POST', path: string, body?: unknown, token = world.dispatcher) =>
  world.server.call(method, path, { token, ...(body ? { body } : {}) });
const cancel = (id: string) => call('POST', `/api/bookings/${id}/cancel`);
const record = async () => (await call('GET', '/api/no-show-record')).body;
const entryOf = async (bookingId: string) =>
  (await call('GET', '/api/no-show-record/entries?limit=200')).body.items.find(
    (one: { bookingId: string }) => one.bookingId === bookingId,
  );
/** A booking whose slot begins in so many hours, at least. */
async function bookIn(hours: number, skip = 0) {
  const from = world.server.clock.now().getTime() + hours * hour;
  const slots = await world.server.parts.db.slot.findMany({
    where: {
      checkpointId: 'syrym',
      direction: 'out',
      closedBecause: null,
      totalPlaces: { gte: 4 },
      startsAt: { gte: new Date(from) },
    },
    orderBy: { startsAt: 'asc' },
    take: skip + 1,
  });
  return world.book({ slotId: slots[skip]!.id });
}

/** A closure that is known afterwards: half an hour of the slot. */
const close = (startsAt: Date, reason: string) =>
  world.server.parts.db.closure.create({
    data: {
      ...{
        id: randomUUID(),
        checkpointId: 'syrym',
        direction: 'out',
        startsAt,
        endsAt: new Date(startsAt.getTime() + hour / 2),
      },
      ...{ reason, madeBy: 'test', madeAt: startsAt },
    },
  });

/** The hours go by, and another truck is seen at the gate after them: then those who did not come are no-shows. */
async function passSlotOf({ endsAt }: { endsAt: string }) {
  const { clock, parts } = world.server;
  clock.set(new Date(Date.parse(endsAt) + 5 * hour));
  await world.take(await bookIn(1), ...wholeWay);
  await tendQueues({ db: parts.db, feed: parts.queueFeed, signer: parts.signer }, clock.now());
}

describe('cancelling', () => {
  test('costs nothing a day ahead, a quarter of a point on the day, half right before; a hold costs nothing', async () => {
    for (const [hours, points] of [
      [25, 0],
      [8, 0.25],
      [2, 0.5],
    ] as const) {
      const booking = await bookIn(hours);
      const rules = await call('GET', `/api/bookings/${booking.id}/change-rules`);
      expect(rules.body.cancellation).toMatchObject({
        pointsNow: points,
        grades: [
          { hoursBefore: 24, points: 0 },
          { hoursBefore: 6, points: 0.25 },
          { hoursBefore: 0, points: 0.5 },
        ],
      });
      await cancel(booking.id);
      const entry = await entryOf(booking.id);
      if (points === 0) expect(entry).toBeUndefined();
      else
        expect(entry).toMatchObject({
          kind: 'late-cancellation',
          points,
          pointsNow: points,
          state: 'counted',
          excuse: null,
        });
    }
    const slot = await findSlot(world.server.parts.db, { skip: 1 });
    const { body } = await call('POST', '/api/bookings', {
      slotId: slot.id,
      ...{ vehicle: { plate: '900HLD02', vin: 'XTA21074090000900', country: 'KZ' } },
      ...{ cargo: { hsCode: '730890', grossWeightKg: 1 }, class: 'general' },
    });
    await cancel(body.id);
    expect(await entryOf(body.id)).toBeUndefined();
    expect(await record()).toMatchObject({ points: 0.75, threshold: 3, isReduced: false, halfLifeDays: 90 });
  });

  test('what the authority moved costs nothing when it is given up', async () => {
    const { db, clock } = world.server.parts;
    const booking = await bookIn(3);
    await db.bookingMove.create({
      data: {
        ...{ id: randomUUID(), bookingId: booking.id, fromSlotId: booking.slotId, toSlotId: booking.slotId },
        ...{ organisationId: (await db.booking.findUniqueOrThrow({ where: { id: booking.id } })).organisationId },
        ...{ cause: 'shift', reason: 'two lanes less', movedBy: 'planner', movedAt: clock.now(), state: 'told' },
      },
    });
    await cancel(booking.id);
    expect(await entryOf(booking.id)).toMatchObject({
      state: 'excused',
      excuse: 'slot-moved',
      points: 0.5,
      pointsNow: 0,
    });
  });
});

describe('a truck that does not come', () => {
  test('is a point, that decays by half in 90 days', async () => {
    const before = (await record()).points;
    const booking = await bookIn(1);
    await passSlotOf(booking);
    const entry = await entryOf(booking.id);
    expect(entry).toMatchObject({
      kind: 'no-show',
      points: 1,
      state: 'counted',
      plate: booking.plate,
      checkpointId: 'syrym',
    });
    const { points } = await record();
    expect(points - before).toBeCloseTo(1, 1);
    world.server.clock.set(new Date(Date.parse(entry.at) + 90 * 24 * hour));
    expect((await entryOf(booking.id)).pointsNow).toBeCloseTo(0.5, 3);
    expect((await record()).points).toBeCloseTo(points / 2, 2);
    world.server.clock.set(new Date(entry.at));
  });

  test('is excused where the checkpoint was closed within its hour', async () => {
    const { db } = world.server.parts;
    const booking = await bookIn(1);
    const startsAt = new Date(booking.startsAt);
    await close(startsAt, 'wind');
    await passSlotOf(booking);
    expect(await entryOf(booking.id)).toMatchObject({ state: 'excused', excuse: 'checkpoint-closed', pointsNow: 0 });
    await db.closure.deleteMany({ where: { reason: 'wind' } });
  });

  test('is excused where the authority moved it within the day before', async () => {
    const { db } = world.server.parts;
    const booking = await bookIn(2);
    const { organisationId } = await db.booking.findUniqueOrThrow({ where: { id: booking.id } });
    await db.bookingMove.create({
      data: {
        ...{
          id: randomUUID(),
          bookingId: booking.id,
          fromSlotId: booking.slotId,
          toSlotId: booking.slotId,
          organisationId,
        },
        ...{ cause: 'regime', reason: 'heavier inspections', movedBy: 'planner', state: 'accepted' },
        movedAt: new Date(Date.parse(booking.startsAt) - 23 * hour),
      },
    });
    await passSlotOf(booking);
    expect(await entryOf(booking.id)).toMatchObject({ state: 'excused', excuse: 'slot-moved' });
  });

  test('is excused where the queue ran an hour behind its slots', async () => {
    const { clock } = world.server;
    const stuck = await bookIn(1);
    const missing = await bookIn(1, 2);
    clock.set(new Date(stuck.startsAt));
    await world.take(stuck, ['arrived']); // and nobody calls it until long after
    clock.set(new Date(Date.parse(missing.endsAt) + hour));
    await world.take(stuck, ['called']);
    await passSlotOf(missing);
    expect(await entryOf(missing.id)).toMatchObject({ kind: 'no-show', state: 'excused', excuse: 'queue-late' });
  });

  test('that came after all is excused, and a no-show again when it did not', async () => {
    const booking = await bookIn(1);
    await passSlotOf(booking);
    expect(await entryOf(booking.id)).toMatchObject({ state: 'counted' });
    const noShow = await world.server.parts.db.gateEvent.findFirstOrThrow({
      where: { bookingId: booking.id, step: 'no-show' },
    });
    const undone = await world.record({ id: booking.id }, 'undo', { undoes: noShow.id });
    expect(undone).toMatchObject({ status: 200, body: { outcome: 'applied' } });
    expect(await entryOf(booking.id)).toMatchObject({ state: 'excused', excuse: 'truck-came', pointsNow: 0 });
    await passSlotOf({ endsAt: world.server.clock.now().toISOString() });
    expect(await entryOf(booking.id)).toMatchObject({ state: 'counted', excuse: null });
  });
});

describe('an appeal', () => {
  let entry: { id: string; bookingId: string };
  const appeal = (reason = 'the driver was ill') =>
    call('POST', `/api/no-show-record/entries/${entry.id}/appeal`, { reason });
  beforeEach(async () => {
    const booking = await bookIn(1);
    await cancel(booking.id);
    entry = await entryOf(booking.id);
  });

  test('counts until a planner decides, who sees it and says why', async () => {
    const before = (await record()).points;
    expect(await appeal()).toMatchObject({ status: 200, body: { state: 'appealed', appeal: 'the driver was ill' } });
    expect((await record()).points).toBeCloseTo(before, 6);
    const open = await call('GET', '/api/no-show-record/entries', undefined, planner);
    expect(open.body.items.map(({ id }: { id: string }) => id)).toEqual([entry.id]);
    const waived = await call(
      'POST',
      `/api/no-show-record/entries/${entry.id}/waive`,
      { reason: 'a certificate was shown' },
      planner,
    );
    expect(waived).toMatchObject({
      status: 200,
      body: { state: 'waived', decision: 'a certificate was shown', pointsNow: 0 },
    });
    expect((await record()).points).toBeCloseTo(before - 0.5, 2);
    const audit = await world.server.parts.db.auditEntry.findFirstOrThrow({
      where: { subjectKind: 'conduct-entry', subjectId: entry.id },
      orderBy: { number: 'desc' },
    });
    expect(audit).toMatchObject({ actorKind: 'person', actorRole: 'planner', reason: 'a certificate was shown' });
  });

  test('is refused once, and not made twice', async () => {
    await appeal();
    const upheld = await call(
      'POST',
      `/api/no-show-record/entries/${entry.id}/uphold`,
      { reason: 'no proof' },
      planner,
    );
    expect(upheld.body).toMatchObject({ state: 'upheld', pointsNow: expect.closeTo(0.5, 2) });
    expect(await appeal()).toMatchObject({ status: 409, body: { code: 'APPEAL_NOT_POSSIBLE', field: 'entryId' } });
    const again = await call('POST', `/api/no-show-record/entries/${entry.id}/waive`, { reason: 'after all' }, planner);
    expect(again).toMatchObject({ status: 409, body: { code: 'APPEAL_NOT_POSSIBLE' } });
  });

  test('is too late after 30 days, and unknown to another carrier', async () => {
    const rival = await world.server.signIn('dispatcher2');
    const foreign = await call('POST', `/api/no-show-record/entries/${entry.id}/appeal`, { reason: 'not mine' }, rival);
    expect(foreign).toMatchObject({ status: 404, body: { code: 'CONDUCT_ENTRY_NOT_FOUND' } });
    const short = await call('POST', `/api/no-show-record/entries/${entry.id}/appeal`, { reason: '' });
    expect(short).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } });
    const now = world.server.clock.now();
    world.server.clock.set(new Date(now.getTime() + 30 * 24 * hour));
    expect(await appeal()).toMatchObject({ status: 409, body: { code: 'APPEAL_NOT_POSSIBLE' } });
    world.server.clock.set(now);
    expect((await entryOf(entry.bookingId)).state).toBe('counted');
  });

  test('excuses at once what has come to light since', async () => {
    const { slotStartsAt } = await entryOf(entry.bookingId);
    const startsAt = new Date(slotStartsAt);
    await close(startsAt, 'fog');
    expect(await appeal('there was fog')).toMatchObject({ body: { state: 'excused', excuse: 'checkpoint-closed' } });
  });
});
