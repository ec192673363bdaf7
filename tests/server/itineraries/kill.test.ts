import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPassword, seedDemoAccounts } from '../../../server/accounts/index.ts';
import { type Database, openDatabase } from '../../../server/platform/database/client.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { callApi } from '../../support/server.ts';
import { killAll, startProcess } from '../../support/start-process.ts';
import { listWrongSlots, truck } from '../../support/trucks.ts';

const wayCount = 30;

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

async function startWeb() {
  const web = startProcess('main.ts', { DATABASE_URL: database.url, ROLE: 'web', PORT: '0' });
  const [url] = /http:\/\/\S+/.exec(await web.line(/Otkel is at/))!;
  return { ...web, url };
}

interface Wish {
  key: string;
  body: unknown;
}

/** Sends all wishes, 8 at a time. @param acknowledged gets the itinerary of each wish that was answered, by key */
async function book(url: string, wishes: readonly Wish[], acknowledged: Map<string, string>, onAnswer: () => void) {
  const email = 'dispatcher@demo.otkel';
  const { body } = await callApi(url, 'POST', '/api/auth/sign-in/email', { body: { email, password: demoPassword } });
  const waiting = [...wishes];
  const sender = async () => {
    for (let wish = waiting.shift(); wish; wish = waiting.shift()) {
      const answer = await callApi(url, 'POST', '/api/itineraries', { token: body.token, ...wish }).catch(
        () => undefined,
      );
      if (!answer) continue; // the server is gone: nothing was promised
      expect(answer).toMatchObject({ status: 201 });
      acknowledged.set(wish.key, answer.body.id);
      onAnswer();
    }
  };
  await Promise.all(Array.from({ length: 8 }, sender));
}

/** The clock of the process is the real one, so its slots are looked for from the end. */
async function makeWishes(): Promise<Wish[]> {
  const find = (checkpointId: string, direction: string, skip: number) =>
    db.slot.findMany({
      where: { checkpointId, direction, closedBecause: null, totalPlaces: { gte: 2 } },
      orderBy: { startsAt: 'desc' },
      take: wayCount,
      skip,
    });
  const way = await db.corridorWay.findFirstOrThrow({
    where: { corridorId: 'bishkek-samara', AND: [{ nodeIds: { has: 'korday' } }, { nodeIds: { has: 'syrym' } }] },
  });
  const seconds = await find('syrym', 'out', 0);
  const firsts = await db.slot.findMany({
    where: {
      ...{ checkpointId: 'korday', direction: 'in', closedBecause: null, totalPlaces: { gte: 2 } },
      startsAt: { lt: new Date(seconds.at(-1)!.startsAt.getTime() - 5 * 86_400_000) },
    },
    orderBy: { startsAt: 'desc' },
    take: wayCount,
  });
  return firsts.map((first, index) => ({
    key: randomUUID(),
    body: {
      ...truck(index, { country: 'KG' }),
      ...{ corridorId: 'bishkek-samara', wayId: way.id },
      readyAt: new Date(first.startsAt.getTime() - 86_400_000).toISOString(),
      arriveBy: new Date(seconds[0]!.startsAt.getTime() + 5 * 86_400_000).toISOString(),
      claim: { slotIds: [first.id, seconds[wayCount - 1 - index]!.id], sailing: null },
    },
  }));
}

/** Itineraries without both of their crossings, and crossings without the other. There must never be one. */
const listHalves = () => db.$queryRaw`
  SELECT i.id, count(b.id) FROM itinerary i FULL JOIN booking b ON b.itinerary_id = i.id
  GROUP BY i.id HAVING i.id IS NULL OR count(b.id) <> 2 OR count(DISTINCT b.state) <> 1`;

test('a process killed in the middle of 30 whole ways leaves no half one, loses none that was acknowledged, and the same calls complete them', async () => {
  const doomed = await startWeb();
  const wishes = await makeWishes();
  expect(wishes).toHaveLength(wayCount);
  const first = new Map<string, string>();
  await book(doomed.url, wishes, first, () => {
    if (first.size === 10) doomed.kill('SIGKILL');
  });
  expect(first.size).toBeGreaterThanOrEqual(10);
  expect(first.size).toBeLessThan(wayCount);
  expect(await db.itinerary.count({ where: { id: { in: [...first.values()] }, state: 'held' } })).toBe(first.size);
  expect(await listHalves()).toEqual([]);
  expect(await listWrongSlots(db)).toEqual([]);

  const next = await startWeb();
  const second = new Map<string, string>();
  await book(next.url, wishes, second, () => {});
  expect(second.size).toBe(wayCount);
  for (const [key, itineraryId] of first) expect(second.get(key)).toBe(itineraryId);
  expect(await db.itinerary.count()).toBe(wayCount);
  expect(await listHalves()).toEqual([]);
  expect(await listWrongSlots(db)).toEqual([]);
  next.kill('SIGTERM');
  expect(await next.exited).toBe(0);
}, 240_000);
