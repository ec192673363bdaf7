import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Move } from '../../../shared/contract/moves.ts';
import { findSlot, listWrongSlots, truck } from '../../support/trucks.ts';
import { connectLive } from '../live/live-client.ts';
import { type ApplyWorld, fewerLanes, startApplyWorld } from './apply-world.ts';

let world: ApplyWorld;
let besides = 0;
let otherCarrier: string;
let officer: string;

beforeAll(async () => {
  world = await startApplyWorld();
  otherCarrier = await world.server.signIn('dispatcher2');
  officer = await world.server.signIn('officer');
});
afterAll(() => world.server.stop());
afterEach(async () => expect(await listWrongSlots(world.db)).toEqual([]));

const call = (method: 'GET' | 'POST', path: string, more: { body?: object; token?: string; key?: string } = {}) =>
  world.server.call(method, path, { token: world.dispatcher, ...more });
const list = async (query = ''): Promise<Move[]> => (await call('GET', `/api/moves${query}`)).body.items;
const slotOf = (id: number) => world.db.slot.findUniqueOrThrow({ where: { id } });
const bookingOf = (id: string) => world.db.booking.findUniqueOrThrow({ where: { id } });

let last = new Date('2026-06-16T00:00:00Z');
let full: Awaited<ReturnType<typeof slotOf>>;
let next: typeof full;
let bookingId: string;
let unplacedId: string;

/** One truck moved on an hour, another without a place. */
async function applyMoves() {
  const slots = await world.db.slot.findMany({
    where: {
      checkpointId: 'syrym',
      direction: 'out',
      totalPlaces: { gte: 3 },
      closedBecause: null,
      startsAt: { gt: last },
    },
    orderBy: { startsAt: 'asc' },
    take: 4,
  });
  [full, next] = slots as [typeof full, typeof full];
  last = slots[3]!.startsAt;
  [bookingId, unplacedId] = (await world.book(full.id, 2)) as [string, string];
  const moves = [
    { bookingId, to: next.id },
    { bookingId: unplacedId, to: null },
  ];
  await world.apply(await world.store({ change: fewerLanes(full), slots: [{ slotId: full.id, total: 0 }], moves }));
}

/** What is to be answered of a booking. */
async function toldOf(id: string): Promise<Move> {
  const [move] = (await list(`?state=told&bookingId=${id}`)) as [Move];
  return move;
}

describe('what a carrier sees', () => {
  beforeAll(applyMoves);

  test('its moves with both slots and the reason, those without a place first; others see none', async () => {
    const [first, second] = await list('?state=told');
    expect(first).toMatchObject({
      bookingId: unplacedId,
      from: { slotId: full.id },
      to: null,
      state: 'told',
      isOpen: true,
    });
    expect(second).toMatchObject({
      bookingId,
      from: { slotId: full.id, checkpointId: 'syrym', direction: 'out', startsAt: full.startsAt.toISOString() },
      to: { slotId: next.id, startsAt: next.startsAt.toISOString() },
      cause: 'shift',
      reason: 'two officers are ill',
      detourKm: null,
    });
    expect((await call('GET', '/api/moves', { token: otherCarrier })).body.items).toEqual([]);
  });

  test('page by page, each once', async () => {
    const ids: string[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await call('GET', `/api/moves?state=told&limit=1${cursor}`);
      ids.push(...body.items.map(({ id }: Move) => id));
      if (body.nextCursor === null) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(ids).toEqual((await list('?state=told')).map(({ id }) => id));
    expect((await call('GET', `/api/moves?cursor=${randomUUID()}`)).body).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'cursor',
    });
  });

  test('other slots for the truck, without the one it has', async () => {
    const { offers } = (await call('GET', `/api/moves/${(await toldOf(bookingId)).id}/offers`)).body;
    expect(offers.length).toBeGreaterThan(1);
    const ids = offers.map(({ slot }: { slot: { id: number } }) => slot.id);
    expect(ids).not.toContain(next.id);
    expect(ids).not.toContain(full.id);
  });

  test('live: how many there are to answer, for those who are signed in', async () => {
    const stranger = await connectLive(world.server.url);
    expect(await stranger.ask({ kind: 'moves' })).toMatchObject({ ok: false, code: 'NOT_SIGNED_IN' });
    stranger.socket.close();
    const carrier = await connectLive(world.server.url, { authorization: `Bearer ${world.dispatcher}` });
    const { moves } = await carrier.watch({ kind: 'moves' });
    expect(moves).toMatchObject({ open: 2, unplaced: 1, latest: { bookingId: unplacedId } });
    const heard = carrier.next('moves', ({ open }) => open === 4);
    world.server.clock.advanceMinutes(1);
    await applyMoves();
    expect(await heard).toMatchObject({ unplaced: 2, latest: { bookingId: unplacedId } });
    carrier.socket.close();
  });
});

describe('a carrier answers', () => {
  beforeEach(applyMoves);

  test('it accepts, once; the same key again gives the same', async () => {
    const { id } = await toldOf(bookingId);
    const key = randomUUID();
    const accepted = await call('POST', `/api/moves/${id}/accept`, { key });
    expect(accepted.body).toMatchObject({ id, state: 'accepted', isOpen: false, answeredAt: expect.any(String) });
    expect((await call('POST', `/api/moves/${id}/accept`, { key })).body).toEqual(accepted.body);
    expect((await call('POST', `/api/moves/${id}/accept`)).body.code).toBe('MOVE_ANSWERED');
    expect((await call('POST', `/api/moves/${id}/cancel`)).body.code).toBe('MOVE_ANSWERED');
    expect((await call('GET', `/api/moves/${id}/offers`)).body.code).toBe('MOVE_ANSWERED');
  });

  test('it chooses another slot: both change hands, and the history has both moves', async () => {
    const { id } = await toldOf(bookingId);
    const offers = (await call('GET', `/api/moves/${id}/offers`)).body.offers;
    const slotId = offers[0].slot.id;
    const before = await slotOf(slotId);
    const key = randomUUID();
    const chosen = await call('POST', `/api/moves/${id}/choose`, { key, body: { slotId } });
    expect(chosen.body).toMatchObject({ id, state: 'changed' });
    await call('POST', `/api/moves/${id}/choose`, { key, body: { slotId } });
    expect(await bookingOf(bookingId)).toMatchObject({ slotId, state: 'confirmed' });
    expect((await slotOf(next.id)).totalTaken).toBe(0);
    expect((await slotOf(slotId)).totalTaken).toBe(before.totalTaken + 1);
    const history = await list(`?bookingId=${bookingId}`);
    expect(history.map(({ cause, state, to }) => [cause, state, to?.slotId]).sort()).toEqual([
      ['carrier', 'accepted', slotId],
      ['shift', 'changed', next.id],
    ]);
  });

  test('without a place it keeps nothing by accepting, but takes another slot', async () => {
    const { id } = await toldOf(unplacedId);
    expect((await call('POST', `/api/moves/${id}/accept`)).body).toMatchObject({ code: 'SLOT_FULL' });
    expect((await slotOf(full.id)).totalTaken).toBe(1);
    const { offers } = (await call('GET', `/api/moves/${id}/offers`)).body;
    await call('POST', `/api/moves/${id}/choose`, { body: { slotId: offers[0].slot.id } });
    expect(await bookingOf(unplacedId)).toMatchObject({ slotId: offers[0].slot.id });
    expect((await slotOf(full.id)).totalTaken).toBe(0);
  });

  test('it gives the booking up; the place is free', async () => {
    const { id } = await toldOf(bookingId);
    const key = randomUUID();
    const given = await call('POST', `/api/moves/${id}/cancel`, { key });
    expect(given.body).toMatchObject({ id: bookingId, state: 'cancelled' });
    expect((await call('POST', `/api/moves/${id}/cancel`, { key })).body).toEqual(given.body);
    expect((await slotOf(next.id)).totalTaken).toBe(0);
    expect(await list(`?bookingId=${bookingId}`)).toMatchObject([{ state: 'cancelled' }]);
  });

  test('a booking that is given up as any other has nothing to answer', async () => {
    await call('POST', `/api/bookings/${bookingId}/cancel`);
    expect(await list(`?bookingId=${bookingId}`)).toMatchObject([{ state: 'cancelled', isOpen: false }]);
    expect(await toldOf(bookingId)).toBeUndefined();
  });

  test('a truck at the gate stays, whatever is asked', async () => {
    const { id } = await toldOf(bookingId);
    const event = {
      id: randomUUID(),
      truck: { bookingId },
      step: 'arrived',
      happenedAt: world.server.clock.now().toISOString(),
    };
    await call('POST', '/api/checkpoints/syrym/gate-events', { token: officer, body: { event } });
    const before = await world.everything();
    const { offers } = (await call('GET', `/api/moves/${(await toldOf(unplacedId)).id}/offers`)).body;
    for (const [path, body] of [
      ['accept', {}],
      ['choose', { slotId: offers[0].slot.id }],
      ['cancel', {}],
    ] as const)
      expect((await call('POST', `/api/moves/${id}/${path}`, { body })).body).toMatchObject({
        code: 'TRUCK_AT_GATE',
        hint: expect.any(String),
      });
    expect(await toldOf(bookingId)).toBeUndefined();
    expect(await world.everything()).toBe(before);
  });

  test('what cannot be is refused, and nothing is changed', async () => {
    const { id } = await toldOf(bookingId);
    const past = await world.db.slot.findFirstOrThrow({
      where: { checkpointId: 'syrym', direction: 'out', startsAt: { gt: world.server.clock.now() } },
      orderBy: { startsAt: 'asc' },
    });
    const closed = await world.db.slot.findFirst({
      where: { direction: 'out', closedBecause: { not: null }, startsAt: { gt: last } },
    });
    const inward = await findSlot(world.db, { direction: 'in', skip: 30 });
    const bilateral = await world.db.slot.findFirst({
      where: { direction: 'out', totalPlaces: { gt: 0 }, startsAt: { gt: last }, checkpoint: { access: 'bilateral' } },
    });
    await world.db.application.updateMany({
      where: { bookings: { some: { id: bookingId } } },
      data: { vehicleCountry: 'TR' },
    });
    const before = await world.everything();
    const choose = async (slotId: number) =>
      (await call('POST', `/api/moves/${id}/choose`, { body: { slotId } })).body.code;
    expect(await choose(next.id)).toBe('INVALID_INPUT');
    expect(await choose(full.id)).toBe('SLOT_FULL');
    expect(await choose(2_000_000_000)).toBe('SLOT_NOT_FOUND');
    expect(await choose(inward.id)).toBe('SLOT_NOT_FOUND');
    expect(await choose(closed!.id)).toBe('SLOT_CLOSED');
    expect(await choose(bilateral!.id)).toBe('VEHICLE_COUNTRY_NOT_ADMITTED');
    world.server.clock.set(new Date(past.startsAt.getTime() + 60_000));
    expect(await choose(past.id)).toBe('SLOT_IN_PAST');
    for (const path of ['accept', 'cancel'])
      expect((await call('POST', `/api/moves/${id}/${path}`, { token: otherCarrier })).body.code).toBe(
        'MOVE_NOT_FOUND',
      );
    expect((await call('GET', `/api/moves/${id}/offers`, { token: otherCarrier })).body.code).toBe('MOVE_NOT_FOUND');
    expect(await world.everything()).toBe(before);
  });

  test('the tenth of a slot that one carrier may have binds its choice', async () => {
    await world.db.quota.create({
      data: { id: 'one', kind: 'carrier-slot', share: 0, minimum: 1, source: 'of this test' },
    });
    const { offers } = (await call('GET', `/api/moves/${(await toldOf(bookingId)).id}/offers`)).body;
    const slotId = offers[0].slot.id;
    await call('POST', '/api/bookings', { body: { slotId, ...truck(950 + besides++) } });
    const { id } = await toldOf(bookingId);
    expect((await call('POST', `/api/moves/${id}/choose`, { body: { slotId } })).body.code).toBe(
      'CARRIER_QUOTA_REACHED',
    );
    await world.db.quota.deleteMany({ where: { kind: 'carrier-slot' } });
  });

  test('once the slot that it was sent to is over, nothing is left to answer', async () => {
    const { id } = await toldOf(bookingId);
    const now = world.server.clock.now();
    world.server.clock.set(new Date(next.endsAt.getTime() + 60_000));
    expect((await call('POST', `/api/moves/${id}/accept`)).body.code).toBe('BOOKING_NOT_ACTIVE');
    expect(await toldOf(bookingId)).toBeUndefined();
    world.server.clock.set(now);
  });
});
