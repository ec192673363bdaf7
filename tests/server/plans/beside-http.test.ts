import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Otkel } from '../../../server/otkel.ts';
import type { Plan } from '../../../shared/contract/plans.ts';
import type { ClientToServerEvents, ServerToClientEvents } from '../../../shared/live.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { submitMany } from './applications.ts';
import { startWorker, untilPlan } from './world.ts';

// The round and the requests share this one process, its event loop and its database.

let server: TestServer;
let worker: Otkel;
let planner: string;
let socket: Socket<ServerToClientEvents, ClientToServerEvents>;
const seen: Plan[] = [];

beforeAll(async () => {
  server = await startTestServer({ simulatedCarriers: 40 });
  await submitMany(server.parts.db, 20_000);
  planner = await server.signIn('planner');
  socket = io(server.url, { transports: ['websocket'], forceNew: true });
  socket.on('plan', (plan) => seen.push(plan));
  const reply = await socket.emitWithAck('watch', { kind: 'plans' });
  expect(reply).toMatchObject({ ok: true, snapshot: { plans: [] } });
}, 60_000);
afterAll(async () => {
  socket.close();
  await worker.stop();
  await server.stop();
});

test('a round of 20,000 is cancelled while the engine runs, and leaves nothing', async () => {
  const { db } = server.parts;
  const { body: plan } = await server.call('POST', '/api/plans', { token: planner });
  expect(plan.state).toBe('queued');
  worker = await startWorker(server);
  await untilPlan(db, plan.id, 'running');
  const cancelled = await server.call('POST', `/api/plans/${plan.id}/cancel`, { token: planner });
  expect(cancelled.body).toMatchObject({ state: 'running', cancelRequested: true });
  await untilPlan(db, plan.id, 'cancelled');
  expect(await db.booking.count()).toBe(0);
  expect(await db.planDecision.count()).toBe(0);
  expect(await db.application.count({ where: { state: 'open' } })).toBe(20_000);
  expect((await server.call('POST', `/api/plans/${plan.id}/cancel`, { token: planner })).body.state).toBe('cancelled');
}, 60_000);

test('requests are answered while the round runs; its progress rises, and everyone who watches sees it', async () => {
  const { body: started } = await server.call('POST', '/api/plans', { token: planner });
  const answers: { state: string; progress: number }[] = [];
  let plan: Plan = started;
  while (plan.endedAt === null) {
    const health = await server.call('GET', '/api/health');
    const slots = await server.call('GET', '/api/checkpoints/syrym/slots?direction=out');
    plan = (await server.call('GET', `/api/plans/${started.id}`)).body;
    expect([health.status, slots.status]).toEqual([200, 200]);
    answers.push({ state: plan.state, progress: plan.progress });
  }
  expect(plan).toMatchObject({ state: 'published', figures: { requests: 20_000 } });
  // A blocked event loop would have answered once or twice: the engine alone takes more than a second.
  expect(answers.filter(({ state }) => state === 'running').length).toBeGreaterThan(10);
  expect(answers.filter(({ state }) => state === 'applying').length).toBeGreaterThan(10);
  const progress = answers.map((answer) => answer.progress);
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));

  const published = await vi.waitFor(() => {
    const last = seen.findLast(({ id, state }) => id === plan.id && state === 'published');
    return last ?? Promise.reject(new Error('not yet'));
  });
  expect(published).toEqual(plan);
  // Two processes tell of it, so messages may overtake each other: whoever goes by the larger seq sees it rise.
  const told = seen.filter(({ id }) => id === plan.id).toSorted((one, other) => one.seq - other.seq);
  const shares = told.map(({ progress: share }) => share);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(new Set(shares).size).toBeGreaterThan(2);
}, 120_000);
