import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listCorridors } from '../../../server/roads/index.ts';
import { type FindWait, timeOfWay } from '../../../server/roads/list-way-times.ts';
import type { Corridor, WayTime } from '../../../shared/contract/corridors.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { announce } from '../sailings/world.ts';

let server: TestServer;
let corridors: Corridor[];

beforeAll(async () => {
  server = await startTestServer();
  corridors = await listCorridors(server.parts.db);
});
afterAll(() => server.stop());
beforeEach(() => server.parts.db.waitForecast.deleteMany());

const hourMs = 3_600_000;
const wayOf = (wayId: string) => corridors.flatMap(({ ways }) => ways).find(({ id }) => id === wayId)!;

/** A forecast of 24 hours, each hour with waits of its own. */
async function forecast(checkpointId: string, direction: 'out' | 'in', p50: (hour: number) => number | null) {
  const madeAt = server.clock.now();
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    startsAt: new Date(madeAt.getTime() + hour * hourMs).toISOString(),
    waitP50Minutes: p50(hour),
    waitP80Minutes: p50(hour) === null ? null : p50(hour)! + 30,
  }));
  const row = { seq: 1n, madeAt, replications: 4, basedOn: 'gate', hours };
  await server.parts.db.waitForecast.create({ data: { checkpointId, direction, ...row } });
}

async function times(): Promise<Record<string, WayTime>> {
  const { status, body } = await server.call('GET', '/api/corridor-times');
  expect(status).toBe(200);
  return Object.fromEntries(
    (body.times as WayTime[]).map((time) => [`${time.wayId}${time.isReversed ? ' back' : ''}`, time]),
  );
}

test('without forecasts every way has its free time, both ways, and no wait', async () => {
  const all = await times();
  expect(Object.keys(all)).toHaveLength(2 * corridors.flatMap(({ ways }) => ways).length);
  expect(all['almaty-bishkek/main']).toMatchObject({
    waitP50Minutes: null,
    totalP80Minutes: null,
    withoutForecast: ['korday'],
  });
  const { drivingHours } = wayOf('bishkek-samara/main');
  const samara = all['bishkek-samara/main']!;
  expect(samara.drivingMinutes).toBeCloseTo(drivingHours * 60, -1);
  expect(samara.restMinutes).toBe((Math.ceil(drivingHours / 9) - 1) * 11 * 60);
  expect(samara.freeMinutes).toBe(samara.drivingMinutes + samara.restMinutes);
  expect(all['bishkek-samara/main back']!.freeMinutes).toBe(samara.freeMinutes);
});

test('on a ship the driver rests, and where no sailing is known, nothing is said of the wait for one', async () => {
  const ship = (await times())['kostanay-amirabad/main']!;
  const { legs, drivingHours } = wayOf('kostanay-amirabad/main');
  const atSea = legs.find(({ mode }) => mode === 'sea')!;
  expect(ship.withoutForecast).toEqual(['aktau-port']);
  expect(ship.freeMinutes).toBe(ship.drivingMinutes + ship.restMinutes + atSea.drivingHours * 60);
  expect(ship.drivingMinutes).toBeCloseTo(drivingHours * 60, -1);
  expect((await times())['kostanay-amirabad/main back']!.withoutForecast).toEqual(['amirabad-port']);
});

test('a truck takes the next ship whose gate it reaches, and waits for it in the port', async () => {
  const { db } = server.parts;
  const now = server.clock.now();
  const free = (await times())['kostanay-amirabad/main']!.freeMinutes;
  const departing = (hours: number) => new Date(now.getTime() + hours * hourMs).toISOString();
  await announce(db, now, { plannedDepartureAt: departing(30) }); // gone before the truck is there
  const second = await announce(db, now, { plannedDepartureAt: departing(24 * 12) });
  const ship = (await times())['kostanay-amirabad/main']!;
  const minutes = (instant: string) => (Date.parse(instant) - now.getTime()) / 60_000;
  expect(ship).toMatchObject({ freeMinutes: free, withoutForecast: [] });
  expect(ship.totalP50Minutes).toBeCloseTo(minutes(second.expectedArrivalAt), -1);
  expect(ship.totalP80Minutes! - ship.totalP50Minutes!).toBeCloseTo(
    minutes(second.arrivalP80At) - minutes(second.expectedArrivalAt),
    -1,
  );
  await db.sailing.deleteMany();
});

test('the wait is that of the hour in which the truck gets there, in its direction', async () => {
  await forecast('korday', 'out', (hour) => hour * 10);
  await forecast('korday', 'in', () => 7);
  const hoursToKorday = wayOf('almaty-bishkek/main').legs[0]!.drivingHours;
  const all = await times();
  const p50 = Math.floor(hoursToKorday) * 10;
  expect(all['almaty-bishkek/main']).toMatchObject({
    waitP50Minutes: p50,
    waitP80Minutes: p50 + 30,
    totalP50Minutes: all['almaty-bishkek/main']!.freeMinutes + p50,
    withoutForecast: [],
  });
  expect(all['almaty-bishkek/main back']).toMatchObject({ waitP50Minutes: 7, waitP80Minutes: 37 });
});

test('the second crossing comes after the first and its wait; beyond a day it is the same hour of the forecast', async () => {
  await forecast('korday', 'in', () => 120);
  await forecast('syrym', 'out', (hour) => hour + 1);
  const all = await times();
  const way = wayOf('bishkek-samara/main');
  const asked: number[] = [];
  const findWait: FindWait = (id, _, at) => {
    asked.push((at.getTime() - server.clock.now().getTime()) / hourMs);
    return id === 'korday' ? { p50Minutes: 120, p80Minutes: 150 } : { p50Minutes: 1, p80Minutes: 31 };
  };
  timeOfWay(way, false, server.clock.now(), { findWait, findShip: () => undefined });
  const [first, second] = asked as [number, number];
  const { drivingHours } = way.legs[0]!;
  expect(first).toBeCloseTo(drivingHours, 1);
  const toSyrym = way.legs.slice(0, 6).reduce((sum, leg) => sum + leg.drivingHours, 0);
  expect(second).toBeCloseTo(toSyrym + 2 + 11 * Math.floor(toSyrym / 9), 1);
  expect(second).toBeGreaterThan(24);
  const p50 = 120 + Math.floor(second % 24) + 1;
  expect(all['bishkek-samara/main']).toMatchObject({
    waitP50Minutes: p50,
    waitP80Minutes: Math.round(p50 + Math.hypot(30, 30)), // spreads of two waits, one after the other
  });
});

test('a forecast that sees no end of the wait, or is old, is none', async () => {
  await forecast('korday', 'out', () => null);
  await forecast('korday', 'in', () => 5);
  expect((await times())['almaty-bishkek/main']!.withoutForecast).toEqual(['korday']);
  server.clock.advanceMinutes(90);
  expect((await times())['almaty-bishkek/main back']).toMatchObject({
    waitP50Minutes: null,
    withoutForecast: ['korday'],
  });
});

test('anybody may keep the answer for some seconds', async () => {
  for (const [path, seconds] of [
    ['corridor-times', 5],
    ['corridors', 60],
    ['corridors/almaty-bishkek', 60],
  ] as const) {
    const first = await fetch(`${server.url}/api/${path}`);
    expect(first.headers.get('cache-control')).toBe(`public, max-age=${seconds}`);
    const again = await fetch(`${server.url}/api/${path}`, {
      headers: { 'if-none-match': first.headers.get('etag')! },
    });
    expect(again.status).toBe(304);
  }
});
