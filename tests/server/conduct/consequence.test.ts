import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listSimulatedCarriers } from '../../../server/accounts/index.ts';
import { findFreeSlots } from '../../../server/corridors/index.ts';
import type { Database } from '../../../server/platform/database/client.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { findSlot, truck } from '../../support/trucks.ts';

let server: TestServer;
let db: Database;
let dispatcher: string;
let organisationId: string;
let trucks = 0;

beforeAll(async () => {
  server = await startTestServer({ simulatedCarriers: 2 });
  db = server.parts.db;
  dispatcher = await server.signIn('dispatcher');
  organisationId = (await server.call('GET', '/api/me', { token: dispatcher })).body.organisation.id;
});
afterAll(() => server.stop());

const hold = (slotId: number) =>
  server.call('POST', '/api/bookings', { token: dispatcher, body: { slotId, ...truck(++trucks) } });

/** So many points on the record, by bookings that were given up long before. */
async function addPoints(points: number, at = server.clock.now()) {
  const slot = await findSlot(db, { skip: 100 });
  const { body } = await hold(slot.id);
  await server.call('POST', `/api/bookings/${body.id}/cancel`, { token: dispatcher });
  await db.conductEntry.create({
    data: { id: randomUUID(), organisationId, bookingId: body.id, kind: 'no-show', at, points, state: 'counted' },
  });
}

const quotaOf = async (places: number, organisation = organisationId) => {
  const [row] = await db.$queryRaw<{ quota: number }[]>`
    SELECT carrier_quota_of(${places}::int, ${organisation}, ${server.clock.now()}) AS quota`;
  return row!.quota;
};

test('below the threshold nothing happens; from it on the share is halved, never below one truck, and only for this carrier', async () => {
  const slot = await findSlot(db, { skip: 5, totalPlaces: 4 });
  await addPoints(2.9);
  expect([await quotaOf(10), await quotaOf(60)]).toEqual([2, 6]);
  await addPoints(0.1);
  expect([await quotaOf(1), await quotaOf(10), await quotaOf(60)]).toEqual([1, 1, 3]);
  const [other] = await listSimulatedCarriers(db);
  expect(await quotaOf(60, other!.id)).toBe(6);
  const { body } = await server.call('GET', '/api/no-show-record', { token: dispatcher });
  expect(body).toMatchObject({ points: 3, threshold: 3, isReduced: true, carrierSlotShare: 0.05 });

  // The claim and the offers keep to the same number.
  expect((await hold(slot.id)).status).toBe(201);
  expect(await hold(slot.id)).toMatchObject({ status: 409, body: { code: 'CARRIER_QUOTA_REACHED', field: 'slotId' } });
  const free = await findFreeSlots(db, server.clock.now(), {
    ...{
      checkpointId: 'syrym',
      direction: 'out',
      channel: 'green',
      class: 'general',
      vehicleCountry: 'KZ',
      organisationId,
    },
    ...{ from: slot.startsAt, to: slot.endsAt, order: 'asc', limit: 3 },
  });
  expect(free).toEqual([]);
});

test('points decay below the threshold again; what is excused or waived does not count', async () => {
  const now = server.clock.now();
  server.clock.set(new Date(now.getTime() + 24 * 60 * 60_000));
  expect(await quotaOf(60)).toBe(6);
  server.clock.set(now);
  expect(await quotaOf(60)).toBe(3);
  const [entry] = await db.conductEntry.findMany({ where: { organisationId }, take: 1 });
  await db.conductEntry.update({ where: { id: entry!.id }, data: { state: 'excused', excuse: 'truck-came' } });
  expect(await quotaOf(60)).toBe(6);
  await db.conductEntry.update({ where: { id: entry!.id }, data: { state: 'counted', excuse: null } });
});

test('who books a hundred trucks has a threshold of five points', async () => {
  const { id: slotId } = await findSlot(db, { skip: 30 });
  await db.$executeRaw`
    WITH made AS (
      INSERT INTO application (id, organisation_id, made_by, made_at, source, checkpoint_id, direction, earliest_at, latest_at, class, channel,
        plate, vin, vehicle_country, hs_code, gross_weight_kg)
      SELECT gen_random_uuid(), ${organisationId}, 'test', ${server.clock.now()}, 'carrier', 'syrym', 'out', now(), now(), 'general', 'green',
        'B' || n, 'B' || n, 'KZ', '730890', 1 FROM generate_series(1, 100) AS n
      RETURNING id, plate
    )
    INSERT INTO booking (id, application_id, organisation_id, slot_id, state, class, channel, plate, vin, made_at, hold_expires_at, confirmed_at)
    SELECT gen_random_uuid(), id, ${organisationId}, ${slotId}::int, 'ended', 'general', 'green', plate, plate, ${server.clock.now()}, ${server.clock.now()},
      ${server.clock.now()} FROM made`;
  const { body } = await server.call('GET', '/api/no-show-record', { token: dispatcher });
  expect(body).toMatchObject({ points: 3, threshold: 5, isReduced: false, carrierSlotShare: 0.1 });
  expect(await quotaOf(60)).toBe(6);
});
