import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { listSimulatedCarriers } from '../../../server/accounts/index.ts';
import type { Slot } from '../../../server/platform/database/generated/client.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { findSlot, listWrongSlots } from '../../support/trucks.ts';
import { countAll, holdWay, planOver } from './planned-ways.ts';

let server: TestServer;
let organisationId: string;
let first: Slot;
let second: Slot;
let admin: Client;

beforeAll(async () => {
  server = await startTestServer({ simulatedCarriers: 2 });
  organisationId = (await listSimulatedCarriers(server.parts.db))[0]!.id;
  const { db } = server.parts;
  // As many places that the share of one carrier is enough for all of these tests.
  const data = { totalPlaces: 100, inspectedPlaces: 100, examinedPlaces: 100 };
  const { id: firstId } = await findSlot(db, { checkpointId: 'korday', direction: 'in', skip: 5 });
  const { id: secondId } = await findSlot(db, { checkpointId: 'syrym', direction: 'out', skip: 60 });
  first = await db.slot.update({ where: { id: firstId }, data });
  second = await db.slot.update({ where: { id: secondId }, data });
  admin = new Client(server.databaseUrl);
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await server.stop();
});
afterEach(async () => expect(await listWrongSlots(server.parts.db)).toEqual([]));

const hold = (number: number, key: string) =>
  holdWay(server, { organisationId, number, planned: planOver([first, second]), key });

test.for([
  ['the second application', 'application', 'NEW.checkpoint_id = $$syrym$$'],
  ['the second booking', 'booking', 'NEW.leg = 3'],
  ['the place of the second slot', 'slot', `NEW.checkpoint_id = $$syrym$$`],
] as const)('a fault at %s leaves nothing of the first leg, and the same key completes it', async ([, table, when]) => {
  const key = randomUUID();
  const number = { application: 1, booking: 2, slot: 3 }[table];
  const before = await countAll(server);
  await admin.query(`
    CREATE FUNCTION break_leg() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION $$the disk is on fire$$; END';
    CREATE TRIGGER breaks BEFORE ${table === 'slot' ? 'UPDATE' : 'INSERT'} ON ${table} FOR EACH ROW WHEN (${when.replaceAll('$$', "'")}) EXECUTE FUNCTION break_leg()`);
  try {
    await expect(hold(number, key)).rejects.toThrow(/the disk is on fire/);
    expect(await countAll(server)).toEqual(before);
  } finally {
    await admin.query(`DROP TRIGGER breaks ON ${table}; DROP FUNCTION break_leg()`);
  }
  const id = await hold(number, key);
  expect(await hold(number, key)).toBe(id);
  expect(await server.parts.db.booking.count({ where: { itineraryId: id, state: 'held' } })).toBe(2);
});

test('a connection that is cut off between the legs leaves nothing, and the same key completes it', async () => {
  const key = randomUUID();
  const before = await countAll(server);
  // The second leg waits for a lock of somebody else, with the first one written.
  await admin.query(`
    CREATE FUNCTION wait_between() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NEW; END';
    CREATE TRIGGER waits BEFORE INSERT ON booking FOR EACH ROW WHEN (NEW.leg = 3) EXECUTE FUNCTION wait_between()`);
  await admin.query('SELECT pg_advisory_lock(4711)');
  const attempt = hold(10, key).then(
    () => 'held',
    () => 'cut off',
  );
  await vi.waitFor(async () => {
    const { rows } = await admin.query(
      `SELECT pg_terminate_backend(pid) AS done FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted`,
    );
    expect(rows).toEqual([{ done: true }]);
  });
  expect(await attempt).toBe('cut off');
  await admin.query('SELECT pg_advisory_unlock(4711)');
  await admin.query('DROP TRIGGER waits ON booking; DROP FUNCTION wait_between()');
  await vi.waitFor(async () => expect(await countAll(server)).toEqual(before));
  const id = await hold(10, key);
  expect(await server.parts.db.booking.count({ where: { itineraryId: id, state: 'held' } })).toBe(2);
});
