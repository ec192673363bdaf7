import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { keepSlots } from '../../../server/corridors/index.ts';
import type { SideHour } from '../../../server/planning/capacity.ts';
import { makeProposals } from '../../../server/proposals/index.ts';
import { runPreview } from '../../../server/replans/index.ts';
import { proposalSchema } from '../../../shared/contract/proposals.ts';
import type { Post } from '../../../shared/gate-steps.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { recordDays } from './world.ts';

/** Days of gate events are written: seconds, and more while other tests run. */
vi.setConfig({ testTimeout: 120_000 });

let server: TestServer;
let planner: string;
let calendar: Record<Post, SideHour>;

beforeAll(async () => {
  server = await startTestServer();
  planner = await server.signIn('planner');
  const sideOf = (side: string) =>
    server.parts.db.sideCapacity.findFirstOrThrow({ where: { checkpointId: 'syrym', direction: 'out', side } });
  calendar = { first: await sideOf('kz'), second: await sideOf('neighbour') };
});
afterAll(() => server.stop());

beforeEach(async () => {
  const { db } = server.parts;
  await db.proposal.deleteMany();
  // Gate events are kept for good: each test has days of its own, far behind those of the one before.
  server.clock.advanceMinutes(7 * 24 * 60);
});

const look = () => makeProposals(server.parts);
const list = async (state = 'open') => {
  const { body } = await server.call('GET', `/api/proposals?state=${state}`, { token: planner });
  return body.items;
};
const record = (days: Omit<Parameters<typeof recordDays>[2], 'calendar'>) =>
  recordDays(server.parts.db, server.clock.now(), { calendar, ...days });
const slow = { factor: 1.8, hours: 24 };

describe('a measured regime', () => {
  test('is proposed once, with its evidence and a draft, and applied by nobody', async () => {
    await record({ seed: 'once', slow });
    const rulesBefore = await server.parts.db.checkpoint.findUniqueOrThrow({ where: { id: 'syrym' } });
    await Promise.all([look(), look(), look()]);
    await look();
    const [proposal, ...others] = await list();
    expect(others).toEqual([]);
    expect(proposalSchema.parse(proposal)).toEqual(proposal);
    expect(proposal).toMatchObject({
      checkpointId: 'syrym',
      direction: 'out',
      side: 'kz',
      source: 'gate',
      state: 'open',
    });
    expect(proposal.draft).toMatchObject({
      checkpointIds: ['syrym'],
      side: 'kz',
      proposalId: proposal.id,
      endsAt: null,
    });
    expect(proposal.draft.effect.documentMinutes).toBeGreaterThan(calendar.first.documentMinutes * 1.4);
    expect(proposal.draft.cause).toMatch(/documents \d+\.\d minutes instead of 6\.0/);
    expect(
      Math.abs(Date.parse(proposal.draft.startsAt) - (server.clock.now().getTime() - 24 * 3_600_000)),
    ).toBeLessThan(5 * 3_600_000);
    expect(proposal.findings[0].evidence.length).toBeGreaterThan(40);
    expect(await server.parts.db.inspectionRegime.count()).toBe(0);
    expect(await server.parts.db.checkpoint.findUniqueOrThrow({ where: { id: 'syrym' } })).toEqual(rulesBefore);
    const one = await server.call('GET', `/api/proposals/${proposal.id}`, { token: planner });
    expect(one.body).toEqual(proposal);
  });

  test('is not proposed where nothing changed', async () => {
    await record({ seed: 'calm' });
    await look();
    expect(await list()).toEqual([]);
  });

  test('says so where it was measured from simulated events, and does not mix the two', async () => {
    await record({ seed: 'both simulated', slow, source: 'simulated' });
    await record({ seed: 'both gate', hours: 6 });
    await look();
    const [proposal] = await list();
    expect(proposal.source).toBe('simulated');
    expect(proposal.draft.source).toContain('SIMULATED');
  });

  test('is withdrawn when the post is as it should be again, and kept', async () => {
    await record({ seed: 'passing', slow });
    await look();
    expect(await list()).toHaveLength(1);
    server.clock.advanceMinutes(14 * 60);
    await record({ seed: 'passed', hours: 14 });
    await look();
    expect(await list()).toEqual([]);
    expect(await list('withdrawn')).toHaveLength(1);
    await look();
    expect(await list()).toEqual([]);
  });

  test('is declined with a reason, once, and not proposed again unless it gets clearly worse', async () => {
    await record({ seed: 'declined', slow });
    await look();
    const [{ id }] = await list();
    const key = 'decline-key-1';
    const decline = () =>
      server.call('POST', `/api/proposals/${id}/decline`, { token: planner, key, body: { reason: 'a shift was ill' } });
    const first = await decline();
    expect(first.body).toMatchObject({ state: 'declined', reason: 'a shift was ill' });
    expect((await decline()).body).toEqual(first.body);
    await look();
    expect(await list()).toEqual([]);

    server.clock.advanceMinutes(24 * 60);
    await record({ seed: 'the same', hours: 24, slow });
    await look();
    expect(await list()).toEqual([]);

    server.clock.advanceMinutes(36 * 60);
    await record({ seed: 'much worse', hours: 36, slow: { factor: 3.4, hours: 36 } });
    await look();
    expect(await list()).toHaveLength(1);
  });

  test('counts as accepted when a regime that names it is applied', async () => {
    await keepSlots(server.parts.db, server.clock.now());
    await record({ seed: 'accepted', slow });
    await look();
    const [{ id, draft }] = await list();
    const change = { kind: 'regime', regime: draft };
    const asked = await server.call('POST', '/api/previews', { token: planner, body: { change } });
    expect(asked.status).toBe(202);
    await runPreview(server.parts, asked.body.id, new AbortController().signal);
    const before = await server.parts.db.slot.aggregate({ _sum: { totalPlaces: true } });
    const applied = await server.call('POST', `/api/previews/${asked.body.id}/apply`, { token: planner });
    expect(applied).toMatchObject({ status: 200, body: { state: 'applied' } });
    const after = await server.parts.db.slot.aggregate({ _sum: { totalPlaces: true } });
    expect(after._sum.totalPlaces).toBeLessThan(before._sum.totalPlaces!);
    const { id: regimeId } = await server.parts.db.inspectionRegime.findFirstOrThrow({ where: { proposalId: id } });
    expect(await list()).toEqual([]);
    expect((await list('accepted'))[0]).toMatchObject({ id, regimeId });
    await look(); // the parameters are now what is measured
    expect(await list()).toEqual([]);
    await server.parts.db.regimeCheckpoint.deleteMany(); // the posts of the tests after this one
  });
});

describe('bad input', () => {
  test.each([
    ['GET', '00000000-0000-4000-8000-00000000dead', undefined, 404, 'PROPOSAL_NOT_FOUND'],
    ['GET', 'nonsense', undefined, 400, 'INVALID_INPUT'],
    ['POST', '00000000-0000-4000-8000-00000000dead', { reason: 'no such thing' }, 404, 'PROPOSAL_NOT_FOUND'],
    ['POST', '00000000-0000-4000-8000-00000000dead', { reason: ' ' }, 400, 'INVALID_INPUT'],
  ] as const)('%s of %s with %o is refused', async (method, id, body, status, code) => {
    const path = `/api/proposals/${id}${method === 'POST' ? '/decline' : ''}`;
    const answer = await server.call(method, path, { token: planner, ...(body ? { body } : {}) });
    expect(answer).toMatchObject({ status, body: { code } });
  });

  test('a second decision is refused and changes nothing', async () => {
    await record({ seed: 'twice', slow });
    await look();
    const [{ id }] = await list();
    const decline = (reason: string) =>
      server.call('POST', `/api/proposals/${id}/decline`, { token: planner, body: { reason } });
    const answers = await Promise.all([decline('one planner'), decline('another planner')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.code).toBe('PROPOSAL_DECIDED');
    const [kept] = await list('declined');
    expect(kept.reason).toBe(answers.find(({ status }) => status === 200)!.body.reason);
  });

  test('a cursor that no page gave is refused', async () => {
    const answer = await server.call('GET', '/api/proposals?cursor=nonsense', { token: planner });
    expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT', field: 'cursor' } });
  });
});
