import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoAccounts, demoPassword } from '../../../server/accounts/index.ts';
import { startEmbeddedPostgres } from '../../../server/platform/database/embedded-postgres.ts';
import type { QueueStatus } from '../../../shared/contract/queues.ts';
import { makeDataDir, removeDataDir } from '../../support/data-dir.ts';
import { callApi } from '../../support/server.ts';
import { killAll, startProcess } from '../../support/start-process.ts';

let dataDir: string;

beforeAll(async () => {
  dataDir = await makeDataDir();
});
afterAll(async () => {
  await killAll();
  // Killed processes leave their PostgreSQL running; the last to leave stops it.
  const postgres = await startEmbeddedPostgres({ dataDir, log: { info: () => {}, warn: () => {} } });
  await postgres.stop();
  await removeDataDir(dataDir);
});

async function start() {
  const otkel = startProcess('main.ts', { PORT: '0', DATA_DIR: dataDir });
  const url = (await otkel.line(/Otkel is at/)).split(' ')[3]!;
  await otkel.line(new RegExp(demoAccounts.at(-1)!.email));
  return { otkel, url };
}

test('npm start on a new machine: address, accounts, a world that fills, gates that were never silent; and again after kill -9', {
  timeout: 300_000,
}, async () => {
  const first = await start();
  expect(first.otkel.output.join('\n')).toContain(demoPassword);
  for (const { email } of demoAccounts) expect(first.otkel.output.join('\n')).toContain(email);
  await first.otkel.line(/^Demo world: [1-9]\d* of \d+ applications, [1-9]\d* have a slot/);
  first.otkel.kill('SIGKILL');
  expect(await first.otkel.exited).toBeNull();

  const second = await start();
  expect(await callApi(second.url, 'GET', '/api/health')).toMatchObject({ status: 200, body: { demo: true } });
  const signIn = { email: 'dispatcher@demo.otkel', password: demoPassword };
  expect((await callApi(second.url, 'POST', '/api/auth/sign-in/email', { body: signIn })).status).toBe(200);

  await second.otkel.line(/^Twin: the last hours are played in at (\d+) of \1 checkpoints/); // what was killed is taken up again
  const { body } = await callApi(second.url, 'GET', '/api/live');
  const fed = body.queues.filter(({ source }: QueueStatus) => source !== null);
  expect(new Set(fed.map(({ source }: QueueStatus) => source))).toEqual(new Set(['simulated']));
  expect(fed.length).toBeGreaterThan(50);
  expect(fed.some(({ clearedLastHour }: QueueStatus) => clearedLastHour! > 0)).toBe(true);
  // The twin is a process of its own: the output ends when both have ended.
  second.otkel.kill('SIGTERM');
  expect(await second.otkel.exited).toBe(0);
  expect(second.otkel.errors).toEqual([]);
});
