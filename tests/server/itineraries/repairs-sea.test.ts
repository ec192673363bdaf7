import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { tendSailings } from '../../../server/sailings/index.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { testStart } from '../../support/test-clock.ts';
import { truck } from '../../support/trucks.ts';
import { announce, listWrongSailings } from '../sailings/world.ts';
import { hours, openRepairWorld } from './repair-world.ts';

let server: TestServer;
let world: Awaited<ReturnType<typeof openRepairWorld>>;
let number = 0;

beforeAll(async () => {
  server = await startTestServer();
  world = await openRepairWorld(server);
});
afterAll(() => server.stop());
beforeEach(() => {
  number++;
  server.clock.set(testStart);
});
afterEach(async () => {
  expect(await listWrongSailings(server.parts.db)).toEqual([]);
  await world.endAll();
});

test('a sailing that is cancelled: the next one with room, accepted or not; a delay alone asks nobody', async () => {
  const { db } = server.parts;
  const planner = await server.signIn('planner');
  const departures = ['2026-06-19T06:00:00Z', '2026-06-20T06:00:00Z', '2026-06-21T06:00:00Z'];
  for (const plannedDepartureAt of departures) await announce(db, server.clock.now(), { plannedDepartureAt });
  const way = await world.book(number, 'kostanay-amirabad');
  const old = way.sailingClaim!;
  expect(old.state).toBe('confirmed');
  const plan = (what: string, body: unknown) =>
    server.call('POST', `/api/sailings/${old.sailing.id}/${what}`, { token: planner, body });
  const later = hours(old.sailing.plannedDepartureAt, 5).toISOString();
  expect((await plan('delay', { expectedDepartureAt: later, reason: 'storm' })).status).toBe(200);
  expect(await world.repair()).toEqual({ asked: 0, impossible: 0 });
  expect((await world.get(way.id)).legs.find(({ kind }) => kind === 'sailing')).toMatchObject({
    sailing: { expectedDepartureAt: later },
  });

  expect((await plan('cancel', { reason: 'the storm stays' })).status).toBe(200);
  expect(await world.repair()).toEqual({ asked: 1, impossible: 0 });
  const asked = await world.get(way.id);
  expect(asked.repair).toMatchObject({ cause: 'sailing-cancelled', reason: 'the storm stays' });
  expect(asked.sailingClaim!.id).toBe(old.id);
  const accepted = await world.post(`/api/itineraries/${way.id}/repair/accept`);
  expect(accepted).toMatchObject({ status: 200, body: { state: 'confirmed', sailingClaim: { state: 'confirmed' } } });
  expect(accepted.body.sailingClaim.sailing.id).not.toBe(old.sailing.id);
  // It has not left: it leaves a day later, too, rather than wait in the port for the day.
  const { departAt, legs } = accepted.body;
  expect(legs[0].startsAt).toBe(departAt);
  expect(Date.parse(departAt) - Date.parse(way.departAt)).toBeGreaterThan(12 * 3_600_000);
  expect(await db.sailingClaim.findUnique({ where: { id: old.id } })).toMatchObject({ state: 'cancelled' });
  expect(await world.repair()).toEqual({ asked: 0, impossible: 0 });
}, 60_000);

test('a truck that was called from the standby list, and whose sailing is cancelled, is rebooked as others are', async () => {
  const { db } = server.parts;
  const planner = await server.signIn('planner');
  const sailing = await announce(db, server.clock.now(), { plannedDepartureAt: '2026-06-24T06:00:00Z' });
  await announce(db, server.clock.now(), { plannedDepartureAt: '2026-06-25T06:00:00Z' });
  const { vehicle, cargo } = truck(number);
  const joined = await world.post(`/api/sailings/${sailing.id}/standby`, { vehicle, cargo, needs: {} });
  expect(joined.status).toBe(201);
  await tendSailings(db, server.clock.now());
  const [entry] = (await server.call('GET', '/api/standby', { token: world.token })).body.items;
  expect(entry).toMatchObject({ id: joined.body.id, state: 'called' });
  expect((await world.post(`/api/itineraries/${entry.itineraryId}/confirm`)).body.state).toBe('confirmed');
  await server.call('POST', `/api/sailings/${sailing.id}/cancel`, { token: planner, body: { reason: 'no crew' } });
  expect(await world.repair()).toEqual({ asked: 1, impossible: 0 });
  const accepted = await world.post(`/api/itineraries/${entry.itineraryId}/repair/accept`);
  expect(accepted.body).toMatchObject({
    state: 'confirmed',
    repair: { cause: 'sailing-cancelled', reason: 'no crew' },
  });
  expect(accepted.body.sailingClaim).toMatchObject({
    state: 'confirmed',
    sailing: { state: 'planned', toPortId: sailing.toPortId },
  });
  expect(accepted.body.sailingClaim.sailing.id).not.toBe(sailing.id);
}, 60_000);
