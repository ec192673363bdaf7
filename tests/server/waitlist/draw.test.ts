import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { tendWaitlist } from '../../../server/waitlist/index.ts';
import { goods, listWrongSlots } from '../../support/trucks.ts';
import { cancel, startWaitlistWorld, type WaitlistWorld } from './world.ts';

let world: WaitlistWorld;

beforeAll(async () => {
  world = await startWaitlistWorld();
});
afterAll(() => world.server.stop());
afterEach(async () => expect(await listWrongSlots(world.server.parts.db)).toEqual([]));

const lotOf = (seed: string, id: string) =>
  createHash('sha256')
    .update(seed + id)
    .digest('hex');

/** A slot of one place, taken by the first carrier, for which the next ones wait. */
async function fullSlot(waiting: number, from: number) {
  const slot = await world.slotOf(1);
  const booking = await world.book(0, from, slot.id);
  const entries = [];
  for (let index = 1; index <= waiting; index++) entries.push(await world.join(index, from + index, slot));
  return { slot, booking, entries };
}

const statesOf = async (ids: readonly string[]) =>
  (await Promise.all(ids.map(world.entry))).map(({ state }) => state).sort();

test('a cancelled place is offered to one of those who wait, by a draw that anybody can compute again', async () => {
  const { db, clock } = world.server.parts;
  const { slot, booking, entries } = await fullSlot(4, 100);
  await cancel(world, booking.id);

  expect(await statesOf(entries)).toEqual(['offered', 'waiting', 'waiting', 'waiting']);
  const draw = await db.waitlistDraw.findFirstOrThrow({ where: { slotId: slot.id } });
  expect(draw).toMatchObject({ candidates: 4, at: clock.now() });
  expect(draw.candidateIds.toSorted()).toEqual(entries.toSorted());
  expect(draw.seed).toMatch(/^[0-9a-f]{32}$/);
  const [winner] = entries.toSorted((a, b) => lotOf(draw.seed, a).localeCompare(lotOf(draw.seed, b)));
  expect(draw.applicationId).toBe(winner);
  const { bookingId, drawNumber } = await world.entry(winner!);
  expect(drawNumber).toBe(draw.number);
  const offered = await db.booking.findUniqueOrThrow({ where: { id: bookingId! } });
  expect(offered).toMatchObject({ state: 'held', slotId: slot.id, applicationId: winner });
  expect(offered.holdExpiresAt.getTime() - clock.now().getTime()).toBe(15 * 60_000);
  expect((await db.slot.findUniqueOrThrow({ where: { id: slot.id } })).totalTaken).toBe(1);
});

test('an offer that runs out goes to another one, never to the same again; the third miss ends the entry', async () => {
  const { db } = world.server.parts;
  const { booking, entries } = await fullSlot(2, 120);
  await cancel(world, booking.id);
  const first = entries[(await world.entry(entries[0]!)).state === 'offered' ? 0 : 1]!;
  const second = entries.find((id) => id !== first)!;

  world.server.clock.advanceMinutes(15);
  await world.release();
  expect(await world.entry(first)).toMatchObject({ state: 'waiting', missed: 1 });
  expect(await world.entry(second)).toMatchObject({ state: 'offered', missed: 0 });
  world.server.clock.advanceMinutes(15);
  await world.release();
  // Both have let it go: the place is free for whoever comes.
  expect(await statesOf(entries)).toEqual(['waiting', 'waiting']);
  expect((await db.slot.findUniqueOrThrow({ where: { id: booking.slot.id } })).totalTaken).toBe(0);

  await db.waitlistEntry.update({
    where: { applicationId: first },
    data: { missed: 2, latestAt: new Date('2026-07-01T00:00:00Z') },
  });
  await db.waitlistEntry.update({ where: { applicationId: second }, data: { state: 'withdrawn' } });
  await world.slotOf(1);
  await tendWaitlist(db, world.server.parts.feed, world.server.clock.now());
  expect(await world.entry(first)).toMatchObject({ state: 'offered' });
  world.server.clock.advanceMinutes(15);
  await world.release();
  expect(await world.entry(first)).toMatchObject({ state: 'ended', missed: 3 });
  expect(await db.application.findUniqueOrThrow({ where: { id: first } })).toMatchObject({ state: 'unplaced' });
});

test('an expired hold of anybody, and a place that a booking moved away from, are returned places, too', async () => {
  const slot = await world.slotOf(1);
  await world.hold(0, 140, slot.id);
  const entry = await world.join(1, 141, slot);
  world.server.clock.advanceMinutes(10);
  await world.release();
  expect(await world.entry(entry)).toMatchObject({ state: 'offered' });
});

test('only who could take the place is drawn: channel, hours, the share of its carrier, one booking for its vehicle', async () => {
  const { db } = world.server.parts;
  const slot = await world.slotOf(4);
  await db.slot.update({ where: { id: slot.id }, data: { examinedPlaces: 0, inspectedPlaces: 1 } });
  const taken = [
    await world.book(0, 160, slot.id),
    await world.book(0, 161, slot.id),
    await world.book(1, 162, slot.id),
    await world.book(2, 163, slot.id),
  ];
  const red = await world.join(3, 164, slot, { cargo: { hsCode: goods.red, grossWeightKg: 1 } as never });
  const early = await world.join(4, 165, {
    startsAt: new Date(slot.startsAt.getTime() - 7_200_000),
    endsAt: slot.startsAt,
  });
  const late = await world.join(5, 166, { startsAt: slot.endsAt, endsAt: new Date(slot.endsAt.getTime() + 1) });
  const overQuota = await world.join(0, 167, slot);
  const bookedElsewhere = await world.join(6, 168, slot);
  await world.book(6, 168, (await world.slotOf(4)).id);
  await cancel(world, taken[3]!.id);
  for (const id of [red, early, late, overQuota, bookedElsewhere])
    expect(await world.entry(id)).toMatchObject({ state: 'waiting', bookingId: null });
  const fits = await world.join(7, 169, slot);
  await cancel(world, taken[2]!.id);
  expect(await world.entry(fits)).toMatchObject({ state: 'offered' });
});

test('confirming makes it a booking; what is given back waits again; withdrawing passes an offered place on', async () => {
  const { db } = world.server.parts;
  const { dispatcher, server } = world;
  const slot = await world.slotOf(1);
  const booking = await world.book(0, 200, slot.id);
  const body = {
    ...{ checkpointId: 'syrym', direction: 'out', earliestAt: slot.startsAt, latestAt: slot.endsAt },
    ...{
      vehicle: { plate: '201TST00', vin: 'XTA21074090000201', country: 'KZ' },
      cargo: { hsCode: goods.green, grossWeightKg: 1000 },
    },
  };
  const key = 'join once';
  const joined = await server.call('POST', '/api/waitlist', { token: dispatcher, body, key });
  expect(joined).toMatchObject({ status: 201, body: { state: 'waiting', waitingBeside: 0, offer: null, draw: null } });
  expect(joined.body.alternatives.length).toBeGreaterThan(0);
  expect((await server.call('POST', '/api/waitlist', { token: dispatcher, body, key })).body.id).toBe(joined.body.id);
  const rival = await world.join(3, 202, slot);
  await db.waitlistEntry.update({ where: { applicationId: rival }, data: { state: 'withdrawn' } });

  await cancel(world, booking.id);
  const { body: list } = await server.call('GET', '/api/waitlist?state=offered', { token: dispatcher });
  expect(list.items[0]).toMatchObject({
    id: joined.body.id,
    offer: { slot: { id: slot.id } },
    draw: { candidates: 1, candidateIds: [joined.body.id] },
  });
  const { bookingId } = list.items[0].offer;
  const confirmed = await server.call('POST', `/api/bookings/${bookingId}/confirm`, { token: dispatcher });
  expect(confirmed).toMatchObject({ status: 200, body: { state: 'confirmed' } });
  expect(await world.entry(joined.body.id)).toMatchObject({ state: 'booked' });
  expect(await db.application.findUniqueOrThrow({ where: { id: joined.body.id } })).toMatchObject({ state: 'placed' });
  const withdrawn = await server.call('POST', `/api/waitlist/${joined.body.id}/withdraw`, { token: dispatcher });
  expect(withdrawn).toMatchObject({ status: 409, body: { code: 'WAITLIST_ENTRY_NOT_OPEN', field: 'entryId' } });

  const next = await world.slotOf(1);
  const other = await world.book(0, 203, next.id);
  const again = await server.call('POST', '/api/waitlist', {
    token: dispatcher,
    body: {
      ...body,
      earliestAt: next.startsAt,
      latestAt: next.endsAt,
      vehicle: { ...body.vehicle, plate: '204TST00', vin: 'XTA21074090000204' },
    },
  });
  await cancel(world, other.id);
  const offer = (await world.entry(again.body.id)).bookingId!;
  const behind = await world.join(4, 205, next);
  await server.call('POST', `/api/waitlist/${again.body.id}/withdraw`, { token: dispatcher });
  expect(await world.entry(again.body.id)).toMatchObject({ state: 'withdrawn' });
  expect(await db.booking.findUniqueOrThrow({ where: { id: offer } })).toMatchObject({ state: 'cancelled' });
  expect(await world.entry(behind)).toMatchObject({ state: 'offered' });
  // Giving the offer back by its booking is no miss.
  await cancel(world, (await world.entry(behind)).bookingId!);
  expect(await world.entry(behind)).toMatchObject({ state: 'waiting', missed: 0 });
});

test('places that the calendar makes more are drawn by the job; entries end with their hours', async () => {
  const { db, feed } = world.server.parts;
  const { slot, entries } = await fullSlot(3, 220);
  await db.slot.update({ where: { id: slot.id }, data: { totalPlaces: 3 } });
  expect(await statesOf(entries)).toEqual(['waiting', 'waiting', 'waiting']);
  await tendWaitlist(db, feed, world.server.clock.now());
  expect(await statesOf(entries)).toEqual(['offered', 'offered', 'waiting']);
  world.server.clock.set(slot.endsAt);
  await world.release();
  await tendWaitlist(db, feed, world.server.clock.now());
  expect(await statesOf(entries)).toEqual(['ended', 'ended', 'ended']);
});

test('over many seeds everybody wins about equally', async () => {
  const { db } = world.server.parts;
  const draws = 20_000;
  const rows = await db.$queryRaw<{ wins: number }[]>`
    WITH entry AS (SELECT md5(n::text)::uuid AS id FROM generate_series(1, 10) AS n),
    winner AS (
      SELECT DISTINCT ON (seed) seed, id FROM generate_series(1, ${draws}::int) AS seed, entry ORDER BY seed, waitlist_lot(md5('seed ' || seed), id)
    )
    SELECT count(winner.id)::int AS wins FROM entry LEFT JOIN winner USING (id) GROUP BY entry.id`;
  expect(rows).toHaveLength(10);
  const expected = draws / 10;
  const chiSquare = rows.reduce((sum, { wins }) => sum + (wins - expected) ** 2 / expected, 0);
  expect(chiSquare).toBeLessThan(27.9); // 9 degrees of freedom, one of a thousand fair draws is worse
});
