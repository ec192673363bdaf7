import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase, openPool } from '../../../server/platform/database/client.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  const client = new Client(database.url);
  await client.connect();
  // As a server is that was set up in Kazakhstan.
  await client.query(`ALTER DATABASE ${client.database} SET timezone TO 'Asia/Almaty'`);
  await client.end();
  db = openDatabase(database.url);
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

test('an instant is the same one on both sides, whatever clock the database was given', async () => {
  const instant = new Date('2026-06-15T06:00:00.123Z');
  const asked =
    await db.$queryRaw`SELECT ${instant}::timestamptz AS back, extract(epoch FROM ${instant}::timestamptz)::float8 AS seconds`;
  expect(asked).toEqual([{ back: instant, seconds: instant.getTime() / 1000 }]);
  const written = { id: 'zone', name: 'Zone', slug: 'zone', kind: 'carrier', createdAt: instant };
  await db.organization.create({ data: written });
  expect((await db.organization.findUniqueOrThrow({ where: { id: 'zone' } })).createdAt).toEqual(instant);

  const pool = openPool(database.url, 1);
  const { rows } = await pool.query(
    `SELECT created_at, current_setting('TimeZone') AS zone FROM organisation WHERE id = 'zone'`,
  );
  expect(rows).toEqual([{ created_at: instant, zone: 'UTC' }]);
  await pool.end();
});
