import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { seedDemoAccounts } from '../../../server/accounts/index.ts';
import { startScheduledPlan } from '../../../server/plans/index.ts';
import { systemClock } from '../../../server/platform/clock.ts';
import { type Database, openDatabase } from '../../../server/platform/database/client.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { killAll, startProcess } from '../../support/start-process.ts';
import { listWrongSlots } from '../../support/trucks.ts';
import { submitMany } from './applications.ts';

const applicationCount = 5000;

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url);
  const now = systemClock.now();
  await seedDemoAccounts(db, { now, simulatedCarriers: 40 });
  await submitMany(db, applicationCount, now);
  // Only its row: the job it would be is the first worker's to make, as after a kill in between.
  await startScheduledPlan(
    { db, planQueue: { add: async () => {}, close: async () => {} }, planFeed: { changed: async () => {} } },
    now,
  );
});
afterAll(async () => {
  await killAll();
  await db.$disconnect();
  await database.drop();
});

/** A worker of its own: it finds the round that waits as a row. */
const startWorker = () => startProcess('main.ts', { DATABASE_URL: database.url, ROLE: 'worker' });

function until(found: () => Promise<boolean>) {
  return vi.waitFor(async () => expect(await found()).toBe(true), { timeout: 120_000, interval: 10 });
}
const isPlan = (state: string) => async () => (await db.plan.count({ where: { state } })) === 1;

test('a worker killed while it plans, and the next while it claims: the third ends the round with each application booked once', async () => {
  const first = startWorker();
  await until(isPlan('running'));
  first.kill('SIGKILL');
  await first.exited;
  expect(await db.booking.count()).toBe(0);
  expect(await db.planDecision.count()).toBe(0);

  const second = startWorker();
  await until(async () => (await db.booking.count()) >= 1000);
  second.kill('SIGKILL');
  await second.exited;
  expect(await db.plan.count({ where: { state: 'applying' } })).toBe(1);
  const kept = await db.booking.findMany();
  expect(kept.length).toBeLessThan(applicationCount);
  expect(await listWrongSlots(db)).toEqual([]);

  const third = startWorker();
  await until(isPlan('published'));
  third.kill('SIGTERM');
  expect(await third.exited).toBe(0);

  const bookings = await db.booking.findMany();
  const plan = await db.plan.findFirstOrThrow();
  expect(await db.plan.count()).toBe(1);
  const after = new Map(bookings.map((booking) => [booking.id, booking]));
  expect(kept.map(({ id }) => after.get(id))).toEqual(kept);
  expect(new Set(bookings.map(({ applicationId }) => applicationId)).size).toBe(bookings.length);
  expect(plan).toMatchObject({ requests: applicationCount, assigned: bookings.length });
  expect(await db.planDecision.count({ where: { outcome: 'booked' } })).toBe(bookings.length);
  expect(await db.application.count({ where: { state: 'open' } })).toBe(0);
  expect(await listWrongSlots(db)).toEqual([]);
}, 300_000);
