import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../../server/platform/database/client.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { callApi } from '../../support/server.ts';
import { killAll, type StartedProcess, startProcess } from '../../support/start-process.ts';
import { truck } from '../../support/trucks.ts';
import { connectLive } from '../live/live-client.ts';

const dispatcher = {
  email: 'dispatcher@otkel.example',
  password: 'a long enough one',
  name: 'First',
  role: 'dispatcher',
};
const longAgo = new Date('2020-01-01T00:00:00Z');

let database: TestDatabase;
let web: StartedProcess;
let worker: StartedProcess;
let url: string;

beforeAll(async () => {
  database = await createTestDatabase();
  web = startProcess('main.ts', { ROLE: 'web', PORT: '0', DATABASE_URL: database.url });
  url = (await web.line(/Otkel is at/)).split(' ')[3]!;
  worker = startProcess('main.ts', { ROLE: 'worker', DATABASE_URL: database.url });
  await worker.line(/worker is running/);
}, 60_000);
afterAll(async () => {
  await killAll();
  await database.drop();
});

async function signIn(email: string, password: string): Promise<string> {
  const answer = await callApi(url, 'POST', '/api/auth/sign-in/email', { body: { email, password } });
  expect(answer.status).toBe(200);
  return answer.body.token;
}

async function post(token: string, path: string, body: object) {
  const answer = await callApi(url, 'POST', path, { token, body });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
}

test('on a database of your own there is no demo world and no demo account', async () => {
  expect(await callApi(url, 'GET', '/api/health')).toMatchObject({ status: 200, body: { status: 'ok', demo: false } });
  expect([...web.output, ...worker.output].join('\n')).not.toMatch(/demo/i);
  const db = openDatabase(database.url);
  expect([await db.user.count(), await db.organization.count(), await db.booking.count()]).toEqual([0, 0, 0]);
  await db.$disconnect();
});

test('the first administrator lets a carrier in; a hold made at the web process is expired by the worker', async () => {
  const admin = startProcess('admin.ts', { DATABASE_URL: database.url }, ['create', 'first@otkel.example']);
  const password = (await admin.line(/^Password/)).split(' ').at(-1)!;
  expect(await admin.exited).toBe(0);

  const administrator = await signIn('first@otkel.example', password);
  const { id: organisationId } = await post(administrator, '/api/organisations', {
    name: 'First Trans',
    kind: 'carrier',
  });
  await post(administrator, '/api/accounts', { ...dispatcher, organisationId });
  const token = await signIn(dispatcher.email, dispatcher.password);

  const client = await connectLive(url);
  const { slots } = await client.watch({ kind: 'checkpoint', checkpointId: 'syrym' });
  const slot = slots.findLast(({ left }) => left.total > 0)!;
  const taken = client.nextSlot(slot.id, (now) => now.taken.total === 1);
  const held = await post(token, '/api/bookings', { slotId: slot.id, ...truck(1) });
  await taken;

  const released = client.nextSlot(slot.id, (now) => now.taken.total === 0);
  const db = openDatabase(database.url);
  await db.booking.update({ where: { id: held.id }, data: { holdExpiresAt: longAgo } });
  expect((await released).left).toEqual(slot.left);
  expect(await db.booking.findUniqueOrThrow({ where: { id: held.id } })).toMatchObject({ state: 'expired' });
  await db.$disconnect();
  client.socket.disconnect();
});

test('when the database cuts all connections, as a restart does, both go on', async () => {
  const client = await connectLive(url);
  const sentAway = client.isSentAway();
  const db = openDatabase(database.url);
  await db.$queryRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
  await sentAway;
  const { slots } = await client.watch({ kind: 'checkpoint', checkpointId: 'syrym' });
  const slot = slots.findLast(({ left }) => left.total > 0)!;
  const token = await signIn(dispatcher.email, dispatcher.password);
  const taken = client.nextSlot(slot.id, (now) => now.taken.total === 1);
  const held = await post(token, '/api/bookings', { slotId: slot.id, ...truck(2) });
  await taken;
  const released = client.nextSlot(slot.id, (now) => now.taken.total === 0);
  await db.booking.update({ where: { id: held.id }, data: { holdExpiresAt: longAgo } });
  await released;
  await db.$disconnect();
  client.socket.disconnect();
});

test('SIGTERM ends both with code 0, though browsers are connected', async () => {
  const client = await connectLive(url);
  await client.watch({ kind: 'map' });
  web.kill('SIGTERM');
  worker.kill('SIGTERM');
  expect(await Promise.all([web.exited, worker.exited])).toEqual([0, 0]);
  expect([...web.errors, ...worker.errors]).toEqual([]);
  client.socket.disconnect();
});
