import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { keepGateSlots, tendSailings } from '../../../server/sailings/index.ts';
import { planGateSlots } from '../../../server/sailings/keep-gate-slots.ts';
import { placeOnPath } from '../../../server/sailings/place-on-path.ts';
import { sailingSchema } from '../../../shared/contract/sailings.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { testStart } from '../../support/test-clock.ts';
import { announce, claimSea, gateSlotsBefore, readSea } from './world.ts';

let server: TestServer;
let planner: string;
let organisationId: string;
let trucks = 1;

beforeAll(async () => {
  server = await startTestServer();
  planner = await server.signIn('planner');
  organisationId = (await server.call('GET', '/api/me', { token: await server.signIn('dispatcher') })).body.organisation
    .id;
});
beforeEach(() => server.clock.set(testStart));
afterAll(() => server.stop());

const get = async (path: string) => (await server.call('GET', path)).body;
const post = (path: string, body: unknown, key = randomUUID()) =>
  server.call('POST', path, { token: planner, body, key });

async function claim(sailing: { id: string; gateCutoffAt: string }, changes = {}) {
  const { db } = server.parts;
  const gates = await gateSlotsBefore(db, sailing.gateCutoffAt, 3);
  const gate = gates.find(({ taken, places }) => taken < places)!;
  const input = { organisationId, sailingId: sailing.id, gateSlotId: gate.id, number: trucks++, ...changes };
  const made = await claimSea(db, server.clock.now(), input);
  await db.$queryRaw`SELECT confirm_sailing_claim(${made.itineraryId}::uuid, ${server.clock.now()})::text`;
  server.clock.advanceMinutes(1);
  return made;
}
const listSlips = async (sailingId: string) =>
  (await server.parts.db.$queryRaw<{ id: string }[]>`SELECT sailing_claims_that_slip(${sailingId}::uuid) AS id`).map(
    ({ id }) => id,
  );

test('a planner announces: times and places follow from ship, way and port; the same key makes it once', async () => {
  const body = {
    ...{ shipId: 'ropax-2', fromPortId: 'aktau-port', toPortId: 'amirabad-port' },
    plannedDepartureAt: '2026-06-18T06:00:00Z',
  };
  const key = randomUUID();
  const [first, again] = [await post('/api/sailings', body, key), await post('/api/sailings', body, key)];
  expect(again.body).toEqual(first.body);
  expect(first).toMatchObject({
    status: 201,
    body: {
      ...{
        state: 'planned',
        shipName: 'Ro-Pax 2',
        nauticalMiles: 417,
        loadFactor: 1,
        source: 'operator',
        reason: null,
        standby: 0,
      },
      documentCutoffAt: '2026-06-17T18:00:00.000Z',
      gateCutoffAt: '2026-06-18T02:00:00.000Z',
      expectedArrivalAt: '2026-06-19T19:55:00.000Z', // 417 miles at 11 knots
      arrivalP80At: '2026-06-20T03:30:00.000Z', // and a fifth of that
      places: { laneMetres: 901, weightKg: 2_400_000, reeferPlugs: 16, dangerousGoodsPlaces: 8 },
      assumed: ['reeferPlugs', 'dangerousGoodsPlaces', 'speed', 'cutoffs', 'arrivalP80'],
    },
  });
  const shown = await get(`/api/sailings/${first.body.id}`);
  expect(sailingSchema.parse(shown)).toEqual(shown);
  const kuryk = await announce(server.parts.db, testStart, {
    fromPortId: 'kuryk-port',
    plannedDepartureAt: '2026-06-18T09:00:00Z',
  });
  expect(kuryk.assumed).toContain('nauticalMiles');
});

test('the list is by expected departure, in pages, and of two ports', async () => {
  for (const hour of [1, 2, 3])
    await announce(server.parts.db, testStart, {
      toPortId: 'alat-port',
      plannedDepartureAt: `2026-06-20T0${hour}:00:00Z`,
    });
  const path = '/api/sailings?fromPortId=aktau-port&toPortId=alat-port&limit=2';
  const first = await get(path);
  const second = await get(`${path}&cursor=${encodeURIComponent(first.nextCursor)}`);
  const shown = [...first.items, ...second.items].map((one: { expectedDepartureAt: string }) =>
    one.expectedDepartureAt.slice(11, 13),
  );
  expect([shown, second.nextCursor]).toEqual([['01', '02', '03'], null]);
  expect((await server.call('GET', `${path}&cursor=nonsense`)).body).toMatchObject({
    code: 'INVALID_INPUT',
    field: 'cursor',
  });
});

test('a delay moves the cut-offs and the arrival, and makes the band wider; taken back, all is as it was', async () => {
  const sailing = await announce(server.parts.db, testStart);
  const delayed = (
    await post(`/api/sailings/${sailing.id}/delay`, { expectedDepartureAt: '2026-06-18T06:00:00Z', reason: 'storm' })
  ).body;
  const band = (one: typeof sailing) => Date.parse(one.arrivalP80At) - Date.parse(one.expectedArrivalAt);
  expect(delayed).toMatchObject({
    ...{
      state: 'delayed',
      reason: 'storm',
      plannedDepartureAt: '2026-06-17T06:00:00.000Z',
      documentCutoffAt: '2026-06-17T18:00:00.000Z',
    },
    ...{ gateCutoffAt: '2026-06-18T02:00:00.000Z', expectedArrivalAt: '2026-06-19T19:55:00.000Z' },
  });
  expect(band(delayed) - band(sailing)).toBe(6 * 3_600_000); // a quarter of the day
  const back = (
    await post(`/api/sailings/${sailing.id}/delay`, { expectedDepartureAt: '2026-06-17T06:00:00Z', reason: 'calm' })
  ).body;
  expect({ ...back, seq: 0, reason: null }).toEqual({ ...sailing, seq: 0 });
  expect(back.seq).toBeGreaterThan(delayed.seq);
});

test('a delay that is taken back leaves those without room whose slot at the gate is now after the cut-off', async () => {
  const { db } = server.parts;
  const sailing = await announce(db, testStart, { shipId: 'roro-2' });
  const early = await claim(sailing);
  const delayed = (
    await post(`/api/sailings/${sailing.id}/delay`, { expectedDepartureAt: '2026-06-18T06:00:00Z', reason: 'storm' })
  ).body;
  const late = await claim(delayed);
  expect(await listSlips(sailing.id)).toEqual([]);
  await post(`/api/sailings/${sailing.id}/delay`, { expectedDepartureAt: '2026-06-17T06:00:00Z', reason: 'calm' });
  expect(await listSlips(sailing.id)).toEqual([late.claimId]);
  expect(early.claimId).not.toBe(late.claimId);
});

test('low water takes tonnes: the last confirmed lose their room, and those that still fit keep it', async () => {
  const sailing = await announce(server.parts.db, testStart, { shipId: 'roro-2' }); // 900 t
  const heavy = { wish: { grossWeightKg: 60_000 } }; // 75 t with the truck
  const [first, second, third] = [
    await claim(sailing, heavy),
    await claim(sailing, heavy),
    await claim(sailing, heavy),
  ];
  const light = await claim(sailing, { wish: { grossWeightKg: 10_000 } });
  const cut = await post(`/api/sailings/${sailing.id}/load-factor`, { loadFactor: 0.2, reason: 'low water' });
  expect(cut.body).toMatchObject({
    ...{ loadFactor: 0.2, reason: 'low water', places: { weightKg: 180_000, laneMetres: 408 } },
    ...{ taken: { weightKg: 250_000 }, left: { weightKg: 0, laneMetres: 342 } },
  });
  // 75 + 75 + 25 fit into 180: only the third one, for which there is no room behind the first two, loses its place.
  expect(await listSlips(sailing.id)).toEqual([third.claimId]);
  await server.parts.db
    .$queryRaw`SELECT close_sailing_claim(${third.claimId}::uuid, 'cancelled', ${server.clock.now()})::text`;
  expect(await listSlips(sailing.id)).toEqual([]);
  expect(new Set([first, second, light].map(({ claimId }) => claimId)).size).toBe(3);
});

test('a cancelled sailing keeps its claims for their rebooking, and all of them slip', async () => {
  const { db } = server.parts;
  const sailing = await announce(db, testStart);
  const made = [await claim(sailing), await claim(sailing)];
  const key = randomUUID();
  const answer = await post(`/api/sailings/${sailing.id}/cancel`, { reason: 'engine' }, key);
  expect(answer.body).toMatchObject({ state: 'cancelled', reason: 'engine', taken: { laneMetres: 33 } });
  const before = await readSea(db);
  expect((await post(`/api/sailings/${sailing.id}/cancel`, { reason: 'engine' }, key)).body).toEqual(answer.body);
  expect(await readSea(db)).toBe(before);
  expect(await listSlips(sailing.id)).toEqual(made.map(({ claimId }) => claimId));
  const audit = await db.auditEntry.findFirstOrThrow({
    where: { subjectKind: 'sailing', subjectId: sailing.id, action: 'changed' },
    orderBy: { number: 'desc' },
  });
  expect(audit).toMatchObject({
    actorKind: 'person',
    actorRole: 'planner',
    reason: 'engine',
    after: { state: 'cancelled' },
  });
});

test('ships leave and arrive by the clock, and the claims of one that has arrived are over', async () => {
  const { db } = server.parts;
  const sailing = await announce(db, testStart, { shipId: 'roro-1' });
  const { claimId } = await claim(sailing);
  const at = async (instant: string) => {
    server.clock.set(new Date(instant));
    await tendSailings(db, server.clock.now());
    return [
      (await get(`/api/sailings/${sailing.id}`)).state,
      (await db.sailingClaim.findUniqueOrThrow({ where: { id: claimId } })).state,
    ];
  };
  expect(await at('2026-06-17T05:59:59Z')).toEqual(['planned', 'confirmed']);
  expect(await at(sailing.expectedDepartureAt)).toEqual(['departed', 'confirmed']);
  expect(await at(sailing.expectedArrivalAt)).toEqual(['arrived', 'ended']);
});

test('positions are by the schedule: at the quay, half way on the line, and gone once there', async () => {
  await server.parts.db.sailing.deleteMany({ where: { claims: { none: {} } } });
  const sailing = await announce(
    server.parts.db,
    testStart,
    { shipId: 'ropax-2', plannedDepartureAt: '2026-07-10T06:00:00Z' },
    'demo-timetable',
  );
  const at = async (ms: number) => {
    server.clock.set(new Date(ms));
    const { asOf, ships } = await get('/api/ship-positions');
    expect(asOf).toBe(new Date(ms).toISOString());
    return ships.find(({ sailingId }: { sailingId: string }) => sailingId === sailing.id);
  };
  const [departure, arrival] = [Date.parse(sailing.expectedDepartureAt), Date.parse(sailing.expectedArrivalAt)];
  expect(await at(departure - 25 * 3_600_000)).toBeUndefined();
  expect(await at(departure - 3_600_000)).toMatchObject({ isAtSea: false, share: 0, lat: 43.6, lon: 51.22 });
  const middle = await at((departure + arrival) / 2);
  expect(middle).toMatchObject({ isAtSea: true, share: 0.5, source: 'schedule', timetable: 'demo-timetable' });
  expect([middle.lat > 40 && middle.lat < 40.6, middle.courseDegrees > 150 && middle.courseDegrees < 180]).toEqual([
    true,
    true,
  ]);
  expect(await at(arrival)).toBeUndefined();
});

test('a place on a path is as far as its share of the length, whatever its parts', () => {
  const path = [
    [40, 50],
    [41, 50],
    [41, 50],
    [43, 50],
  ] as const;
  expect(placeOnPath(path, 0)).toMatchObject({ lat: 40, lon: 50, courseDegrees: 0 });
  expect(placeOnPath(path, 2 / 3).lat).toBeCloseTo(42, 6);
  expect(placeOnPath(path, 1).lat).toBeCloseTo(43, 6);
  expect(placeOnPath([...path].reverse(), 0.25)).toMatchObject({ courseDegrees: 180 });
});

test('gates: hours and weekend of the port, on its own clock, for a month', () => {
  const rules = { zone: 'Asia/Tehran', weekend: 'Fri', opensAt: '07:00', closesAt: '09:00', slotMinutes: 60 };
  const slots = planGateSlots(rules, new Date('2026-06-17T04:00:00Z'), 4); // a Wednesday, 07:30 in Iran
  expect(slots.map(({ startsAt }) => startsAt.toISOString())).toEqual([
    '2026-06-17T04:30:00.000Z',
    '2026-06-18T03:30:00.000Z',
    '2026-06-18T04:30:00.000Z',
    '2026-06-20T03:30:00.000Z',
    '2026-06-20T04:30:00.000Z',
  ]);
});

test('slots of a gate are kept: again changes nothing, fewer places never fall below what is taken', async () => {
  const { db } = server.parts;
  await keepGateSlots(db, testStart);
  const before = await readSea(db);
  await keepGateSlots(db, testStart);
  expect(await readSea(db)).toBe(before);
  const days = await db.$queryRaw<{ days: number }[]>`
    SELECT count(DISTINCT (starts_at AT TIME ZONE 'Asia/Aqtau')::date)::int AS days FROM gate_slot WHERE port_id = 'aktau-port'`;
  expect(days).toEqual([{ days: 31 }]);
  const taken = await db.gateSlot.findFirstOrThrow({ where: { portId: 'aktau-port', taken: { gt: 1 } } });
  await db.portGate.update({ where: { portId: 'aktau-port' }, data: { places: 1 } });
  await keepGateSlots(db, testStart);
  expect((await db.gateSlot.findUniqueOrThrow({ where: { id: taken.id } })).places).toBe(taken.taken);
  expect(await db.gateSlot.count({ where: { portId: 'aktau-port', taken: 0, places: { not: 1 } } })).toBe(0);
  await db.portGate.update({ where: { portId: 'aktau-port' }, data: { places: 8 } });
  await keepGateSlots(db, testStart);
});

test('slots of the gate of a sailing lie before its cut-off and not sooner than the port lets in', async () => {
  const sailing = await announce(server.parts.db, testStart, { plannedDepartureAt: '2026-06-25T06:00:00Z' });
  const { items } = await get(`/api/sailings/${sailing.id}/gate-slots?limit=500`);
  expect(items[0].startsAt).toBe('2026-06-22T06:00:00.000Z');
  expect(items.at(-1).endsAt).toBe(sailing.gateCutoffAt);
  const page = await get(`/api/sailings/${sailing.id}/gate-slots?limit=10`);
  const next = await get(`/api/sailings/${sailing.id}/gate-slots?limit=10&cursor=${page.nextCursor}`);
  expect(next.items[0]).toEqual(items[10]);
});
