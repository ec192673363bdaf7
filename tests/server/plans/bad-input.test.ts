import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { goods, truck } from '../../support/trucks.ts';
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

const submit = (applications: unknown[], call: { token?: string; key?: string } = {}) =>
  server.call('POST', '/api/applications', { token: dispatcher, ...call, body: { applications } });
const openApplications = () => server.parts.db.application.count({ where: { state: 'open' } });
const refusalOf = (
  { body }: { body: { items: { accepted: boolean; code?: string; field?: string }[] } },
  index = 0,
) => {
  const { accepted, code, field } = body.items[index]!;
  return [accepted, code, field];
};

describe('applications', () => {
  test('10,000 at once are refused with the limit, and so are none; nothing is written', async () => {
    const before = await openApplications();
    const many = await submit(
      Array.from({ length: 201 }, (_, index) => ({
        ...application(index),
        cargo: { hsCode: '730890', grossWeightKg: 1 },
      })),
    );
    expect(many.status).toBe(400);
    expect(many.body).toMatchObject({ code: 'INVALID_INPUT', field: expect.stringContaining('applications') });
    expect(JSON.stringify(many.body)).toContain('200');
    const huge = await submit(Array.from({ length: 10_000 }, (_, index) => application(index)));
    expect([huge.status, huge.body.code]).toEqual([413, 'BODY_TOO_LARGE']);
    expect((await submit([])).body).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await openApplications()).toBe(before);
  });

  test('each of a batch is judged by itself', async () => {
    const twin = application(13);
    const answer = await submit([
      application(10, { checkpointId: 'atlantis' }),
      application(11, { earliestAt: '2026-06-14T00:00:00Z', latestAt: '2026-06-15T05:00:00Z' }),
      application(12, { cargo: { hsCode: goods.blocked, grossWeightKg: 1 } }),
      twin,
      { ...twin, id: randomUUID() },
      application(14, { cargo: { hsCode: goods.red, grossWeightKg: 1 } }),
    ]);
    expect(answer.status).toBe(201);
    expect([0, 1, 2, 3, 4, 5].map((index) => refusalOf(answer, index))).toEqual([
      [false, 'CHECKPOINT_NOT_FOUND', 'applications[0].checkpointId'],
      [false, 'INVALID_INPUT', 'applications[1].latestAt'],
      [false, 'CARGO_BLOCKED', 'applications[2].cargo.hsCode'],
      [true, undefined, undefined],
      [false, 'VEHICLE_ALREADY_APPLIED', 'applications[4].vehicle'],
      [true, undefined, undefined],
    ]);
    expect(answer.body.items[5].channel).toBe('red');
  });

  test('a vehicle that a bilateral checkpoint does not admit is refused', async () => {
    const { id, neighbour } = await server.parts.db.checkpoint.findFirstOrThrow({
      where: { access: 'bilateral', status: 'open' },
    });
    const foreign = { ...truck(20).vehicle, country: neighbour === 'RU' ? 'KG' : 'RU' };
    const answer = await submit([application(20, { checkpointId: id, vehicle: foreign })]);
    expect(refusalOf(answer)).toEqual([false, 'VEHICLE_COUNTRY_NOT_ADMITTED', 'applications[0].vehicle.country']);
  });

  test('sent again, under the same key or a new one, they are the same applications', async () => {
    const [key, sent] = [randomUUID(), application(30)];
    const before = await openApplications();
    const first = await submit([sent], { key });
    expect((await submit([sent], { key })).body).toEqual(first.body);
    expect((await submit([sent])).body).toEqual(first.body);
    expect(await openApplications()).toBe(before + 1);

    const reused = await submit([application(31)], { key });
    expect([reused.status, reused.body.code]).toEqual([409, 'IDEMPOTENCY_KEY_REUSED']);
    const other = await submit([application(31, { id: sent.id })]);
    expect(refusalOf(other)).toEqual([false, 'APPLICATION_ID_TAKEN', 'applications[0].id']);
    const foreign = await submit([sent], { token: await server.signIn('dispatcher2') });
    expect(refusalOf(foreign)).toEqual([false, 'APPLICATION_ID_TAKEN', 'applications[0].id']);
  });

  test('of batches sent at once, a vehicle is in one', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => submit([application(40), application(41)])));
    const accepted = answers.flatMap(({ body }) => body.items).filter((item: { accepted: boolean }) => item.accepted);
    expect(accepted).toHaveLength(2);
  });

  test('an application is withdrawn once; after that its vehicle may apply again', async () => {
    const sent = application(50);
    await submit([sent]);
    const withdraw = (token: string, id = sent.id) =>
      server.call('POST', `/api/applications/${id}/withdraw`, { token });
    expect((await withdraw(await server.signIn('dispatcher2'))).body.code).toBe('APPLICATION_NOT_FOUND');
    expect((await withdraw(dispatcher, randomUUID())).body.code).toBe('APPLICATION_NOT_FOUND');
    for (let again = 0; again < 2; again++)
      expect((await withdraw(dispatcher)).body).toMatchObject({ id: sent.id, state: 'withdrawn', bookingId: null });
    expect(refusalOf(await submit([application(50)]))[0]).toBe(true);
    await server.parts.db.application.update({ where: { id: sent.id }, data: { state: 'unplaced' } });
    const decided = await withdraw(dispatcher);
    expect([decided.status, decided.body.code]).toEqual([409, 'APPLICATION_NOT_OPEN']);
  });

  test('pages go on where the one before ended', async () => {
    const list = (query: string) =>
      server.call('GET', `/api/applications?state=open&limit=2${query}`, { token: dispatcher });
    const { body: first } = await list('');
    const { body: second } = await list(`&cursor=${first.nextCursor}`);
    const ids = [...first.items, ...second.items].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(4);
    expect((await list('&cursor=x')).body).toMatchObject({ code: 'INVALID_INPUT', field: 'cursor' });
  });
});

describe('plans', () => {
  const start = (body: object) => server.call('POST', '/api/plans', { token: planner, body });

  test.each([
    ['reversed', { from: '2026-06-18T00:00:00Z', to: '2026-06-17T00:00:00Z' }],
    ['over', { from: '2026-06-01T00:00:00Z', to: '2026-06-02T00:00:00Z' }],
  ])('a horizon that is %s', async (_, horizon) => {
    expect(await start(horizon)).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT', field: 'to' } });
    expect(await server.parts.db.plan.count()).toBe(0);
  });

  test('one that nobody knows', async () => {
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/cancel'],
      ['GET', '/decisions'],
    ] as const) {
      const answer = await server.call(method, `/api/plans/${randomUUID()}${path}`, { token: planner });
      expect([path, answer.status, answer.body.code]).toEqual([path, 404, 'PLAN_NOT_FOUND']);
    }
    const cursor = await server.call('GET', `/api/plans?cursor=${randomUUID()}`);
    expect(cursor.body).toMatchObject({ code: 'INVALID_INPUT', field: 'cursor' });
  });

  test('a second one while one is under way; and cancelling what is over', async () => {
    const started = await Promise.all(Array.from({ length: 5 }, () => start({})));
    const plans = started.filter(({ status }) => status === 201);
    expect(plans).toHaveLength(1);
    for (const { status, body } of started.filter((answer) => answer.status !== 201))
      expect([status, body.code]).toEqual([409, 'PLAN_UNDER_WAY']);
    const planId = plans[0]!.body.id;
    expect(plans[0]!.body.seed).toBeNull();
    const cancel = () => server.call('POST', `/api/plans/${planId}/cancel`, { token: planner });
    expect((await cancel()).body).toMatchObject({ id: planId, state: 'cancelled', progress: 0 });
    expect((await cancel()).status).toBe(200);
    for (const state of ['applying', 'published', 'failed']) {
      await server.parts.db.plan.update({ where: { id: planId }, data: { state } });
      const refused = await cancel();
      expect([state, refused.status, refused.body.code]).toEqual([state, 409, 'PLAN_NOT_CANCELLABLE']);
    }
  });
});
