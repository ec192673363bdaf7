import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { demoPassword, seedDemoAccounts } from '../../../server/accounts/index.ts';
import { systemClock } from '../../../server/platform/clock.ts';
import { type Database, openDatabase } from '../../../server/platform/database/client.ts';
import { prepareDatabase } from '../../../server/prepare-database.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { callApi } from '../../support/server.ts';
import { killAll, startProcess } from '../../support/start-process.ts';
import { listWrongSlots } from '../../support/trucks.ts';
import { storeBigPreview } from './big-world.ts';

let database: TestDatabase;
let db: Database;
let previewId: string;
let moves: number;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url);
  const now = systemClock.now();
  await prepareDatabase(database.url, now, () => {});
  await seedDemoAccounts(db, { now, simulatedCarriers: 0 });
  previewId = await storeBigPreview(db, now, { bookings: 12_000 });
  moves = await db.previewMove.count();
}, 120_000);
afterAll(async () => {
  await killAll();
  await db.$disconnect();
  await database.drop();
});

/** Whether the plan is there: nothing of it, or all of it. Anything between fails. */
async function planIsThere(): Promise<boolean> {
  const { state, appliedAt } = await db.preview.findUniqueOrThrow({ where: { id: previewId } });
  const [count] = await db.$queryRaw<
    { gone: number; told: number; regimes: number; halved: number; toHalve: number }[]
  >`
    SELECT
      (SELECT count(*)::int FROM preview_move m JOIN booking b ON b.id = m.booking_id WHERE b.slot_id = m.to_slot_id) AS gone,
      (SELECT count(*)::int FROM booking_move WHERE state = 'told') AS told,
      (SELECT count(*)::int FROM inspection_regime) AS regimes,
      count(*) FILTER (WHERE s.total_places = p.total_places)::int AS halved,
      count(*)::int AS "toHalve"
    FROM preview_slot p JOIN slot s ON s.id = p.slot_id
    WHERE (p.before ->> 'total')::int <> p.total_places AND s.starts_at > ${appliedAt ?? systemClock.now()}`;
  const { toHalve, ...done } = count!;
  const all = { gone: moves, told: moves, regimes: 1, halved: toHalve };
  expect(done).toEqual(state === 'applied' ? all : { gone: 0, told: 0, regimes: 0, halved: 0 });
  expect(await listWrongSlots(db)).toEqual([]);
  return state === 'applied';
}

/** The connections on which the plan is being applied. */
const applying = () => db.$queryRaw<{ pid: number }[]>`
  SELECT pid FROM pg_stat_activity
  WHERE datname = current_database() AND state = 'active' AND query LIKE '%apply_preview%' AND pid <> pg_backend_pid()`;

async function startWeb() {
  const web = startProcess('main.ts', { DATABASE_URL: database.url, ROLE: 'web', PORT: '0' });
  const [url] = /http:\/\/\S+/.exec(await web.line(/Otkel is at/))!;
  const email = 'planner@demo.otkel';
  const { body } = await callApi(url, 'POST', '/api/auth/sign-in/email', { body: { email, password: demoPassword } });
  return { ...web, url, token: body.token as string };
}
type Web = Awaited<ReturnType<typeof startWeb>>;

const apply = ({ url, token }: Web, key: string) =>
  callApi(url, 'POST', `/api/previews/${previewId}/apply`, { token, key }).catch(() => undefined);

/** Waits until the plan is being written, and then for some rounds more: a point in the middle. */
async function inTheMiddle(rounds: number): Promise<number> {
  await vi.waitFor(async () => expect((await applying()).length).toBeGreaterThan(0), { interval: 1, timeout: 30_000 });
  for (let round = 0; round < rounds; round++) await applying();
  return (await applying())[0]?.pid ?? 0;
}

test('whatever is killed while a plan is applied, it is there whole or not at all, and the same call completes it', async () => {
  expect(moves).toBeGreaterThan(3000);
  const key = randomUUID();
  let web = await startWeb();

  // The database ends the connection, at five points: nothing remains.
  for (const rounds of [0, 10, 40, 100, 200]) {
    const answer = apply(web, key);
    const pid = await inTheMiddle(rounds);
    if (pid === 0) break; // it was faster than the rounds
    await db.$queryRaw`SELECT pg_terminate_backend(${pid}::int)`;
    expect((await answer)?.status).toBe(500);
    expect(await planIsThere()).toBe(false);
  }

  // The process dies: the database does what it was asked for, or drops it.
  const answer = apply(web, key);
  await inTheMiddle(20);
  web.kill('SIGKILL');
  await web.exited;
  expect(await answer).toBeUndefined();
  await vi.waitFor(async () => expect(await applying()).toEqual([]), { timeout: 60_000 });
  await planIsThere();

  // At its start the next one keeps the slots as the rules make them; this regime was written by hand and rounds otherwise.
  web = await startWeb();
  expect((await apply(web, key))?.body).toMatchObject({ id: previewId, state: 'applied' });
  expect((await apply(web, key))?.body).toMatchObject({ id: previewId, state: 'applied' });
  expect(await db.bookingMove.count({ where: { previewId } })).toBe(moves);
  expect(await db.inspectionRegime.count()).toBe(1);
  expect(await listWrongSlots(db)).toEqual([]);
  expect((await apply(web, randomUUID()))?.body).toMatchObject({ code: 'PREVIEW_NOT_READY' });
  web.kill('SIGTERM');
  expect(await web.exited).toBe(0);
}, 300_000);

test('a statement that is undone at the very end leaves nothing either', async () => {
  const before = await db.bookingMove.count();
  const client = new Client(database.url);
  await client.connect();
  await client.query('BEGIN');
  await client.query(`UPDATE preview SET state = 'ready' WHERE id = $1`, [previewId]);
  await expect(
    client.query(`SELECT apply_preview($1, 'customs', 'another key', 'hash', 'test', $2)`, [
      previewId,
      systemClock.now(),
    ]),
  ).rejects.toMatchObject({ message: 'PREVIEW_STALE' });
  await client.end();
  expect(await db.bookingMove.count()).toBe(before);
});
