import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { applyMigrations } from '../../../server/platform/database/migrate.ts';
import { createEmptyDatabase } from '../../support/database.ts';

let directory: string;
let client: Client;
let migrate: () => Promise<{ applied: string[] }>;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otkel-migrations-'));
  const database = await createEmptyDatabase();
  client = new Client(database.url);
  await client.connect();
  migrate = () => applyMigrations({ url: database.url, directory });
  onTestFinished(async () => {
    await client.end();
    await database.drop();
    await rm(directory, { recursive: true });
  });
  await writeMigration('20260101000000_trucks', 'CREATE TABLE trucks (plate text);');
});

async function writeMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(directory, name), { recursive: true });
  await writeFile(join(directory, name, 'migration.sql'), sql);
}

async function column(statement: string): Promise<unknown[]> {
  return (await client.query({ text: statement, rowMode: 'array' })).rows.flat();
}

const names = () => column('SELECT migration_name FROM _prisma_migrations ORDER BY started_at');

describe('applyMigrations', () => {
  it('applies in the order of names, each once', async () => {
    await writeMigration('20260103000000_fill', "INSERT INTO trucks VALUES ('123ABC02') -- no semicolon at the end");
    await writeMigration('20260102000000_rename', 'ALTER TABLE trucks RENAME plate TO "plateNumber";');
    await writeFile(join(directory, 'migration_lock.toml'), 'provider = "postgresql"\n');

    const { applied } = await migrate();
    expect(applied).toEqual(['20260101000000_trucks', '20260102000000_rename', '20260103000000_fill']);
    expect(await names()).toEqual(applied);
    expect(await migrate()).toEqual({ applied: [] });
    expect(await column('SELECT "plateNumber" FROM trucks')).toEqual(['123ABC02']);
  });

  it('takes functions whose bodies have semicolons', async () => {
    const sql =
      'CREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END $$;\nSELECT two();\n';
    await writeMigration('20260102000000_function', sql);
    await migrate();
    expect(await column('SELECT two()')).toEqual([2]);
  });

  it("records what Prisma's engine would record", async () => {
    await migrate();
    const { rows } = await client.query('SELECT * FROM _prisma_migrations');
    expect(rows).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        // sha256sum of "CREATE TABLE trucks (plate text);"
        checksum: '7baddf589f89d69974b94775888add9119e9948319b1aeb0156519a5bc48330f',
        migration_name: '20260101000000_trucks',
        started_at: expect.any(Date),
        finished_at: expect.any(Date),
        rolled_back_at: null,
        logs: null,
        applied_steps_count: 1,
      },
    ]);
  });

  it('refuses a file that was changed after it had been applied, but not other line endings', async () => {
    await writeMigration('20260102000000_two_lines', 'SELECT 1;\nSELECT 2;\n');
    await migrate();
    await writeMigration('20260102000000_two_lines', 'SELECT 1;\r\nSELECT 2;\r\n');
    expect(await migrate()).toEqual({ applied: [] });
    await writeMigration('20260102000000_two_lines', 'SELECT 1;\nSELECT 3;\n');
    await writeMigration('20260103000000_more', 'CREATE TABLE more ();');
    await expect(migrate()).rejects.toThrow('Migration 20260102000000_two_lines was changed');
    expect(await column("SELECT to_regclass('more')")).toEqual([null]);
  });

  it('lets processes that start together apply each migration once', async () => {
    await writeMigration('20260102000000_fill', "INSERT INTO trucks VALUES ('123ABC02');");
    const results = await Promise.all([migrate(), migrate(), migrate()]);
    expect(results.map(({ applied }) => applied.length).sort()).toEqual([0, 0, 2]);
    expect(await column('SELECT count(*)::int FROM trucks')).toEqual([1]);
  });

  it('leaves nothing of a migration that fails, and applies it once it is mended', async () => {
    await writeMigration('20260102000000_wrong', "INSERT INTO trucks VALUES ('123ABC02');\n\nSELECT wrong;\n");
    await expect(migrate()).rejects.toThrow(
      'Migration 20260102000000_wrong failed: column "wrong" does not exist at line 3. Nothing was changed.',
    );
    expect(await names()).toEqual(['20260101000000_trucks']);
    expect(await column('SELECT * FROM trucks')).toEqual([]);

    await writeMigration('20260102000000_wrong', "INSERT INTO trucks VALUES ('123ABC02');\n");
    expect(await migrate()).toEqual({ applied: ['20260102000000_wrong'] });
    expect(await column('SELECT * FROM trucks')).toEqual(['123ABC02']);
  });

  it('rolls back a failed migration that opened a transaction itself', async () => {
    await writeMigration('20260102000000_own', 'BEGIN; CREATE TABLE half (); SELECT wrong; COMMIT;');
    await expect(migrate()).rejects.toThrow('Nothing was changed');
    expect(await column("SELECT to_regclass('half')")).toEqual([null]);
  });

  it('refuses to go on after a migration that committed a part, until that is marked as rolled back', async () => {
    const name = '20260102000000_half';
    await writeMigration(name, 'CREATE TABLE half (); COMMIT; SELECT wrong;');
    await expect(migrate()).rejects.toThrow('What it committed stays');
    await expect(migrate()).rejects.toThrow(
      /^Migration 20260102000000_half stopped half-way earlier \(column "wrong" does not exist at line 1\)\..*--rolled-back/,
    );

    await client.query('DROP TABLE half');
    await client.query('UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = $1', [name]);
    await writeMigration(name, 'CREATE TABLE half ();');
    expect(await migrate()).toEqual({ applied: [name] });
  });

  it('says in one line when the database cannot be reached', async () => {
    const unreachable = applyMigrations({ url: 'postgresql://otkel:secret@127.0.0.1:1/otkel', directory });
    await expect(unreachable).rejects.toThrow(/^The database at 127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED.*$/);
  });
});
