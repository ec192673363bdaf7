import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { listSimulatedCarriers } from '../../../server/accounts/index.ts';
import { openDatabase } from '../../../server/platform/database/client.ts';
import { writeIntent } from '../../../server/platform/database/once-per-key.ts';
import { cancelSailing, joinStandby, tendSailings } from '../../../server/sailings/index.ts';
import { leaveStandby } from '../../../server/sailings/standby.ts';
import { itineraryLegSchema } from '../../../shared/contract/itineraries.ts';
import type { Sailing } from '../../../shared/contract/sailings.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { testStart } from '../../support/test-clock.ts';
import { announce, claimSea, gateSlotsBefore, listWrongSailings, refusalOf, seaWish } from './world.ts';

// Many who want the same room at once, over several connections; and the standby list, which several processes call.

let server: TestServer;
let carriers: { id: string }[];
let sailing: Sailing;
let trucks = 1;
const actor = { kind: 'person', id: 'test', role: 'dispatcher' } as const;

beforeAll(async () => {
  server = await startTestServer({ simulatedCarriers: 10 });
  carriers = await listSimulatedCarriers(server.parts.db);
});
beforeEach(async () => {
  server.clock.set(testStart);
  sailing = await announce(server.parts.db, testStart);
});
afterEach(async () => expect(await listWrongSailings(server.parts.db)).toEqual([]));
afterAll(() => server.stop());

async function claim(number = trucks++, changes: Partial<Parameters<typeof claimSea>[2]> = {}) {
  const { db } = server.parts;
  const gates = await gateSlotsBefore(db, sailing.gateCutoffAt, 20);
  const gate = gates[number % gates.length]!;
  const organisationId = carriers[number % carriers.length]!.id;
  return claimSea(db, server.clock.now(), {
    organisationId,
    sailingId: sailing.id,
    gateSlotId: gate.id,
    number,
    ...changes,
  });
}
const close = (claimId: string, state = 'cancelled') =>
  server.parts.db.$queryRaw`SELECT close_sailing_claim(${claimId}::uuid, ${state}, ${server.clock.now()})::text`;
const fill = (data: { laneCm?: number; reeferPlugs?: number }) =>
  server.parts.db.sailing.update({ where: { id: sailing.id }, data });
const left = async () => {
  const row = await server.parts.db.sailing.findUniqueOrThrow({ where: { id: sailing.id } });
  return row.laneCm - row.laneCmTaken;
};

function join(changes: Parameters<typeof seaWish>[1] = {}, number = trucks++) {
  const { db } = server.parts;
  const joining = { organisationId: carriers[0]!.id, madeBy: 'test', actor };
  const intent = writeIntent(carriers[0]!.id, randomUUID(), number);
  return joinStandby(db, server.clock.now(), joining, intent, sailing.id, seaWish(number, changes));
}
const entry = (id: string) => server.parts.db.standbyEntry.findUniqueOrThrow({ where: { id } });
const tend = () => tendSailings(server.parts.db, server.clock.now());

test('100 rivals for the last 33 lane metres: two get them, and the others are told that it is the metres', async () => {
  await fill({ laneCm: 3300 });
  const answers = await Promise.allSettled(Array.from({ length: 100 }, () => claim()));
  const refusals = answers.flatMap((one) => (one.status === 'rejected' ? [refusalOf(one.reason).join(' ')] : []));
  expect([answers.length - refusals.length, new Set(refusals)]).toEqual([
    2,
    new Set(['SAILING_FULL needs.laneMetres']),
  ]);
  expect(await left()).toBe(0);
});

test('100 rivals, cancels and expiring holds in between: nothing is sold twice and nothing is lost', async () => {
  await fill({ laneCm: 16_500 });
  const rounds = await Promise.all(
    Array.from({ length: 100 }, async (_, index) => {
      const made = await claim().catch(() => undefined);
      if (made && index % 3 === 0) await close(made.claimId);
      return made;
    }),
  );
  const active = await server.parts.db.sailingClaim.count({ where: { sailingId: sailing.id, state: 'held' } });
  expect(await left()).toBe(16_500 - active * 1650);
  expect(rounds.filter(Boolean).length).toBeGreaterThanOrEqual(10);
});

test('a claim that is closed twice at once gives its room back once', async () => {
  const { claimId } = await claim();
  const before = await left();
  await Promise.all(Array.from({ length: 8 }, () => close(claimId)));
  expect((await left()) - before).toBe(1650);
});

test('a sailing is cancelled while claims come: none is held afterwards that was not before', async () => {
  const { db } = server.parts;
  const rivals = Array.from({ length: 30 }, () => claim());
  const cancelled = cancelSailing(
    db,
    testStart,
    { ...actor, role: 'planner' },
    writeIntent('test', randomUUID(), 'x'),
    sailing.id,
    'storm',
  );
  const answers = await Promise.allSettled([...rivals, cancelled]);
  const held = await db.sailingClaim.count({ where: { sailingId: sailing.id } });
  expect(held).toBe(answers.slice(0, -1).filter(({ status }) => status === 'fulfilled').length);
  await expect(claim().catch((error) => Promise.reject(new Error(refusalOf(error)[0])))).rejects.toThrow(
    'SAILING_NOT_BOOKABLE',
  );
});

test('expired or not, a hold is confirmed or expires, never both; a confirmed one stays', async () => {
  const { db } = server.parts;
  const made = await claim();
  const confirm = () =>
    db.$queryRaw`SELECT confirm_sailing_claim(${made.itineraryId}::uuid, ${server.clock.now()})::text`;
  await close(made.claimId, 'expired');
  expect((await db.sailingClaim.findUniqueOrThrow({ where: { id: made.claimId } })).state).toBe('held'); // not due
  await confirm();
  server.clock.advanceMinutes(10);
  await confirm(); // nothing to do any more
  await close(made.claimId, 'expired');
  expect((await db.sailingClaim.findUniqueOrThrow({ where: { id: made.claimId } })).state).toBe('confirmed');
  const late = await claim();
  server.clock.advanceMinutes(10);
  await expect(
    db.$queryRaw`SELECT confirm_sailing_claim(${late.itineraryId}::uuid, ${server.clock.now()})::text`.catch((error) =>
      Promise.reject(new Error(refusalOf(error)[0])),
    ),
  ).rejects.toThrow('HOLD_EXPIRED');
});

test('standby is called in the order of joining, who does not fit is passed over and keeps the place', async () => {
  const { db } = server.parts;
  await fill({ laneCm: 1650, reeferPlugs: 0 });
  const made = await claim();
  const [reefer, second, third] = [await join({ needsReeferPlug: true }), await join(), await join()];
  expect([reefer.place, second.place, third.place]).toEqual([1, 2, 3]);
  expect(await tend()).toEqual([]); // no room

  await close(made.claimId);
  // The room is theirs: somebody who comes now does not get it, and somebody who has lost a ship does.
  await expect(claim().catch((error) => Promise.reject(new Error(refusalOf(error).join(' '))))).rejects.toThrow(
    'SAILING_FULL claim.sailing.sailingId',
  );
  expect(await tend()).toEqual([second.id]);
  expect(await tend()).toEqual([]);
  const called = await entry(second.id);
  expect(called).toMatchObject({ state: 'called', callExpiresAt: new Date(testStart.getTime() + 3_600_000) });
  const itinerary = await db.itinerary.findUniqueOrThrow({ where: { id: called.itineraryId! } });
  expect(itinerary).toMatchObject({
    state: 'held',
    corridorId: 'sea/aktau-port/amirabad-port',
    holdExpiresAt: called.callExpiresAt,
  });
  const [leg] = itinerary.legs as unknown[];
  expect(itineraryLegSchema.parse(leg)).toEqual(leg);
  expect(leg).toMatchObject({ kind: 'sailing', sailing: { id: sailing.id } });
  expect(await db.sailingClaim.findFirst({ where: { itineraryId: itinerary.id } })).toMatchObject({
    state: 'held',
    plate: called.plate,
  });

  // Nobody answers: the next one is called, and the reefer is still the first of those that wait.
  server.clock.advanceMinutes(60);
  expect(await tend()).toEqual([third.id]);
  expect((await entry(second.id)).state).toBe('expired');
  expect((await db.itinerary.findUniqueOrThrow({ where: { id: itinerary.id } })).state).toBe('expired');
  const confirmed = await entry(third.id);
  await db.$queryRaw`SELECT confirm_sailing_claim(${confirmed.itineraryId}::uuid, ${server.clock.now()})::text`;
  expect((await entry(third.id)).state).toBe('confirmed');

  await fill({ laneCm: 3300, reeferPlugs: 1 });
  expect(await tend()).toEqual([reefer.id]);
});

test('who has lost a ship comes before the standby list', async () => {
  await fill({ laneCm: 1650 });
  const waiting = await join();
  await claim(trucks++, { isRepair: true });
  expect(await tend()).toEqual([]);
  expect((await entry(waiting.id)).state).toBe('waiting');
});

test('two processes call at once: each truck once, and in order', async () => {
  const second = openDatabase(server.databaseUrl);
  try {
    await fill({ laneCm: 0 });
    const joined: string[] = [];
    for (let index = 0; index < 8; index++) joined.push((await join()).id);
    await fill({ laneCm: 5 * 1650 });
    const now = server.clock.now();
    const rounds = await Promise.all([
      tendSailings(server.parts.db, now),
      tendSailings(second, now),
      tendSailings(second, now),
    ]);
    const called = [...rounds.flat(), ...(await tend())];
    expect(called.toSorted()).toEqual(joined.slice(0, 5).toSorted());
    for (const round of rounds) expect(round).toEqual(joined.filter((id) => round.includes(id)));
    const entries = await server.parts.db.standbyEntry.findMany({
      where: { sailingId: sailing.id },
      orderBy: { number: 'asc' },
    });
    expect(entries.map(({ state }) => state)).toEqual([...Array(5).fill('called'), ...Array(3).fill('waiting')]);
    expect(new Set(entries.slice(0, 5).map(({ itineraryId }) => itineraryId)).size).toBe(5);
  } finally {
    await second.$disconnect();
  }
});

test('who leaves while being called is withdrawn, and holds nothing', async () => {
  const { db } = server.parts;
  for (let round = 0; round < 5; round++) {
    await fill({ laneCm: 0 });
    const { id } = await join();
    await fill({ laneCm: 1650 });
    const who = { organisationId: carriers[0]!.id, actor, entryId: id };
    await Promise.all([tend(), leaveStandby(db, testStart, who, writeIntent(carriers[0]!.id, randomUUID(), id))]);
    expect((await entry(id)).state).toBe('withdrawn');
    expect(await left()).toBe(1650);
  }
  const orphans = await db.$queryRaw`
    SELECT FROM itinerary i JOIN sailing_claim c ON c.itinerary_id = i.id
    WHERE i.state = 'held' AND i.corridor_id LIKE 'sea/%' AND c.state IN ('cancelled', 'expired')`;
  expect(orphans).toEqual([]);
});

test('the list ends with the cut-off, and with the sailing; a vehicle that has got a ship is off it', async () => {
  const { db } = server.parts;
  await fill({ laneCm: 0 });
  const [first, number] = [await join(), trucks++];
  const second = await join({}, number);
  const other = await announce(db, testStart, { plannedDepartureAt: '2026-06-18T06:00:00Z' });
  const [gate] = await gateSlotsBefore(db, other.gateCutoffAt);
  await claim(number, { sailingId: other.id, gateSlotId: gate!.id });
  await fill({ laneCm: 1650 * 3 });
  expect(await tend()).toEqual([first.id]);
  expect((await entry(second.id)).state).toBe('ended');

  await fill({ laneCm: 1650 });
  const third = await join();
  server.clock.set(new Date(sailing.documentCutoffAt));
  await tend();
  expect((await entry(third.id)).state).toBe('ended');

  sailing = await announce(db, server.clock.now(), { plannedDepartureAt: '2026-06-22T06:00:00Z' });
  await fill({ laneCm: 0 });
  const fourth = await join();
  await cancelSailing(
    db,
    server.clock.now(),
    { ...actor, role: 'planner' },
    writeIntent('test', randomUUID(), 'y'),
    sailing.id,
    'storm',
  );
  expect((await entry(fourth.id)).state).toBe('ended');
});
