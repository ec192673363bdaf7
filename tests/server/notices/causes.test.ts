import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { releaseExpiredHolds } from '../../../server/bookings/index.ts';
import { tendNotices } from '../../../server/notices/index.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { findSlot, truck } from '../../support/trucks.ts';
import { moveThreeTrucks } from '../replans/moved-trucks.ts';
import { book, hold, listOwn, makeAll } from './world.ts';

// Each kind of notice from what really causes it. Nobody calls notices: the database writes the event in the transaction of the cause.

let server: TestServer;
let dispatcher: string;
beforeAll(async () => {
  server = await startTestServer({ simulatedCarriers: 1 });
  dispatcher = await server.signIn('dispatcher');
});
afterAll(() => server.stop());
beforeEach(async () => {
  await server.parts.db.notice.deleteMany();
  await server.parts.db.noticeEvent.deleteMany();
});

const told = async () => {
  await makeAll(server);
  return listOwn(server, dispatcher);
};

test('a confirmed booking, once; a hold says nothing', async () => {
  await hold(server, dispatcher, 30);
  expect(await told()).toEqual([]);
  const { id, startsAt } = await book(server, dispatcher, 31);
  const notices = await told();
  expect(notices).toMatchObject([
    {
      ...{ kind: 'confirmed', path: '/bookings', readAt: null },
      data: { bookingId: id, checkpointId: 'syrym', direction: 'out', startsAt: startsAt.toISOString() },
    },
  ]);
  expect((await told()).map((notice) => notice.id)).toEqual([notices[0]!.id]);
});

test('a hold that ran out', async () => {
  const { id, holdExpiresAt } = await hold(server, dispatcher, 32);
  server.clock.set(new Date(Date.parse(holdExpiresAt) + 1000));
  await releaseExpiredHolds(server.parts.db, server.parts.feed, server.clock.now());
  expect((await told()).filter(({ data }) => data.bookingId === id)).toMatchObject([
    { kind: 'expired', data: { cause: 'hold' } },
  ]);
});

test('moved, with its reason and both slots', async () => {
  await moveThreeTrucks(server, dispatcher);
  const moved = (await told()).filter(({ kind }) => kind === 'moved');
  expect(moved).toHaveLength(3);
  const move = await server.parts.db.bookingMove.findFirstOrThrow({
    where: { bookingId: String(moved[0]!.data.bookingId) },
  });
  const [from, to] = await Promise.all(
    [move.fromSlotId, move.toSlotId!].map((id) => server.parts.db.slot.findUniqueOrThrow({ where: { id } })),
  );
  expect(moved[0]!.data).toMatchObject({
    ...{ startsAt: to!.startsAt.toISOString(), previousStartsAt: from!.startsAt.toISOString() },
    ...{ cause: 'shift', reason: move.reason },
  });
  expect(move.reason).not.toBe('');
});

test('time to leave, once for each slot, and not for a truck that is at the gate; then called', async () => {
  const { id, startsAt } = await book(server, dispatcher, 3);
  const minutesBefore = (minutes: number) => server.clock.set(new Date(startsAt.getTime() - minutes * 60_000));
  const leaves = async () => (await told()).filter(({ kind, data }) => kind === 'leave-now' && data.bookingId === id);
  const rule = await server.parts.db.queueRule.findUniqueOrThrow({ where: { checkpointId: 'syrym' } });
  minutesBefore(rule.earlyMinutes + 121);
  await tendNotices(server.parts.db, server.clock.now());
  expect(await leaves()).toEqual([]);
  minutesBefore(rule.earlyMinutes + 120);
  await Promise.all([1, 2, 3].map(() => tendNotices(server.parts.db, server.clock.now())));
  const [leave, ...more] = await leaves();
  expect(more).toEqual([]);
  expect(leave!.data).toMatchObject({ leaveAt: server.clock.now().toISOString() });

  const officer = await server.signIn('officer');
  const record = (step: string) =>
    server.call('POST', '/api/checkpoints/syrym/gate-events', {
      token: officer,
      body: {
        event: { id: randomUUID(), truck: { bookingId: id }, step, happenedAt: server.clock.now().toISOString() },
      },
    });
  minutesBefore(10);
  expect((await record('arrived')).status).toBe(200);
  await server.parts.db.noticeEvent.deleteMany({ where: { kind: 'leave-now', subjectId: id } });
  await tendNotices(server.parts.db, server.clock.now());
  expect(await server.parts.db.noticeEvent.count({ where: { kind: 'leave-now', subjectId: id } })).toBe(0);
  server.clock.advanceMinutes(1);
  expect((await record('called')).status).toBe(200);
  expect((await told()).filter(({ kind }) => kind === 'called')).toMatchObject([{ data: { bookingId: id } }]);
});

test('a returned place that is held for a truck of the waitlist; the offer that ran out', async () => {
  const { db, feed } = server.parts;
  const slot = await findSlot(db, { checkpointId: 'kurmangazy', skip: 60, totalPlaces: 4 });
  const one = { totalPlaces: 1, inspectedPlaces: 1, examinedPlaces: 1 };
  await db.slot.update({ where: { id: slot.id }, data: one });
  const other = await server.signIn('dispatcher2');
  const { body: held } = await server.call('POST', '/api/bookings', {
    token: other,
    body: { slotId: slot.id, ...truck(5901) },
  });
  const { body: entry } = await server.call('POST', '/api/waitlist', {
    token: dispatcher,
    body: {
      ...{ checkpointId: 'kurmangazy', direction: 'out', ...truck(5902) },
      ...{ earliestAt: slot.startsAt.toISOString(), latestAt: slot.endsAt.toISOString() },
    },
  });
  await server.call('POST', `/api/bookings/${held.id}/cancel`, { token: other });
  // Holds of other trucks of this world run out, too.
  const toldOfSlot = async () => (await told()).filter(({ data }) => data.checkpointId === 'kurmangazy');
  const [offer, ...more] = await toldOfSlot();
  expect(more).toEqual([]);
  expect(offer).toMatchObject({
    ...{ kind: 'offer', path: '/waitlist' },
    data: { entryId: entry.id, checkpointId: 'kurmangazy', startsAt: slot.startsAt.toISOString() },
  });
  server.clock.set(new Date(Date.parse(String(offer!.data.expiresAt)) + 1000));
  await releaseExpiredHolds(db, feed, server.clock.now());
  expect((await toldOfSlot()).filter(({ kind }) => kind === 'expired')).toMatchObject([
    { data: { bookingId: offer!.data.bookingId } },
  ]);
});

test('whole ways: confirmed once, a repair that is asked and not answered, its ship, standby', async () => {
  const { db } = server.parts;
  const now = server.clock.now();
  const later = new Date(now.getTime() + 86_400_000);
  const own = { organisationId: 'demo-trans', plate: '001WAY02', vin: 'XTA21074090000001' };
  const itineraryId = randomUUID();
  const [fromPort, toPort] = await db.port.findMany({ take: 2, orderBy: { id: 'asc' } });
  await db.itinerary.create({
    data: {
      ...{ id: itineraryId, ...own, madeBy: 'x', madeAt: now, state: 'held', corridorId: 'c', wayId: 'w' },
      ...{ isReversed: false, readyAt: now, arriveBy: later, wish: {}, legs: [], departAt: later },
      ...{ arrivalP50At: later, arrivalP80At: later, distanceKm: 1, holdExpiresAt: later },
    },
  });
  await db.itinerary.update({ where: { id: itineraryId }, data: { state: 'confirmed', confirmedAt: now } });
  const repair = { id: randomUUID(), itineraryId, cause: 'slot-moved', slippedLeg: 0, reason: 'ice', legs: [] };
  await db.itineraryRepair.create({ data: { ...repair, state: 'asked', madeAt: now, expiresAt: later } });
  await db.itineraryRepair.update({ where: { id: repair.id }, data: { state: 'expired' } });
  await db.itineraryRepair.create({
    data: { ...repair, id: randomUUID(), state: 'impossible', madeAt: now, expiresAt: later },
  });
  expect((await told()).map(({ kind, data }) => [kind, data.cause, data.expiresAt !== null]).sort()).toEqual([
    ['confirmed', null, false],
    ['expired', 'repair', false],
    ['repair', 'slot-moved', false],
    ['repair', 'slot-moved', true],
  ]);

  await db.noticeEvent.deleteMany();
  await db.notice.deleteMany();
  const ship = { id: 'test-ship', name: 'Test', laneCm: 1, weightKg: 1, reeferPlugs: 0, dangerousGoodsPlaces: 0 };
  await db.ship.create({ data: { ...ship, speedKnots: 10, assumed: [], source: 'test' } });
  const sailingId = randomUUID();
  const { id: _, name: __, ...room } = ship;
  await db.sailing.create({
    data: {
      ...{ id: sailingId, shipId: ship.id, fromPortId: fromPort!.id, toPortId: toPort!.id, state: 'planned', ...room },
      ...{ plannedDepartureAt: later, expectedDepartureAt: later, expectedArrivalAt: later, arrivalP80At: later },
      ...{ documentCutoffAt: later, gateCutoffAt: later, source: 'operator', madeBy: 'x', madeAt: now, seq: 1 },
    },
  });
  const entry = { id: randomUUID(), sailingId, ...own, madeBy: 'x', joinedAt: now, wish: {} };
  await db.standbyEntry.create({ data: { ...entry, state: 'waiting' } });
  const delayed = new Date(later.getTime() + 3_600_000);
  await db.sailing.update({ where: { id: sailingId }, data: { expectedDepartureAt: delayed, reason: 'storm' } });
  await db.sailing.update({ where: { id: sailingId }, data: { seq: 2 } });
  await db.standbyEntry.update({
    where: { id: entry.id },
    data: { state: 'called', calledAt: now, callExpiresAt: later },
  });
  await db.standbyEntry.update({ where: { id: entry.id }, data: { state: 'expired' } });
  const ofShip = await told();
  expect(ofShip.map(({ kind, data }) => [kind, data.cause]).sort()).toEqual([
    ['expired', 'standby'],
    ['sailing', 'delayed'],
    ['standby', null],
  ]);
  expect(ofShip.find(({ kind }) => kind === 'sailing')!.data).toMatchObject({
    ...{ startsAt: delayed.toISOString(), previousStartsAt: later.toISOString(), reason: 'storm', sailingId },
  });
});

test('nothing is noted for who has no members, or for what is simulated', async () => {
  const { db } = server.parts;
  const { id } = await hold(server, dispatcher, 40);
  const booking = await db.booking.findUniqueOrThrow({ where: { id } });
  await db.application.update({ where: { id: booking.applicationId }, data: { source: 'simulated' } });
  await server.call('POST', `/api/bookings/${id}/confirm`, { token: dispatcher });
  const simulated = await db.organization.findFirstOrThrow({ where: { kind: 'carrier', members: { none: {} } } });
  const second = await hold(server, dispatcher, 41);
  await db.booking.update({ where: { id: second.id }, data: { organisationId: simulated.id } });
  await db.booking.update({ where: { id: second.id }, data: { state: 'confirmed' } });
  expect(await db.noticeEvent.findMany()).toEqual([]);
});

test('what is rolled back was never noted', async () => {
  const { db } = server.parts;
  const { id } = await hold(server, dispatcher, 42);
  const failed = db.$transaction(async (transaction) => {
    await transaction.booking.update({ where: { id }, data: { state: 'confirmed' } });
    throw new Error('killed');
  });
  await expect(failed).rejects.toThrow('killed');
  expect(await db.noticeEvent.count()).toBe(0);
});
