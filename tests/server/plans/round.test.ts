import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Otkel } from '../../../server/otkel.ts';
import { drawLotteryNumber } from '../../../server/planning/assign/lottery.ts';
import { endPastApplications } from '../../../server/plans/index.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { findSlot, goods, listWrongSlots, truck } from '../../support/trucks.ts';
import { application, submitMany } from './applications.ts';
import { startWorker, untilPlan } from './world.ts';

let server: TestServer;
let worker: Otkel;
let planner: string;
let dispatcher: string;

beforeAll(async () => {
  server = await startTestServer({ simulatedCarriers: 40 });
  worker = await startWorker(server);
  planner = await server.signIn('planner');
  dispatcher = await server.signIn('dispatcher');
}, 60_000);
afterAll(async () => {
  await worker.stop();
  await server.stop();
});

async function runRound() {
  const { status, body } = await server.call('POST', '/api/plans', { token: planner });
  expect([status, body.code]).toEqual([201, undefined]);
  await untilPlan(server.parts.db, body.id, 'published');
  return (await server.call('GET', `/api/plans/${body.id}`)).body;
}

function submit(...applications: object[]) {
  return server.call('POST', '/api/applications', { token: dispatcher, body: { applications } });
}

async function decisionsOf(planId: string, token: string) {
  return (await server.call('GET', `/api/plans/${planId}/decisions?limit=500`, { token })).body.items;
}

test('a round places what was applied for, says how good it is, and publishes its seed', async () => {
  const { db } = server.parts;
  await submitMany(db, 3000);
  const plan = await runRound();
  expect(plan).toMatchObject({ state: 'published', progress: 1, startedBy: 'planner', failure: null });
  const { requests, assigned, unassigned, lowerBound, objective, gap, inWindowShare } = plan.figures;
  expect(requests).toBe(3000);
  expect(assigned + unassigned).toBe(requests);
  expect(assigned).toBeGreaterThan(2500);
  expect(inWindowShare).toBeGreaterThan(0.8);
  expect(objective).toBeGreaterThanOrEqual(lowerBound);
  expect(gap).toBeCloseTo((objective - lowerBound) / lowerBound);

  expect(await db.booking.count({ where: { state: 'confirmed' } })).toBe(assigned);
  expect(await db.application.count({ where: { state: 'placed' } })).toBe(assigned);
  expect(await db.application.count({ where: { state: 'unplaced' } })).toBe(unassigned);
  expect(await listWrongSlots(db)).toEqual([]);

  const decisions = await db.planDecision.findMany({
    where: { planId: plan.id },
    include: { slot: true, application: true },
  });
  for (const { applicationId, lotteryNumber, slot, inWindow, application: asked, explanation, attempt } of decisions) {
    expect(Number(lotteryNumber)).toBe(drawLotteryNumber(plan.seed, applicationId) >>> 0);
    if (attempt === 1) expect(explanation).toHaveProperty('kind');
    if (!slot) continue;
    const wished =
      slot.checkpointId === asked.checkpointId && slot.startsAt >= asked.earliestAt && slot.startsAt < asked.latestAt;
    expect(inWindow).toBe(wished);
    expect(wished || asked.flexible).toBe(true);
  }
}, 60_000);

describe('one carrier', () => {
  test('has no more trucks in a slot than its quota: those over it get another slot in the same round', async () => {
    const { db } = server.parts;
    // Twenty trucks that would all rather have the same hour.
    const answer = await submit(
      ...Array.from({ length: 20 }, (_, index) => application(50_000 + index, { checkpointId: 'zhaisan' })),
    );
    expect(answer.body.items.every(({ accepted }: { accepted: boolean }) => accepted)).toBe(true);
    const plan = await runRound();
    const decisions = await decisionsOf(plan.id, dispatcher);
    expect(decisions.map(({ outcome }: { outcome: string }) => outcome)).toEqual(Array(20).fill('booked'));
    expect(Math.max(...decisions.map(({ attempt }: { attempt: number }) => attempt))).toBeGreaterThan(1);
    const tooMany = await db.$queryRaw`
      SELECT s.id FROM booking b JOIN slot s ON s.id = b.slot_id WHERE b.organisation_id = 'demo-trans' AND b.state = 'confirmed'
      GROUP BY s.id HAVING count(*) > carrier_quota(s.total_places)`;
    expect(tooMany).toEqual([]);
  });

  test('sees its decisions with slot, cost and lottery number, and nobody else does', async () => {
    await submit(application(51_000));
    const plan = await runRound();
    const [decision] = await decisionsOf(plan.id, dispatcher);
    expect(decision).toMatchObject({
      outcome: 'booked',
      reason: null,
      attempt: 1,
      inWindow: true,
      cost: { detour: 0, ofNoSlot: 30_240 },
    });
    expect(decision.slot.checkpointId).toBe('syrym');
    expect(decision.explanation).toMatchObject({ kind: expect.any(String) });
    expect(await decisionsOf(plan.id, await server.signIn('dispatcher2'))).toEqual([]);
    expect(await decisionsOf(plan.id, planner)).toHaveLength(1);
    const { body } = await server.call('GET', '/api/applications?state=placed', { token: dispatcher });
    const own = body.items.find(({ id }: { id: string }) => id === decision.applicationId);
    expect((await server.call('GET', `/api/bookings/${own.bookingId}`, { token: dispatcher })).body).toMatchObject({
      state: 'confirmed',
      slot: { id: decision.slot.id },
    });
  });

  test('whose class has used up its share of the day goes as general', async () => {
    const { db } = server.parts;
    await db.quota.updateMany({ where: { kind: 'class-day', class: 'post' }, data: { share: 0, minimum: 1 } });
    const posts = [52_000, 52_001].map((number) => application(number, { class: 'post', checkpointId: 'kairak' }));
    await submit(...posts);
    await runRound();
    const bookings = await db.booking.findMany({ where: { applicationId: { in: posts.map(({ id }) => id) } } });
    expect(bookings.map((booking) => booking.class).sort()).toEqual(['general', 'post']);
  });
});

describe('at the edges of the horizon', () => {
  test('a window that ends after it has all of its slots, and a slot at its very begin is in it', async () => {
    const { db } = server.parts;
    const [from, to] = ['2026-06-17T00:00:00Z', '2026-06-17T12:00:00Z'];
    const across = application(55_000, {
      checkpointId: 'kairak',
      earliestAt: '2026-06-17T11:30:00Z',
      latestAt: '2026-06-17T14:30:00Z',
    });
    const first = application(55_001, {
      checkpointId: 'kairak',
      direction: 'in',
      earliestAt: from,
      latestAt: '2026-06-17T00:30:00Z',
    });
    await submit(across, first);
    const { body } = await server.call('POST', '/api/plans', { token: planner, body: { from, to } });
    await untilPlan(db, body.id, 'published');
    const decisions = await db.planDecision.findMany({ where: { planId: body.id }, include: { slot: true } });
    const startOf = ({ id }: { id: string }) =>
      decisions.find(({ applicationId }) => applicationId === id)?.slot?.startsAt.toISOString();
    expect([startOf(across), startOf(first)]).toEqual(['2026-06-17T12:00:00.000Z', '2026-06-17T00:00:00.000Z']);
  });

  test('an application whose time passes without a round ends, and its vehicle may apply again', async () => {
    const { db } = server.parts;
    const missed = application(55_002);
    await submit(missed);
    const over = new Date(missed.latestAt);
    await endPastApplications(db, new Date(over.getTime() - 1));
    const refused = await submit(application(55_002));
    expect(refused.body.items[0].code).toBe('VEHICLE_ALREADY_APPLIED');
    await endPastApplications(db, over);
    expect((await db.application.findUniqueOrThrow({ where: { id: missed.id } })).state).toBe('unplaced');
    const again = application(55_002);
    expect((await submit(again)).body.items[0].accepted).toBe(true);
    await server.call('POST', `/api/applications/${again.id}/withdraw`, { token: dispatcher });
  });
});

describe('what cannot be placed is named with its reason', () => {
  test.each([
    [
      'a window between two slots',
      { earliestAt: '2026-06-16T06:10:00Z', latestAt: '2026-06-16T06:50:00Z' },
      'NO_SLOT_IN_WINDOW',
    ],
    [
      'a closed season',
      { checkpointId: 'karasu', earliestAt: '2026-06-17T00:00:00Z', latestAt: '2026-06-17T06:00:00Z' },
      'NO_PLACE',
    ],
  ])('%s', async (_, wish, reason) => {
    const { db } = server.parts;
    if (reason === 'NO_PLACE')
      await db.slot.updateMany({
        where: {
          checkpointId: 'karasu',
          startsAt: { gte: new Date('2026-06-17T00:00:00Z'), lt: new Date('2026-06-17T06:00:00Z') },
        },
        data: { closedBecause: 'closure' },
      });
    const asked = application(reason === 'NO_PLACE' ? 53_000 : 53_001, wish);
    await submit(asked);
    const plan = await runRound();
    const [decision] = await decisionsOf(plan.id, dispatcher);
    expect(decision).toMatchObject({ applicationId: asked.id, outcome: 'unplaced', reason, slot: null });
    expect((await db.application.findUniqueOrThrow({ where: { id: asked.id } })).state).toBe('unplaced');
  });

  test('a vehicle that has a booking', async () => {
    const slot = await findSlot(server.parts.db, { checkpointId: 'kurmangazy' });
    const held = await server.call('POST', '/api/bookings', {
      token: dispatcher,
      body: { ...truck(54_000), slotId: slot.id },
    });
    expect(held.status).toBe(201);
    await submit(application(54_000, { cargo: { hsCode: goods.red, grossWeightKg: 1000 } }));
    const [decision] = await decisionsOf((await runRound()).id, dispatcher);
    expect(decision).toMatchObject({ outcome: 'unplaced', reason: 'VEHICLE_ALREADY_BOOKED', slot: null });
  });
});
