import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { listOwn, makeAll, note } from './world.ts';

// More notices of one cause than the limit wait for a planner: this world has a limit of three.

let server: TestServer;
let dispatcher: string;
let planner: string;
beforeAll(async () => {
  server = await startTestServer();
  dispatcher = await server.signIn('dispatcher');
  planner = await server.signIn('planner');
  await server.parts.db.setting.create({ data: { key: 'notice-limit', value: '3' } });
});
afterAll(() => server.stop());
beforeEach(async () => {
  await server.parts.db.notice.deleteMany();
  await server.parts.db.noticeEvent.deleteMany();
  await server.parts.db.noticeBatch.deleteMany();
});

const noteMany = async (count: number, cause: string) => {
  for (let index = 0; index < count; index++) await note(server, 'moved', cause);
};
const batches = async (query = '') =>
  (await server.call('GET', `/api/notice-batches${query}`, { token: planner })).body.items;

test('as many as the limit go out by themselves', async () => {
  await noteMany(3, 'preview/a');
  await makeAll(server);
  expect(await listOwn(server, dispatcher)).toHaveLength(3);
  expect(await batches()).toEqual([]);
});

test('one more than the limit, and none of them goes out until a planner releases them; what comes later joins', async () => {
  await noteMany(4, 'preview/b');
  await note(server, 'moved', 'preview/other');
  await makeAll(server);
  await noteMany(2, 'preview/b');
  await makeAll(server);
  expect(await listOwn(server, dispatcher)).toHaveLength(1); // the other cause is not held up
  const [batch, ...more] = await batches('?state=held');
  expect(more).toEqual([]);
  expect(batch).toMatchObject({
    ...{ kind: 'moved', cause: 'preview/b', state: 'held', notices: 6, organisations: 1, limit: 3, decidedAt: null },
    sample: { plate: '123ABC02' },
  });

  const key = 'release of the batch';
  const path = `/api/notice-batches/${batch.id}/release`;
  const [first, again] = [
    await server.call('POST', path, { token: planner, key }),
    await server.call('POST', path, { token: planner, key }),
  ];
  expect(first.body).toMatchObject({ state: 'released', decidedBy: 'Demo planner' });
  expect(again.body).toEqual(first.body);
  await makeAll(server);
  await makeAll(server);
  expect(await listOwn(server, dispatcher)).toHaveLength(7);
  const late = await server.call('POST', `/api/notice-batches/${batch.id}/discard`, { token: planner });
  expect([late.status, late.body.code, late.body.field]).toEqual([409, 'NOTICE_BATCH_DECIDED', 'batchId']);
  const audited = await server.parts.db.auditEntry.findFirst({ where: { subjectId: batch.id, action: 'changed' } });
  expect(audited).toMatchObject({ actorKind: 'person', actorRole: 'planner' });
});

test('discarded, they never go out, and neither does what comes later', async () => {
  await noteMany(5, 'preview/c');
  await makeAll(server);
  const [batch] = await batches();
  await server.call('POST', `/api/notice-batches/${batch.id}/discard`, { token: planner });
  await noteMany(2, 'preview/c');
  await makeAll(server);
  await makeAll(server);
  expect(await listOwn(server, dispatcher)).toEqual([]);
  expect(await server.parts.db.noticeEvent.count({ where: { doneAt: null } })).toBe(0);
});

test('what trickles in counts from its first on', async () => {
  for (let round = 0; round < 5; round++) {
    await note(server, 'called', 'call/syrym/out/now');
    await makeAll(server);
  }
  expect(await listOwn(server, dispatcher)).toHaveLength(3);
  expect((await batches())[0]).toMatchObject({ notices: 5, state: 'held' });
});

test('a decision and an event that comes at that moment see each other', async () => {
  await noteMany(4, 'preview/d');
  await makeAll(server);
  const [batch] = await batches();
  await noteMany(3, 'preview/d');
  await Promise.all([
    makeAll(server),
    server.call('POST', `/api/notice-batches/${batch.id}/release`, { token: planner }),
    makeAll(server),
  ]);
  await makeAll(server);
  expect(await listOwn(server, dispatcher)).toHaveLength(7);
});

test('a batch that is not there', async () => {
  const answer = await server.call('POST', `/api/notice-batches/${crypto.randomUUID()}/release`, { token: planner });
  expect([answer.status, answer.body.code]).toEqual([404, 'NOTICE_BATCH_NOT_FOUND']);
  const foreign = await server.call('GET', '/api/notice-batches', { token: dispatcher });
  expect(foreign.status).toBe(403);
});
