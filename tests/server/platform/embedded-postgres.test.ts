import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../server/platform/database/embedded-postgres.ts';
import { makeDataDir, removeDataDir } from '../../support/data-dir.ts';
import { startPostgresKeeper } from '../../support/start-keeper.ts';

const log = { info: vi.fn<(message: string) => void>(), warn: vi.fn<(message: string) => void>() };
const isRoot = process.getuid?.() === 0;

let used: string; // a data folder that has its files: creating them takes a second of two cores
let fresh: string;
let started: EmbeddedPostgres[];

beforeAll(async () => {
  used = await makeDataDir();
  await (await startEmbeddedPostgres({ dataDir: used, log, durable: false })).stop();
});
beforeEach(async () => {
  vi.clearAllMocks();
  started = [];
  fresh = await makeDataDir();
});
afterEach(async () => {
  for (const postgres of started) await postgres.stop();
  await removeDataDir(fresh);
});
afterAll(async () => {
  // Joining and leaving stops what a failed test may have left behind.
  await (await startEmbeddedPostgres({ dataDir: used, log, durable: false })).stop();
  await removeDataDir(used);
});

/** Starts a server that is stopped when the test is over, also when it fails. */
async function start(dataDir: string, durable = false): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, log, durable });
  started.push(postgres);
  return postgres;
}

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query({ text: statement, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

describe('startEmbeddedPostgres', () => {
  it('keeps the data from one start to the next', async () => {
    const first = await start(used);
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS trucks');
    await first.stop();
    await expect(query(first.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');

    const second = await start(used);
    expect(await query(second.url, 'SELECT trucks FROM kept')).toEqual([7]);
  });

  it('serves only 127.0.0.1, needs the password, and is durable unless told otherwise', async () => {
    const { url } = await start(used, true);
    const settings = ['listen_addresses', 'fsync', 'synchronous_commit', 'full_page_writes', 'TimeZone'];
    const shown = await query(url, `SELECT ${settings.map((name) => `current_setting('${name}')`).join()}`);
    expect(shown).toEqual(['127.0.0.1', 'on', 'on', 'on', 'UTC']);
    await expect(query(url.replace(/:[^:]*@/, ':wrong@'), 'SELECT 1')).rejects.toThrow('password');
    expect(log.info).toHaveBeenCalledWith(expect.stringMatching(/^PostgreSQL started on 127\.0\.0\.1:\d+/));
    expect(JSON.stringify(log.info.mock.calls)).not.toContain(new URL(url).password);
  });

  it('finds the server again after its Otkel was killed', async () => {
    const killed = await startPostgresKeeper(used);
    await query(killed.url, 'CREATE TABLE outlived AS SELECT 7 AS trucks');
    const [serverStart] = await query(killed.url, 'SELECT pg_postmaster_start_time()');
    killed.process.kill('SIGKILL');
    await once(killed.process, 'exit');

    const next = await start(used);
    expect(next.url).toBe(killed.url);
    expect(await query(next.url, 'SELECT trucks FROM outlived')).toEqual([7]);
    expect(await query(next.url, 'SELECT pg_postmaster_start_time()')).toEqual([serverStart]);
    await next.stop();
    await expect(query(next.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  });

  it('recovers after the server itself was killed', async () => {
    const first = await start(used, true);
    await query(first.url, 'CREATE TABLE recovered AS SELECT 7 AS trucks');
    const [pid] = await query(first.url, "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int");
    process.kill(pid as number, 'SIGKILL');

    const next = await start(used);
    expect(await query(next.url, 'SELECT trucks FROM recovered')).toEqual([7]);
    await first.stop(); // finds the new server, and that another uses it
    expect(await query(next.url, 'SELECT trucks FROM recovered')).toEqual([7]);
  });

  it('does not mistake another process that has the old number for its server', async () => {
    await writeFile(join(used, 'postgres', 'postmaster.pid'), `${process.pid}\n${used}/postgres\n1700000000\n1\n`);
    expect(await query((await start(used)).url, 'SELECT 1')).toEqual([1]);
  });

  it('lets several share a data folder from the first moment: the last one to leave stops the server', async () => {
    await mkdir(join(fresh, 'postgres.building-1', 'base'), { recursive: true }); // left by a killed start
    const [first, second] = await Promise.all([start(fresh), start(fresh)]);
    expect(second.url).toBe(first.url);
    expect((await readdir(fresh)).sort()).toEqual(['postgres', 'postgres.log']);
    await first.stop();
    await first.stop();
    expect(await query(second.url, 'SELECT 1')).toEqual([1]);
    const third = await start(fresh);
    await second.stop();
    expect(await query(third.url, 'SELECT 1')).toEqual([1]);
    await third.stop();
    await expect(query(third.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  });

  it('runs two data folders side by side', async () => {
    const [first, second] = await Promise.all([start(used), start(join(fresh, 'made too'))]);
    await query(first.url, 'CREATE TABLE only_here ()');
    expect(await query(second.url, "SELECT to_regclass('only_here')")).toEqual([null]);
  });

  it.runIf(isRoot)('as root, puts the files where the postgres user can reach them', async () => {
    await chmod(fresh, 0o700);
    const first = await start(fresh);
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS trucks');
    await first.stop();
    expect(await readlink(join(fresh, 'postgres'))).toMatch(/^\/var\/lib\/otkel\//);
    expect(await query((await start(fresh)).url, 'SELECT trucks FROM kept')).toEqual([7]);
  });

  it('says in one line when the data folder cannot be made', async () => {
    await writeFile(join(fresh, 'file'), '');
    await expect(start(join(fresh, 'file', 'data'))).rejects.toThrow(/^The data folder .*ENOTDIR.*Set DATA_DIR .*$/);
  });

  it('says in one line why the server refuses the files', async () => {
    const versionFile = join(used, 'postgres', 'PG_VERSION');
    const version = await readFile(versionFile);
    await writeFile(versionFile, '15\n');
    await expect(start(used)).rejects.toThrow(/^PostgreSQL does not start on .*incompatible with server$/);
    await writeFile(versionFile, version);
  });
});
