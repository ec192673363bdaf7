import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyFrameworkContracts } from '../../../server/framework-contracts/index.ts';
import { keepRounds } from '../../../server/plans/index.ts';
import { makeDemoFleet } from '../../../twin/demo-fleet.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test('Demo Trans has a fleet once, and a contract that applies in the round', async () => {
  const { db } = server.parts;
  const now = server.clock.now();
  await makeDemoFleet(db, now);
  await makeDemoFleet(db, now);
  const token = await server.signIn('dispatcher');
  const count = async (path: string) => (await server.call('GET', `/api${path}`, { token })).body.items.length;
  expect(await count('/fleet?kind=tractor')).toBe(12);
  expect(await count('/fleet?kind=trailer')).toBe(6);
  expect(await count('/drivers')).toBe(6);
  expect(await count('/framework-contracts')).toBe(1);
  await keepRounds(server.parts, now);
  await applyFrameworkContracts(db, now);
  expect(await db.application.count({ where: { state: 'open', organisationId: 'demo-trans', channel: 'green' } })).toBe(
    12,
  );
});
