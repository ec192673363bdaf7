import { afterAll, beforeAll, expect, test } from 'vitest';
import { runPlan } from '../../../server/plans/index.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { application } from './applications.ts';

let server: TestServer;
let planner: string;
let dispatcher: string;

beforeAll(async () => {
  server = await startTestServer();
  planner = await server.signIn('planner');
  dispatcher = await server.signIn('dispatcher');
});
afterAll(() => server.stop());

const run = (planId: string) => runPlan(server.parts, planId, new AbortController().signal);

/** A round that is planned, and published after something has happened. */
async function publishAfter(asked: { id: string }[], happens: (planId: string) => Promise<unknown>) {
  const { db, clock } = server.parts;
  await server.call('POST', '/api/applications', { token: dispatcher, body: { applications: asked } });
  const { body } = await server.call('POST', '/api/plans', { token: planner });
  // As a round of the schedule, which waits for its hour.
  await db.plan.update({ where: { id: body.id }, data: { publicationAt: new Date(clock.now().getTime() + 60_000) } });
  await run(body.id);
  const planned = (await server.call('GET', `/api/plans/${body.id}`)).body;
  await happens(body.id);
  server.clock.advanceMinutes(1);
  await run(body.id);
  const published = (await server.call('GET', `/api/plans/${body.id}`)).body;
  return { planned: planned.figures, published: published.figures, fairness: published.fairness };
}

test('what a carrier has its share of is not in the bound: the plan is the best, and the loss is told apart', async () => {
  const asked = Array.from({ length: 8 }, (_, index) => application(61_000 + index, { checkpointId: 'zhaisan' }));
  const { planned, published } = await publishAfter(asked, async () => {});
  expect(planned).toMatchObject({ plannedGap: 0, plannedObjective: planned.lowerBound, objective: null, gap: null });
  expect([planned.replaced, planned.lost]).toEqual([null, null]);
  expect(published).toMatchObject({ plannedGap: 0, assigned: 8, lost: 0 });
  expect(published.replaced).toBeGreaterThan(0);
  expect(published.objective).toBeGreaterThan(published.plannedObjective);
});

test('nor what is taken or taken back between the plan and its publication', async () => {
  const { db } = server.parts;
  const hour = { earliestAt: '2026-06-17T06:00:00Z', latestAt: '2026-06-17T09:00:00Z', checkpointId: 'kairak' };
  const asked = [application(62_000, hour), application(62_001, { ...hour, latestAt: '2026-06-17T07:00:00Z' })];
  const { published, fairness } = await publishAfter(asked, async () => {
    await server.call('POST', `/api/applications/${asked[0]!.id}/withdraw`, { token: dispatcher });
  });
  expect(published).toMatchObject({ plannedGap: 0, plannedObjective: 0, objective: 30_240, replaced: 0, lost: 1 });
  expect(fairness.byClass).toMatchObject([{ class: 'general', asked: 2, placed: 1, inWindow: 1 }]);

  const other = application(62_002, hour);
  const { published: moved } = await publishAfter([other], async (planId) => {
    const { slotId } = await db.planDecision.findFirstOrThrow({ where: { planId } });
    const { totalTaken } = await db.slot.findUniqueOrThrow({ where: { id: slotId! } });
    await db.slot.update({
      where: { id: slotId! },
      data: { totalPlaces: totalTaken, inspectedPlaces: 0, examinedPlaces: 0 },
    });
  });
  expect(moved).toMatchObject({ plannedGap: 0, plannedObjective: 0, objective: 65, replaced: 1, lost: 0 });
});
