import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import type {} from './global-setup.ts'; // the type of what it provides

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** Makes a database of its own for a test file: a copy of the migrated and seeded template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase(databaseName(inject('templateUrl')));
}

/** Makes a database without any table. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return createDatabase('template0');
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  // Copies files instead of writing each page to the log: 35 ms instead of 75 for 21 MB, where nothing is synced to disk.
  await execute(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  return { url: urlOf(name), drop: () => drop(name) };
}

/**
 * Without force PostgreSQL waits up to five seconds for connections that are just closing: one that was cut off then told its pool of it, when nobody
 * listened any more, and the run failed with all tests green. Those of killed processes are cut off.
 */
async function drop(name: string): Promise<void> {
  await execute(`DROP DATABASE IF EXISTS ${name}`).catch(() => execute(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
}

async function execute(statement: string): Promise<void> {
  // Not the template itself: nobody may be connected to it while it is copied.
  const client = new Client(urlOf('postgres'));
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function databaseName(url: string): string {
  return new URL(url).pathname.slice(1);
}

function urlOf(database: string): string {
  return Object.assign(new URL(inject('templateUrl')), { pathname: `/${database}` }).href;
}
