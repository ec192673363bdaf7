import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Sailing } from '../../../shared/contract/sailings.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { testStart } from '../../support/test-clock.ts';
import { goods } from '../../support/trucks.ts';
import { announce, claimSea, gateSlotsBefore, listWrongSailings, readSea, refusalOf, seaWish } from './world.ts';

// Each mistake by its code and field, and nothing is changed.

let server: TestServer;
let tokens: Record<'planner' | 'dispatcher' | 'dispatcher2', string>;
let sailing: Sailing;
let organisationId: string;
let trucks = 100;

beforeAll(async () => {
  server = await startTestServer();
  const [planner, dispatcher, dispatcher2] = await Promise.all([
    server.signIn('planner'),
    server.signIn('dispatcher'),
    server.signIn('dispatcher2'),
  ]);
  tokens = { planner: planner!, dispatcher: dispatcher!, dispatcher2: dispatcher2! };
  organisationId = (await server.call('GET', '/api/me', { token: dispatcher! })).body.organisation.id;
});
beforeEach(async () => {
  server.clock.set(testStart);
  sailing = await announce(server.parts.db, server.clock.now());
});
afterEach(async () => expect(await listWrongSailings(server.parts.db)).toEqual([]));
afterAll(() => server.stop());

/** Fills the ship up but for what is said. */
function leave(left: Partial<Record<'laneCm' | 'weightKg' | 'reeferPlugs' | 'dangerousGoodsPlaces', number>>) {
  return server.parts.db.sailing.update({ where: { id: sailing.id }, data: left });
}

async function claim(changes: Partial<Parameters<typeof claimSea>[2]> = {}) {
  const { db } = server.parts;
  const gate = (await gateSlotsBefore(db, sailing.gateCutoffAt, 20)).find(({ taken, places }) => taken < places);
  const input = { organisationId, sailingId: sailing.id, gateSlotId: gate!.id, number: trucks++, ...changes };
  const before = await readSea(db);
  const refused = await claimSea(db, server.clock.now(), input).then(() => undefined, refusalOf);
  if (refused) expect(await readSea(db)).toBe(before);
  return refused;
}

test.each([
  ['lane metres', { laneCm: 1649 }, {}, 'needs.laneMetres'],
  // 18 t of cargo and 15 t of truck
  ['tonnes', { weightKg: 32_999 }, {}, 'cargo.grossWeightKg'],
  ['reefer plugs', { reeferPlugs: 0 }, { needsReeferPlug: true }, 'needs.needsReeferPlug'],
  ['places for dangerous goods', { dangerousGoodsPlaces: 0 }, { isDangerous: true }, 'needs.isDangerous'],
] as const)('a ship too full of one only: %s', async (_, left, wish, field) => {
  await leave(left);
  expect(await claim({ wish })).toEqual(['SAILING_FULL', field]);
  // With room for exactly one more it is claimed, and so the other three had room all along.
  const [name, value] = Object.entries(left)[0]!;
  await leave({ [name]: value + 1 });
  expect(await claim({ wish })).toBeUndefined();
});

test('who needs no plug is not kept from a ship without any', async () => {
  await leave({ reeferPlugs: 0, dangerousGoodsPlaces: 0 });
  expect(await claim()).toBeUndefined();
});

test('the cut-off for documents has passed', async () => {
  server.clock.set(new Date(Date.parse(sailing.documentCutoffAt) - 1));
  expect(await claim()).toBeUndefined();
  server.clock.set(new Date(sailing.documentCutoffAt));
  expect(await claim()).toEqual(['SAILING_CUTOFF_PASSED', 'claim.sailing.sailingId']);
});

test('a slot of the gate that ends after its cut-off, one that has begun, one of another port, and none', async () => {
  const { db } = server.parts;
  const late = await db.gateSlot.findFirstOrThrow({
    where: { portId: 'aktau-port', endsAt: { gt: new Date(sailing.gateCutoffAt) } },
    orderBy: { startsAt: 'asc' },
  });
  expect(await claim({ gateSlotId: late.id })).toEqual(['GATE_SLOT_AFTER_CUTOFF', 'claim.sailing.gateSlotId']);
  const kuryk = await db.gateSlot.findFirstOrThrow({ where: { portId: 'kuryk-port' } });
  expect(await claim({ gateSlotId: kuryk.id })).toEqual(['GATE_SLOT_NOT_FOUND', 'claim.sailing.gateSlotId']);
  expect(await claim({ gateSlotId: 2_000_000_000 })).toEqual(['GATE_SLOT_NOT_FOUND', 'claim.sailing.gateSlotId']);
  const first = await db.gateSlot.findFirstOrThrow({ where: { portId: 'aktau-port' }, orderBy: { startsAt: 'asc' } });
  server.clock.set(first.startsAt);
  expect(await claim({ gateSlotId: first.id })).toEqual(['SLOT_IN_PAST', 'claim.sailing.gateSlotId']);
});

test('a slot of the gate that is full', async () => {
  const [gate] = await gateSlotsBefore(server.parts.db, sailing.gateCutoffAt, 1);
  const left = gate!.places - gate!.taken;
  for (let index = 0; index < left; index++) expect(await claim({ gateSlotId: gate!.id })).toBeUndefined();
  expect(await claim({ gateSlotId: gate!.id })).toEqual(['GATE_SLOT_FULL', 'claim.sailing.gateSlotId']);
});

test('a sailing that is not there, is cancelled, or has left', async () => {
  expect(await claim({ sailingId: randomUUID() })).toEqual(['SAILING_NOT_FOUND', 'claim.sailing.sailingId']);
  await post(`/api/sailings/${sailing.id}/cancel`, 'planner', { reason: 'storm' });
  expect(await claim()).toEqual(['SAILING_NOT_BOOKABLE', 'claim.sailing.sailingId']);
});

async function post(path: string, who: keyof typeof tokens, body: unknown, key = randomUUID()) {
  return server.call('POST', path, { token: tokens[who], body, key });
}

/** A call that is refused and changes nothing. */
async function refused(path: string, who: keyof typeof tokens, body: unknown) {
  const before = await readSea(server.parts.db);
  const answer = await post(path, who, body);
  expect(await readSea(server.parts.db)).toBe(before);
  return [answer.status, answer.body.code, answer.body.data?.field ?? answer.body.field];
}

test('a sailing in the past, on a ship or a way that is not there', async () => {
  const body = { shipId: 'ropax-1', fromPortId: 'aktau-port', toPortId: 'amirabad-port' };
  const at = (plannedDepartureAt: string, changes = {}) =>
    refused('/api/sailings', 'planner', { ...body, plannedDepartureAt, ...changes });
  expect(await at('2026-06-15T05:59:59Z')).toEqual([422, 'SAILING_IN_PAST', 'plannedDepartureAt']);
  expect(await at('2026-06-20T00:00:00Z', { shipId: 'titanic' })).toEqual([404, 'SHIP_NOT_FOUND', 'shipId']);
  expect(await at('2026-06-20T00:00:00Z', { toPortId: 'kuryk-port' })).toEqual([404, 'SEA_WAY_NOT_FOUND', 'toPortId']);
});

test('a delay into the past, before the planned departure, of a ship that has left, of none', async () => {
  const path = `/api/sailings/${sailing.id}/delay`;
  const to = (expectedDepartureAt: string) => refused(path, 'planner', { expectedDepartureAt, reason: 'storm' });
  expect(await to('2026-06-15T05:00:00Z')).toEqual([422, 'SAILING_IN_PAST', 'expectedDepartureAt']);
  expect(await to('2026-06-17T05:00:00Z')).toEqual([400, 'INVALID_INPUT', 'expectedDepartureAt']);
  const none = `/api/sailings/${randomUUID()}/cancel`;
  expect(await refused(none, 'planner', { reason: 'storm' })).toEqual([404, 'SAILING_NOT_FOUND', 'sailingId']);
  server.clock.set(new Date(sailing.expectedDepartureAt)); // the job that says so has not run
  expect(await to('2026-06-18T05:00:00Z')).toEqual([409, 'SAILING_NOT_BOOKABLE', 'sailingId']);
  const water = { loadFactor: 0.5, reason: 'low water' };
  expect((await refused(`/api/sailings/${sailing.id}/load-factor`, 'planner', water))[1]).toBe('SAILING_NOT_BOOKABLE');
});

test('standby: after the cut-off, twice, with a vehicle that has a ship, with blocked goods, of another carrier', async () => {
  const path = `/api/sailings/${sailing.id}/standby`;
  const wish = seaWish(trucks++);
  const joined = await post(path, 'dispatcher', wish);
  expect([joined.status, joined.body]).toMatchObject([201, { state: 'waiting', place: 1 }]);
  expect(await refused(path, 'dispatcher', wish)).toEqual([409, 'VEHICLE_ALREADY_BOOKED', 'vehicle.plate']);

  const entry = `/api/standby/${joined.body.id}/leave`;
  expect(await refused(entry, 'dispatcher2', {})).toEqual([404, 'STANDBY_ENTRY_NOT_FOUND', 'entryId']);
  expect((await post(entry, 'dispatcher', {})).body).toMatchObject({ state: 'withdrawn', place: null });
  expect(await refused(entry, 'dispatcher', {})).toEqual([409, 'STANDBY_NOT_WAITING', 'entryId']);
  const others = await server.call('GET', '/api/standby', { token: tokens.dispatcher2 });
  expect(others.body.items).toEqual([]);

  const blocked = seaWish(trucks++);
  const answer = await post(path, 'dispatcher', { ...blocked, cargo: { ...blocked.cargo, hsCode: goods.blocked } });
  expect([answer.status, answer.body.code]).toEqual([422, 'CARGO_BLOCKED']);

  const number = trucks++;
  expect(await claim({ number })).toBeUndefined();
  expect(await refused(path, 'dispatcher', seaWish(number))).toEqual([409, 'VEHICLE_ALREADY_BOOKED', 'vehicle.plate']);

  server.clock.set(new Date(sailing.documentCutoffAt));
  expect(await refused(path, 'dispatcher', seaWish(trucks++))).toEqual([409, 'SAILING_CUTOFF_PASSED', 'sailingId']);
});
