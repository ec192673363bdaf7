import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { applyFrameworkContracts } from '../../../server/framework-contracts/index.ts';
import { keepRounds, runPlan } from '../../../server/plans/index.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { testStart } from '../../support/test-clock.ts';
import { goods, truck } from '../../support/trucks.ts';
import { addTractors, contractBody, makeContract } from './wishes.ts';

let server: TestServer;
let token: string;
let other: string;

beforeAll(async () => {
  server = await startTestServer();
  token = await server.signIn('dispatcher');
  other = await server.signIn('dispatcher2');
});
afterEach(async () => {
  const { db } = server.parts;
  server.clock.set(testStart);
  await db.frameworkContract.updateMany({ data: { state: 'ended' } });
  await db.application.updateMany({ where: { state: 'open' }, data: { state: 'withdrawn' } });
  await db.booking.updateMany({
    where: { state: { in: ['held', 'confirmed'] } },
    data: { state: 'cancelled', closedAt: testStart },
  });
  await db.slot.updateMany({ data: { totalTaken: 0, inspectedTaken: 0, examinedTaken: 0 } });
  await db.fleetUnit.updateMany({ data: { retiredAt: testStart } });
  await db.openRound.deleteMany();
});
afterAll(() => server.stop());

const post = (path: string, body: unknown = {}, call: { token?: string; key?: string } = {}) =>
  server.call('POST', `/api/framework-contracts${path}`, { token, ...call, body });
const get = async (id: string) => (await server.call('GET', `/api/framework-contracts/${id}`, { token })).body;
const days = async (id: string) =>
  (await server.call('GET', `/api/framework-contracts/${id}/days`, { token })).body.items.toReversed();
const keep = () => keepRounds(server.parts, server.clock.now());
const apply = () => applyFrameworkContracts(server.parts.db, server.clock.now());
const readTables = async () => {
  const { db } = server.parts;
  return JSON.stringify([
    await db.frameworkContract.findMany({ orderBy: { id: 'asc' } }),
    await db.frameworkDay.count(),
    await db.application.count(),
    await db.writeKey.count(),
  ]);
};
const applicationsOf = (contractId: string) =>
  server.parts.db.application.findMany({
    where: { frameworkContractId: contractId },
    orderBy: [{ earliestAt: 'asc' }, { plate: 'asc' }],
  });

/** Closes the open round, plans it, and publishes what it gave. */
async function runRound() {
  const { closingAt } = await server.parts.db.openRound.findUniqueOrThrow({ where: { id: 1 } });
  server.clock.set(closingAt);
  const planId = (await keep())!;
  server.clock.advanceMinutes(15);
  await runPlan(server.parts, planId, new AbortController().signal);
}

test('applies for the days that the open round reaches, the nearest first, with tractors that are free', async () => {
  await addTractors(server, token, 5);
  const id = await makeContract(server, token);
  await apply();
  expect(await applicationsOf(id)).toEqual([]); // no round is open
  await keep();
  await apply();
  const made = await applicationsOf(id);
  // Monday's round closes at 18:00, so today's window is too late but for its last two hours.
  expect(
    made.map(({ frameworkDay, state, source }) => [frameworkDay?.toISOString().slice(0, 10), state, source]),
  ).toEqual([
    ...['2026-06-15', '2026-06-15', '2026-06-16', '2026-06-16', '2026-06-17'].map((day) => [day, 'open', 'carrier']),
  ]);
  expect(made[2]).toMatchObject({
    earliestAt: new Date('2026-06-16T03:00:00Z'),
    latestAt: new Date('2026-06-16T15:00:00Z'),
  });
  expect(new Set(made.map(({ plate }) => plate)).size).toBe(5);
  const picture = await days(id);
  expect(picture.slice(0, 4)).toEqual([
    { day: '2026-06-15', wanted: 2, applied: 2, booked: 0, unplaced: 0, skipped: 0, reason: null },
    { day: '2026-06-16', wanted: 2, applied: 2, booked: 0, unplaced: 0, skipped: 0, reason: null },
    { day: '2026-06-17', wanted: 2, applied: 1, booked: 0, unplaced: 0, skipped: 1, reason: 'no-free-tractor' },
    { day: '2026-06-18', wanted: 2, applied: 0, booked: 0, unplaced: 0, skipped: 2, reason: 'no-free-tractor' },
  ]);
  expect(picture.map(({ day }: { day: string }) => day)).not.toContain('2026-06-20'); // a Saturday
});

test('again, and by two processes at once, it applies for nothing twice; the round books it', async () => {
  await addTractors(server, token, 4, 820);
  const id = await makeContract(server, token, { weekdays: [2, 3], validTo: '2026-06-19' });
  await keep();
  await Promise.all([apply(), apply(), apply()]);
  await apply();
  expect(await applicationsOf(id)).toHaveLength(4);
  await runRound();
  expect((await get(id)).counts).toEqual({ applied: 4, booked: 4, unplaced: 0, skipped: 0 });
  expect((await days(id)).map(({ booked }: { booked: number }) => booked)).toEqual([2, 2]);
});

test('what a round had no place for is tried again in the next one, while its day lasts', async () => {
  const { db } = server.parts;
  await addTractors(server, token, 2, 840);
  const id = await makeContract(server, token, { weekdays: [3], validTo: '2026-06-19' });
  await keep();
  await apply();
  // Others have all of that Wednesday.
  const wednesday = { checkpointId: 'syrym', direction: 'out', localDate: new Date('2026-06-17') };
  await db.$executeRaw`UPDATE slot SET total_taken = total_places WHERE checkpoint_id = 'syrym' AND direction = 'out' AND local_date = '2026-06-17'`;
  await runRound();
  expect((await get(id)).counts).toMatchObject({ booked: 0, unplaced: 2 });
  await apply();
  expect((await applicationsOf(id)).map(({ state }) => state)).toEqual(['open', 'open']);
  await db.slot.updateMany({ where: wednesday, data: { totalTaken: 0 } });
  await runRound();
  expect((await get(id)).counts).toEqual({ applied: 2, booked: 2, unplaced: 0, skipped: 0 });
  // A day that is over is not tried again.
  server.clock.set(new Date('2026-06-18T06:00:00Z'));
  await db.application.updateMany({ where: { frameworkContractId: id }, data: { state: 'unplaced' } });
  await apply();
  expect((await applicationsOf(id)).map(({ state }) => state)).toEqual(['unplaced', 'unplaced']);
});

test('a closed day makes nothing; a paused contract neither, until it is resumed', async () => {
  const { db } = server.parts;
  await addTractors(server, token, 2, 850);
  const id = await makeContract(server, token, { weekdays: [4], validTo: '2026-06-19' });
  await db.slot.updateMany({
    where: { checkpointId: 'syrym', direction: 'out', localDate: new Date('2026-06-18') },
    data: { closedBecause: 'closure' },
  });
  await keep();
  await apply();
  expect(await days(id)).toEqual([
    { day: '2026-06-18', wanted: 2, applied: 0, booked: 0, unplaced: 0, skipped: 2, reason: 'closed' },
  ]);
  expect((await get(id)).counts.skipped).toBe(0); // not for want of a tractor
  await db.slot.updateMany({
    where: { closedBecause: 'closure', localDate: new Date('2026-06-18') },
    data: { closedBecause: null },
  });
  expect((await post(`/${id}/pause`)).body.state).toBe('paused');
  await apply();
  expect(await applicationsOf(id)).toEqual([]);
  expect((await post(`/${id}/resume`)).body.state).toBe('active');
  await apply();
  expect(await applicationsOf(id)).toHaveLength(2);
});

test('more than the quota leaves is refused with the largest number possible, and nothing is written', async () => {
  const { trucksPerDayMax: alone } = await get(await makeContract(server, token, { trucksPerDay: 1 }));
  expect(alone).toBeGreaterThan(2);
  const before = await readTables();
  const over = await post('', contractBody({ trucksPerDay: alone }));
  expect([over.status, over.body.code, over.body.field]).toEqual([422, 'FRAMEWORK_OVER_QUOTA', 'trucksPerDay']);
  expect(over.body.hint).toContain(String(alone - 1));
  expect(await readTables()).toBe(before);
  // Its own other weekdays leave it all of its room.
  expect((await post('', contractBody({ trucksPerDay: alone, weekdays: [6] }))).status).toBe(201);
});

test('of two that each fit alone one is made, however close they come; to resume takes room as well', async () => {
  const probe = await makeContract(server, token, { trucksPerDay: 1 });
  const { trucksPerDayMax: room } = await get(probe);
  await post(`/${probe}/end`);
  const wish = contractBody({ trucksPerDay: Math.ceil((room + 1) / 2) });
  const answers = await Promise.all([1, 2, 3, 4].map(() => post('', wish)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422, 422, 422]);
  const { id } = answers.find(({ status }) => status === 201)!.body;
  await post(`/${id}/pause`);
  expect((await post('', wish)).status).toBe(201);
  const back = await post(`/${id}/resume`);
  expect([back.status, back.body.code]).toEqual([422, 'FRAMEWORK_OVER_QUOTA']);
  expect((await get(id)).state).toBe('paused');
  await post(`/${id}/end`);
  expect((await post(`/${id}/resume`)).body.code).toBe('FRAMEWORK_CONTRACT_ENDED');
});

test('goods that are blocked, tractors of nobody, unknown checkpoints and another carrier: refused, nothing written', async () => {
  const [unitId] = await addTractors(server, token, 1, 870);
  const id = await makeContract(server, token);
  const before = await readTables();
  for (const [changes, code, field] of [
    [{ cargo: { hsCode: goods.blocked, grossWeightKg: 1 } }, 'CARGO_BLOCKED', 'cargo.hsCode'],
    [{ unitIds: [unitId, randomUUID()] }, 'FLEET_UNIT_NOT_FOUND', 'unitIds[1]'],
    [{ checkpointId: 'atlantis' }, 'CHECKPOINT_NOT_FOUND', 'checkpointId'],
    [{ validFrom: '2026-07-01', validTo: '2026-06-30' }, 'INVALID_INPUT', 'validTo'],
    [{ validFrom: '2026-06-01', validTo: '2026-06-02' }, 'INVALID_INPUT', 'validTo'],
    [{ weekdays: [8] }, 'INVALID_INPUT', 'weekdays'],
  ] as const) {
    const answer = await post('', contractBody(changes));
    expect([answer.body.code, answer.body.field]).toEqual([code, expect.stringContaining(field)]);
  }
  for (const verb of ['pause', 'resume', 'end']) {
    const foreign = await post(`/${id}/${verb}`, {}, { token: other });
    expect([foreign.status, foreign.body.code]).toEqual([404, 'FRAMEWORK_CONTRACT_NOT_FOUND']);
  }
  expect(await readTables()).toBe(before);
  const key = randomUUID();
  const once = await post('', contractBody({ trucksPerDay: 1 }), { key });
  expect((await post('', contractBody({ trucksPerDay: 1 }), { key })).body.id).toBe(once.body.id);
});

test('a tractor that another carrier has booked is not promised', async () => {
  await addTractors(server, token, 1, 880);
  const id = await makeContract(server, token, { weekdays: [2], validTo: '2026-06-19' });
  const { vehicle, cargo } = truck(880);
  const wish = {
    ...contractBody(),
    id: randomUUID(),
    vehicle,
    cargo,
    earliestAt: '2026-06-16T03:00:00Z',
    latestAt: '2026-06-16T15:00:00Z',
  };
  await server.call('POST', '/api/applications', { token: other, body: { applications: [wish] } });
  await keep();
  await apply();
  expect(await applicationsOf(id)).toEqual([]);
  expect((await days(id))[0]).toMatchObject({ day: '2026-06-16', skipped: 2, reason: 'no-free-tractor' });
});
