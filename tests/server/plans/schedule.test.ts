import { createHash, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { keepRounds, runPlan } from '../../../server/plans/index.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { testStart } from '../../support/test-clock.ts';
import { application } from './applications.ts';

/** 11:00 in Kazakhstan; the rounds of the schedule close at 18:00 there and are published at 18:15. */
const closing = '2026-06-15T13:00:00.000Z';
const nextClosing = '2026-06-16T13:00:00.000Z';

let server: TestServer;
let planner: string;
let dispatcher: string;

beforeAll(async () => {
  server = await startTestServer();
  planner = await server.signIn('planner');
  dispatcher = await server.signIn('dispatcher');
});
afterEach(async () => {
  const { db } = server.parts;
  server.clock.set(testStart);
  await db.openRound.deleteMany();
  await db.plan.updateMany({ where: { endedAt: null }, data: { state: 'cancelled', endedAt: testStart } });
  await db.application.updateMany({ where: { state: 'open' }, data: { state: 'withdrawn' } });
});
afterAll(() => server.stop());

const keep = () => keepRounds(server.parts, server.clock.now());
const getSchedule = async () => (await server.call('GET', '/api/round-schedule')).body;
const getPlan = async (id: string) => (await server.call('GET', `/api/plans/${id}`)).body;
const submit = (number: number) =>
  server.call('POST', '/api/applications', { token: dispatcher, body: { applications: [application(number)] } });
const run = (planId: string) => runPlan(server.parts, planId, new AbortController().signal);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('a round is open from its opening to its closing, and everybody sees when that is and the hash of its seed', async () => {
  expect((await getSchedule()).openRound).toBeNull();
  expect(await keep()).toBeUndefined();
  const { schedule, zone, openRound } = await getSchedule();
  expect([schedule.firstClosing, schedule.everyMinutes, zone]).toEqual(['18:00', 1440, 'Asia/Almaty']);
  const { seed } = await server.parts.db.openRound.findUniqueOrThrow({ where: { id: 1 } });
  expect(openRound).toEqual({
    openedAt: testStart.toISOString(),
    closingAt: closing,
    planningAt: closing,
    publicationAt: '2026-06-15T13:15:00.000Z',
    seedHash: sha256(seed),
  });
  expect(JSON.stringify(await getSchedule())).not.toContain(seed);
});

test('it closes, is planned and published at its hours, by the seed that was drawn before anybody asked', async () => {
  await keep();
  const { seedHash } = (await getSchedule()).openRound;
  const inTime = (await submit(1)).body.items[0].id;
  server.clock.set(new Date(closing));
  const late = (await submit(2)).body.items[0].id;
  const planId = (await keep())!;

  const closed = await getPlan(planId);
  expect(closed).toMatchObject({
    state: 'queued',
    startedBy: 'schedule',
    seed: null,
    seedHash,
    openedAt: testStart.toISOString(),
    closedAt: closing,
    publicationAt: '2026-06-15T13:15:00.000Z',
  });
  const next = (await getSchedule()).openRound;
  expect(next.closingAt).toBe(nextClosing);
  expect(next.seedHash).not.toBe(seedHash);

  await run(planId);
  expect(await getPlan(planId)).toMatchObject({ state: 'applying', seed: null, figures: { requests: 1 } });
  expect((await server.call('GET', `/api/plans/${planId}/decisions`, { token: planner })).body.items).toEqual([]);
  expect(await server.parts.db.booking.count()).toBe(0);

  server.clock.advanceMinutes(15);
  await run(planId);
  const published = await getPlan(planId);
  expect(published).toMatchObject({ state: 'published', seedHash, figures: { assigned: 1, fairnessStrength: 0 } });
  expect(sha256(published.seed)).toBe(seedHash);
  expect(published.fairness).toMatchObject({
    byCarrierSize: [
      { size: 'small', carriers: 1, trucksMax: 1, asked: 1, placed: 1, inWindow: 1, medianDelayMinutes: 0 },
    ],
    byClass: [{ class: 'general', asked: 1 }],
    gini: 0,
    carriers: 1,
  });
  const decisions = await server.call('GET', `/api/plans/${planId}/decisions`, { token: planner });
  expect(decisions.body.items.map((decision: { applicationId: string }) => decision.applicationId)).toEqual([inTime]);
  expect((await server.parts.db.application.findUniqueOrThrow({ where: { id: late } })).state).toBe('open');
});

test('where nobody asked it stays open until the next closing, with the seed that it has', async () => {
  await keep();
  const before = (await getSchedule()).openRound;
  server.clock.set(new Date(closing));
  expect(await keep()).toBeUndefined();
  expect((await getSchedule()).openRound).toEqual({
    ...before,
    closingAt: nextClosing,
    planningAt: nextClosing,
    publicationAt: '2026-06-16T13:15:00.000Z',
  });
});

test('ten processes that look at once close it once', async () => {
  await keep();
  await submit(3);
  server.clock.set(new Date(closing));
  const made = await Promise.all(Array.from({ length: 10 }, keep));
  expect(made.filter((id) => id !== undefined)).toHaveLength(1);
  expect(await server.parts.db.plan.count({ where: { endedAt: null } })).toBe(1);
});

test('one that is due while another is under way waits for it', async () => {
  await keep();
  await submit(4);
  const { body: started } = await server.call('POST', '/api/plans', { token: planner });
  server.clock.set(new Date(closing));
  expect(await keep()).toBeUndefined();
  await server.call('POST', `/api/plans/${started.id}/cancel`, { token: planner });
  expect(await keep()).toBeDefined();
});

describe('a planner', () => {
  const schedule = {
    firstClosing: '09:30',
    everyMinutes: 120,
    planAfterMinutes: 10,
    publishAfterMinutes: 20,
    horizonDays: 5,
    fairnessStrength: 0.5,
  };
  const shipped = {
    ...schedule,
    firstClosing: '18:00',
    everyMinutes: 1440,
    planAfterMinutes: 0,
    publishAfterMinutes: 15,
  };
  const first = { ...shipped, horizonDays: 8, fairnessStrength: 0 };
  const change = (changes: object, reason = 'carriers asked for it', key = randomUUID(), replaces: object = first) =>
    server.call('POST', '/api/round-schedule', {
      token: planner,
      key,
      body: { schedule: { ...schedule, ...changes }, replaces, reason },
    });

  test('changes the schedule: the open round keeps its seed and closes by it; who did it and why is in the audit', async () => {
    await keep();
    const { seedHash } = (await getSchedule()).openRound;
    const key = randomUUID();
    const changed = await change({}, 'carriers asked for it', key);
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      schedule,
      // 09:30, 11:30, …: the next after 11:00 in Kazakhstan is 11:30.
      openRound: { closingAt: '2026-06-15T06:30:00.000Z', planningAt: '2026-06-15T06:40:00.000Z', seedHash },
    });
    await change({}, 'carriers asked for it', key);
    const { items } = (await server.call('GET', '/api/audit?subjectKind=round-schedule', { token: planner })).body;
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      at: testStart.toISOString(),
      actor: { kind: 'person', id: 'planner-demo', name: 'Demo planner', role: 'planner' },
      action: 'changed',
      before: { first_closing: '18:00', every_minutes: 1440 },
      after: { first_closing: '09:30', every_minutes: 120 },
      reason: 'carriers asked for it',
    });
    expect(items[0].after).not.toHaveProperty('id');

    await submit(5);
    server.clock.set(new Date('2026-06-15T06:30:00Z'));
    const planId = (await keep())!;
    await run(planId);
    expect((await getPlan(planId)).state).toBe('queued');
    server.clock.advanceMinutes(10);
    await run(planId);
    server.clock.advanceMinutes(10);
    await run(planId);
    expect((await getPlan(planId)).figures).toMatchObject({ assigned: 1, fairnessStrength: 0.5, priceOfFairness: 0 });
  });

  test.each([
    ['no time of day', { firstClosing: '24:00' }, 'schedule.firstClosing'],
    ['a day that is no whole number of rounds', { everyMinutes: 700 }, 'schedule.everyMinutes'],
    ['rounds faster than they are planned', { everyMinutes: 1 }, 'schedule.everyMinutes'],
    ['published before it is planned', { planAfterMinutes: 30 }, 'schedule.publishAfterMinutes'],
    ['published after the next has closed', { publishAfterMinutes: 120 }, 'schedule.publishAfterMinutes'],
    ['minutes below zero', { planAfterMinutes: -1 }, 'schedule.planAfterMinutes'],
    ['a horizon of no day', { horizonDays: 0 }, 'schedule.horizonDays'],
    ['more fairness than there is', { fairnessStrength: 3 }, 'schedule.fairnessStrength'],
  ])('is refused %s, and nothing changes', async (_, wrong, field) => {
    const before = await server.parts.db.roundSchedule.findMany();
    expect(await change(wrong)).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT', field } });
    expect(await server.parts.db.roundSchedule.findMany()).toEqual(before);
  });

  test('is refused without a reason', async () => {
    expect(await change({}, ' ')).toMatchObject({ status: 400, body: { field: 'reason' } });
  });

  test('of two at once one is told that the schedule has changed, and nothing of its own is there', async () => {
    const now = (await getSchedule()).schedule;
    const answers = await Promise.all(
      [2, 3].map((horizonDays) => change({ horizonDays }, 'both saw the same', randomUUID(), now)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [won, lost] = answers.toSorted((one, other) => one.status - other.status);
    expect(lost!.body).toMatchObject({ code: 'SCHEDULE_CHANGED', field: 'replaces' });
    expect((await getSchedule()).schedule).toEqual(won!.body.schedule);
  });
});
