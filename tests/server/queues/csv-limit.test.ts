import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Otkel, startOtkel } from '../../../server/otkel.ts';
import { createLog } from '../../../server/platform/log.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
let limited: Otkel;
beforeAll(async () => {
  server = await startTestServer();
  limited = await startOtkel({
    databaseUrl: server.databaseUrl,
    role: 'web',
    ports: [0],
    clock: server.clock,
    log: createLog('silent'),
    limits: { perMinute: 200, signInsPerMinute: 2 },
    demo: false,
  });
});
afterAll(async () => {
  await limited.stop();
  await server.stop();
});

test('the large table is asked for a hundredth as often as all else', async () => {
  const get = async (path: string) => (await fetch(`${limited.url}${path}`)).status;
  const csv = '/api/queue-history.csv';
  expect([await get(csv), await get(csv), await get(csv), await get('/api/live')]).toEqual([200, 200, 429, 200]);
});
