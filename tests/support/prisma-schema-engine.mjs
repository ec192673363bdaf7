#!/usr/bin/env node
// Stands in for Prisma's native `schema-engine`, which Prisma's command line would fetch from the internet at its first use: the same
// command line and JSON-RPC on standard input and output, but in front of @prisma/schema-engine-wasm, which npm has installed already.
// From the root of the project, with DATABASE_URL set (`migrate dev` wants more than this engine can do):
//   PRISMA_SCHEMA_ENGINE_BINARY="$PWD/tests/support/prisma-schema-engine.mjs" npx prisma migrate diff|deploy|status|resolve
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';

const wasmFolder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
const parameters = process.argv.slice(2);
const datasource = JSON.parse(listFlag('--datasource')[0] ?? '{}');

if (['--version', '-V'].includes(parameters[0])) printVersion();
else if (parameters.includes('cli')) await runCommand(parameters.at(-1));
else await serve();

/** Values of a flag that takes several and may be repeated: --flag a b --flag c */
function listFlag(name) {
  const values = [];
  for (let at = 0; at < parameters.length; at++) {
    if (parameters[at] !== name) continue;
    while (at + 1 < parameters.length && !parameters[at + 1].startsWith('--')) values.push(parameters[++at]);
  }
  return values;
}

function printVersion() {
  const { version } = JSON.parse(readFileSync(join(wasmFolder, 'package.json'), 'utf8'));
  process.stdout.write(`schema-engine-cli-wasm ${version}\n`);
}

/** Separate options, since a connection string would win over the `database` that replaces its own. */
function connectionOf(address) {
  const url = new URL(address);
  return {
    host: url.searchParams.get('host') ?? url.hostname,
    port: url.port ? Number(url.port) : 5432,
    user: decodeURIComponent(url.username) || undefined,
    password: decodeURIComponent(url.password) || undefined,
    database: decodeURIComponent(url.pathname.slice(1)),
  };
}

async function withClient(connection, run) {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

/** Runs a statement about the database of the datasource itself, from beside it. */
async function executeBeside(address, statementOf) {
  const connection = connectionOf(address);
  await withClient({ ...connection, database: 'postgres' }, (client) =>
    client.query(statementOf(pg.escapeIdentifier(connection.database))),
  );
  return connection.database;
}

/** `schema-engine cli --datasource {...} can-connect-to-database`: answers with a log line and its exit code. */
async function runCommand(command) {
  const commands = {
    'can-connect-to-database': () => withClient(connectionOf(datasource.url), () => {}),
    'create-database': () => executeBeside(datasource.url, (name) => `CREATE DATABASE ${name}`),
    'drop-database': () => executeBeside(datasource.url, (name) => `DROP DATABASE ${name} WITH (FORCE)`),
  };
  writeLog('INFO', 'schema-engine (wasm)'); // Prisma drops the first line
  try {
    if (!commands[command]) throw new Error(`unsupported command ${command}`);
    await commands[command]();
    writeLog('INFO', 'done');
  } catch (error) {
    const codes = { '3D000': 'P1003', ECONNREFUSED: 'P1001', ENOTFOUND: 'P1001', ETIMEDOUT: 'P1001' };
    writeLog('ERROR', error.message, { error_code: codes[error.code] ?? 'P1000', is_panic: false });
    process.exitCode = 1;
  }
}

function writeLog(level, message, fields = {}) {
  const line = { timestamp: new Date().toISOString(), level, fields: { message, ...fields }, target: 'schema_engine' };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

/** Makes the connections of the engine, and the empty database it tries migrations out in. */
function createConnectionFactory({ url = 'postgresql://localhost/postgres', shadowDatabaseUrl }) {
  // The default is never dialled: a diff of two files needs no database.
  const open = async (connection) => forMigrations(await new PrismaPg(connection).connect());
  return {
    provider: 'postgres',
    adapterName: new PrismaPg(connectionOf(url)).adapterName,
    connect: () => open(connectionOf(url)),
    async connectToShadowDb() {
      if (shadowDatabaseUrl) return open(connectionOf(shadowDatabaseUrl));
      const name = `prisma_migrate_shadow_db_${randomUUID()}`;
      await executeBeside(url, () => `CREATE DATABASE "${name}"`);
      const shadow = await open({ ...connectionOf(url), database: name });
      const dispose = shadow.dispose.bind(shadow);
      shadow.dispose = async () => {
        await dispose();
        await executeBeside(url, () => `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      };
      return shadow;
    },
  };
}

/** Adds two things that the adapter lacks because no application needs them: columns of type "char", and ';' inside $$ … $$. */
function forMigrations(connection) {
  const charOid = 18; // all over pg_catalog
  const textOid = 25;
  const characterColumn = 6; // ColumnTypeEnum.Character
  const { performIO, queryRaw } = connection;
  let oids = [];
  connection.performIO = async function (query) {
    const result = await performIO.call(this, query);
    oids = (result.fields ?? []).map((field) => field.dataTypeID);
    for (const field of result.fields ?? []) if (field.dataTypeID === charOid) field.dataTypeID = textOid;
    return result;
  };
  connection.queryRaw = async function (query) {
    const result = await queryRaw.call(this, query);
    oids.forEach((oid, index) => {
      if (oid === charOid) result.columnTypes[index] = characterColumn;
    });
    return result;
  };
  connection.executeScript = async function (script) {
    await this.client.query(script).catch((error) => this.onError(error));
  };
  return connection;
}

async function loadEngine() {
  const runtime = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const program = new WebAssembly.Module(readFileSync(join(wasmFolder, 'schema_engine_bg.wasm')));
  const { exports } = new WebAssembly.Instance(program, { './schema_engine_bg.js': runtime });
  runtime.__wbg_set_wasm(exports);
  exports.__wbindgen_start();

  const datamodels = listFlag('--datamodels').map((path) => [path, readFileSync(path, 'utf8')]);
  const adapter = bindMigrationAwareSqlAdapterFactory(createConnectionFactory(datasource));
  return runtime.SchemaEngine.new({ datamodels: datamodels.length > 0 ? datamodels : undefined }, () => {}, adapter);
}

/** JSON-RPC, one message a line, until the input ends. */
async function serve() {
  let engine;
  const methods = {
    createDatabase: async () => ({
      databaseName: await executeBeside(datasource.url, (name) => `CREATE DATABASE ${name}`),
    }),
    getDatabaseVersion: (params) => engine.version(params),
    diff: async (params) => {
      const { stdout, exitCode } = await engine.diff(params);
      if (stdout != null) send({ id: randomUUID(), method: 'print', params: { content: stdout.replace(/\n$/, '') } });
      return { exitCode };
    },
  };
  const answer = async ({ id, method, params }) => {
    try {
      if (method !== 'createDatabase') engine ??= await loadEngine();
      const result = methods[method] ? await methods[method](params) : await engine[method](params);
      send({ id, result: result ?? {} });
    } catch (error) {
      const is_panic = error instanceof WebAssembly.RuntimeError;
      const data = { is_panic, message: error.message, error_code: error.code, meta: error.meta };
      send({ id, error: { code: 4466, message: 'An error happened. Check the data field for details.', data } });
    }
  };
  for await (const line of createInterface(process.stdin)) {
    const message = line.trim() === '' ? {} : JSON.parse(line);
    if (message.method) await answer(message); // what has none is Prisma's reply to our own "print"
  }
  process.exit(0); // the engine may leave connections open
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}
