import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { killAll, startProcess } from '../../support/start-process.ts';

let database: TestDatabase;
let other: Server;

beforeAll(async () => {
  database = await createTestDatabase();
  other = createServer().listen(0);
  await once(other, 'listening');
});
afterAll(async () => {
  await killAll();
  other.close();
  await database.drop();
});

const takenPort = () => String((other.address() as AddressInfo).port);

test.each<[string, () => Record<string, string>, RegExp]>([
  ['PORT is no number', () => ({ PORT: 'http' }), /PORT is "http", but must be a port from 0/],
  ['PORT is no port', () => ({ PORT: '70000' }), /PORT is "70000"/],
  ['PORT is in use', () => ({ PORT: takenPort(), DATABASE_URL: database.url }), /PORT \d+ is in use/],
  ['ROLE is none', () => ({ ROLE: 'boss' }), /ROLE is "boss", but must be one of web, worker, both/],
  ['DATA_DIR is a file', () => ({ DATA_DIR: `${import.meta.filename}/data` }), /DATA_DIR to another folder/],
  ['DATABASE_URL is of another database', () => ({ DATABASE_URL: 'mysql://me:secret@db/otkel' }), /DATABASE_URL/],
  [
    'DATABASE_URL leads nowhere',
    () => ({ DATABASE_URL: 'postgresql://me:secret@127.0.0.1:1/otkel' }),
    /127\.0\.0\.1:1 cannot be used/,
  ],
])('where %s, it stops with one clear line and code 1', async (_what, environment, reason) => {
  const otkel = startProcess('main.ts', environment());
  expect(await otkel.exited).toBe(1);
  expect(otkel.errors).toEqual([expect.stringMatching(/^Otkel did not start: \S/)]);
  expect(otkel.errors[0]).toMatch(reason);
  expect(otkel.errors[0]).not.toContain('secret');
});
