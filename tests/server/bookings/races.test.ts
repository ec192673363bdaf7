import { randomUUID } from 'node:crypto';
import { Client, type QueryResult } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { listSimulatedCarriers } from '../../../server/accounts/index.ts';
import { holdSlot, releaseExpiredHolds } from '../../../server/bookings/index.ts';
import { writeIntent } from '../../../server/platform/database/once-per-key.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { findSlot, listWrongSlots, truck } from '../../support/trucks.ts';

let server: TestServer;
let carriers: { id: string }[];

beforeAll(async () => {
  server = await startTestServer({ simulatedCarriers: 20 });
  carriers = await listSimulatedCarriers(server.parts.db);
});
afterAll(() => server.stop());
afterEach(async () => expect(await listWrongSlots(server.parts.db)).toEqual([]));

function hold(carrier: number, number: number, slotId: number) {
  const { db, feed } = server.parts;
  const organisationId = carriers[carrier]!.id;
  const input = { slotId, ...truck(number) } as Parameters<typeof holdSlot>[5];
  const claimant = { organisationId, madeBy: 'test', source: 'carrier' as const };
  return holdSlot(db, feed, server.clock.now(), claimant, writeIntent(organisationId, randomUUID(), input), input);
}

/** Until a statement of another connection waits for a lock. */
function waitingForLock(client: Client): Promise<QueryResult> {
  return vi.waitFor(async () => {
    const waiting = await client.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    expect(waiting.rowCount).toBeGreaterThan(0);
    return waiting;
  });
}

test('expired holds are released while a claim has one of their slots and wants the vehicle of another', async () => {
  const { db, feed } = server.parts;
  const [first, second] = [await findSlot(db, { skip: 1 }), await findSlot(db, { skip: 2 })];
  await hold(0, 1, first.id);
  await hold(0, 2, second.id);
  server.clock.advanceMinutes(10);

  const client = new Client(server.databaseUrl);
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT FROM slot WHERE id = $1 FOR UPDATE', [second.id]);
    const released = releaseExpiredHolds(db, feed, server.clock.now());
    await waitingForLock(client);
    const { vehicle } = truck(1);
    const claim = client.query(
      `SELECT * FROM hold_slot(gen_random_uuid(), gen_random_uuid(), $1, 'a new key', 'hash', $1, 'test', 'carrier', $2, NULL, NULL,
        'general', $3, $4, 'KZ', NULL, '730890', NULL, 1000, $5::timestamptz, $5::timestamptz + interval '10 minutes',
        '{"isReExport": false, "documents": []}', jsonb_build_object(
          'versions', lists_in_force($5), 'channel', 'green', 'rules', '[]'::jsonb, 'fingerprint', 'f'))`,
      [carriers[1]!.id, second.id, vehicle.plate, vehicle.vin, server.clock.now()],
    );
    // Not 40P01, the deadlock that the database ends by killing one of the two.
    await expect(claim).rejects.toMatchObject({ code: '23505', constraint: 'booking_active_plate' });
    await client.query('ROLLBACK');
    expect((await released).map(({ id }) => id).sort()).toEqual([first.id, second.id].sort());
  } finally {
    await client.end();
  }
});

test('claims at once on a slot full of expired holds all find the places free, whoever releases them', async () => {
  const { db } = server.parts;
  const { id } = await findSlot(db, { skip: 4 });
  await db.slot.update({ where: { id }, data: { totalPlaces: 8, inspectedPlaces: 8, examinedPlaces: 8 } });
  await Promise.all(Array.from({ length: 8 }, (_, index) => hold(index, 10 + index, id)));
  server.clock.advanceMinutes(10);
  const claims = Array.from({ length: 16 }, (_, index) => hold(index, 30 + index, id));
  const settled = await Promise.allSettled(claims);
  expect(settled.filter((claim) => claim.status === 'fulfilled')).toHaveLength(8);
});
