import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPassword, seedDemoAccounts } from '../../../server/accounts/index.ts';
import { type Database, openDatabase } from '../../../server/platform/database/client.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { callApi } from '../../support/server.ts';
import { killAll, startProcess } from '../../support/start-process.ts';
import { listWrongSlots, truck } from '../../support/trucks.ts';

const bookingCount = 500;
/** A carrier may have two trucks in the smallest slot. */
const trucksPerSlot = 2;

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url);
  await seedDemoAccounts(db, { now: new Date('2026-06-15T06:00:00Z'), simulatedCarriers: 0 });
});
afterAll(async () => {
  await killAll();
  await db.$disconnect();
  await database.drop();
});

/** One web process on the database. */
async function startWeb() {
  const web = startProcess('main.ts', { DATABASE_URL: database.url, ROLE: 'web', PORT: '0' });
  const [url] = /http:\/\/\S+/.exec(await web.line(/Otkel is at/))!;
  return { ...web, url };
}

interface Wish {
  key: string;
  body: { slotId: number };
}

/** Sends all wishes, 16 at a time. @param acknowledged gets the booking of each wish that was answered, by key */
async function book(url: string, wishes: readonly Wish[], acknowledged: Map<string, string>, onAnswer: () => void) {
  const email = 'dispatcher@demo.otkel';
  const { body } = await callApi(url, 'POST', '/api/auth/sign-in/email', { body: { email, password: demoPassword } });
  const waiting = [...wishes];
  const sender = async () => {
    for (let wish = waiting.shift(); wish; wish = waiting.shift()) {
      const answer = await callApi(url, 'POST', '/api/bookings', { token: body.token, ...wish }).catch(() => undefined);
      if (!answer) continue; // the server is gone: nothing was promised
      expect(answer).toMatchObject({ status: 201 });
      acknowledged.set(wish.key, answer.body.id);
      onAnswer();
    }
  };
  await Promise.all(Array.from({ length: 16 }, sender));
}

test('a process killed in the middle of 500 bookings loses none that was acknowledged, and the same calls complete them', async () => {
  const doomed = await startWeb();
  const slots = await db.slot.findMany({
    where: { checkpointId: 'syrym', closedBecause: null, totalPlaces: { gte: trucksPerSlot } },
    orderBy: { startsAt: 'desc' },
    take: bookingCount / trucksPerSlot,
  });
  const wishes = Array.from({ length: bookingCount }, (_, index) => ({
    key: randomUUID(),
    body: { slotId: slots[Math.floor(index / trucksPerSlot)]!.id, ...truck(index) },
  }));

  const first = new Map<string, string>();
  await book(doomed.url, wishes, first, () => {
    if (first.size === 150) doomed.kill('SIGKILL');
  });
  expect(first.size).toBeGreaterThanOrEqual(150);
  expect(first.size).toBeLessThan(bookingCount);
  expect(await db.booking.count({ where: { id: { in: [...first.values()] }, state: 'held' } })).toBe(first.size);
  expect(await listWrongSlots(db)).toEqual([]);

  const next = await startWeb();
  const second = new Map<string, string>();
  await book(next.url, wishes, second, () => {});
  expect(second.size).toBe(bookingCount);
  for (const [key, bookingId] of first) expect(second.get(key)).toBe(bookingId);
  expect(await db.booking.count()).toBe(bookingCount);
  expect(await listWrongSlots(db)).toEqual([]);
  next.kill('SIGTERM');
  expect(await next.exited).toBe(0);
}, 120_000);
