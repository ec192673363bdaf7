import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, DatabaseError } from 'pg';

export interface MigrateOptions {
  url: string;
  /** Prisma's folder of migrations: `<timestamp>_<name>/migration.sql`. */
  directory: string;
  log?: { info(message: string): void; warn(message: string): void };
}

interface Migration {
  name: string;
  sql: string;
}

/** The lock that Prisma's own engine takes, so that neither runs beside the other. */
const PRISMA_LOCK = 72_707_369;

/** Prisma's table, column for column. */
const CREATE_TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

/**
 * Applies the migrations that the database does not have yet, in the order of their names, keeping Prisma's own records so
 * that `prisma migrate deploy` and this can take turns. Processes that start together wait for each other.
 *
 * PostgreSQL runs each file as one transaction, the record of it included: a file that fails, or a process that is killed,
 * leaves nothing behind, and the next start tries again. Only a file with a COMMIT of its own can stop half-way; its record
 * then stays unfinished, as Prisma's would, and every start refuses until a person has looked. What refuses a transaction
 * (CREATE INDEX CONCURRENTLY) is therefore left to `prisma migrate deploy`, alone in its file.
 * @returns the names of the migrations applied now
 * @throws Error with one line for the person who started Otkel
 */
export async function applyMigrations({ url, directory, log }: MigrateOptions): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(directory);
  const client = new Client(url);
  client.on('error', () => {}); // the query under way rejects with the same
  await client.connect().catch((error: NodeJS.ErrnoException) => {
    // Several addresses of one name give an error without a message.
    throw new Error(`The database at ${client.host}:${client.port} cannot be used: ${error.message || error.code}`);
  });
  try {
    const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS "isFree"', [PRISMA_LOCK]);
    if (!rows[0].isFree) {
      log?.info('Waiting for another process that migrates this database');
      await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
    }
    await client.query(CREATE_TABLE);
    const pending = await findPending(client, migrations, log);
    for (const migration of pending) {
      await applyMigration(client, migration);
      log?.info(`Applied migration ${migration.name}`);
    }
    return { applied: pending.map(({ name }) => name) };
  } finally {
    await client.end();
  }
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => ({ name, sql: await readFile(join(directory, name, 'migration.sql'), 'utf8') })),
  );
}

async function findPending(client: Client, migrations: Migration[], log: MigrateOptions['log']): Promise<Migration[]> {
  const { rows } = await client.query<{ name: string; checksum: string; logs: string | null; isFinished: boolean }>(
    `SELECT migration_name AS name, checksum, logs, finished_at IS NOT NULL AS "isFinished"
       FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  const failed = rows.find((row) => !row.isFinished);
  if (failed)
    throw new Error(
      `Migration ${failed.name} stopped half-way earlier${failed.logs ? ` (${failed.logs})` : ''}. Undo by hand what it ` +
        `committed, then run "npx prisma migrate resolve --rolled-back ${failed.name}" or set rolled_back_at in its row ` +
        'of _prisma_migrations.',
    );

  const recorded = new Map(rows.map((row) => [row.name, row.checksum]));
  const changed = migrations.find(({ name, sql }) => recorded.has(name) && !matches(sql, recorded.get(name)!));
  if (changed)
    throw new Error(
      `Migration ${changed.name} was changed after it had been applied to this database. Restore the file, and put the change in a new migration.`,
    );

  const known = new Set(migrations.map(({ name }) => name));
  for (const { name } of rows)
    if (!known.has(name)) log?.warn(`The database has migration ${name} of another version of Otkel`);
  return migrations.filter(({ name }) => !recorded.has(name));
}

async function applyMigration(client: Client, { name, sql }: Migration): Promise<void> {
  const id = randomUUID();
  const [checksum, nameLiteral] = [checksumOf(sql), client.escapeLiteral(name)];
  const record = `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('${id}', '${checksum}', ${nameLiteral});\n`;
  const finish = `\n;UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = '${id}'`;
  try {
    // Statements sent together are one transaction. The record comes first, so that whatever a COMMIT inside the file makes
    // permanent is never without it.
    await client.query(record + sql + finish);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    await client.query('ROLLBACK'); // a file's own BEGIN leaves the session in a failed transaction
    const offset = Number(error.position) - record.length;
    const line = offset > 0 ? ` at line ${sql.slice(0, offset).split('\n').length}` : '';
    const reason = `${error.message}${line}`;
    const { rowCount } = await client.query('UPDATE _prisma_migrations SET logs = $1 WHERE id = $2', [reason, id]);
    throw new Error(
      `Migration ${name} failed: ${reason}. ${rowCount ? 'What it committed stays.' : 'Nothing was changed.'}`,
    );
  }
}

function checksumOf(sql: string): string {
  return createHash('sha256').update(sql).digest('hex');
}

/** As in Prisma, line endings do not count: Git changes them on Windows. */
function matches(sql: string, checksum: string): boolean {
  const unix = sql.replaceAll('\r\n', '\n');
  return [sql, unix, unix.replaceAll('\n', '\r\n')].some((text) => checksumOf(text) === checksum);
}
