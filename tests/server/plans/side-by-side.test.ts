import { afterAll, beforeAll, expect, test } from 'vitest';
import { runPlan } from '../../../server/plans/index.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { listWrongSlots, truck } from '../../support/trucks.ts';
import { application, submitMany } from './applications.ts';

let server: TestServer;
let dispatcher: string;

beforeAll(async () => {
  server = await startTestServer({ simulatedCarriers: 40 });
  dispatcher = await server.signIn('dispatcher');
}, 60_000);
afterAll(() => server.stop());

// A worker that was taken for dead, and is not, runs the round beside the one that took over.
test('three workers on one round, among people who hold, cancel and withdraw: each application is booked once', async () => {
  const { parts, call } = server;
  await submitMany(parts.db, 1000);
  const own = Array.from({ length: 30 }, (_, index) => application(60_000 + index));
  await call('POST', '/api/applications', { token: dispatcher, body: { applications: own } });
  const { body: plan } = await call('POST', '/api/plans', { token: await server.signIn('planner') });

  const workers = [0, 1, 2].map(() => runPlan(parts, plan.id, new AbortController().signal));
  let over = false;
  const people = busyPeople(() => over);
  await Promise.all(workers);
  over = true;
  expect(await people).toBeGreaterThan(10);

  const published = await parts.db.plan.findUniqueOrThrow({ where: { id: plan.id } });
  expect(published).toMatchObject({ state: 'published', requests: 1030 });
  const placed = await parts.db.booking.groupBy({
    by: ['applicationId'],
    where: { application: { decisions: { some: {} } } },
    _count: true,
  });
  expect(placed).toHaveLength(published.assigned!);
  expect(placed.every(({ _count }) => _count === 1)).toBe(true);
  expect(await parts.db.planDecision.count({ where: { outcome: { in: ['pending', 'refused'] } } })).toBe(0);
  expect(await parts.db.application.count({ where: { state: 'open' } })).toBe(0);
  expect(await listWrongSlots(parts.db)).toEqual([]);

  /** Holds and cancels in the slots that the round wants, and withdraws its applications. @returns how much was done */
  async function busyPeople(isOver: () => boolean) {
    const slots = await parts.db.slot.findMany({
      where: { startsAt: { gte: new Date(own[0]!.earliestAt), lt: new Date(own[0]!.latestAt) }, closedBecause: null },
      orderBy: { id: 'desc' },
    });
    let done = 0;
    for (let index = 0; !isOver(); index++) {
      const slotId = slots[index % slots.length]!.id;
      const held = await call('POST', '/api/bookings', {
        token: dispatcher,
        body: { ...truck(70_000 + index), slotId },
      });
      const answers = [held.status];
      if (held.status === 201 && index % 2 === 0) {
        const cancelled = await call('POST', `/api/bookings/${held.body.id}/cancel`, { token: dispatcher });
        answers.push(cancelled.status);
      }
      if (index < own.length) {
        const path = `/api/applications/${own[index]!.id}/withdraw`;
        answers.push((await call('POST', path, { token: dispatcher })).status);
      }
      for (const status of answers) expect(status).toBeLessThan(500);
      done += answers.length;
    }
    return done;
  }
}, 120_000);
