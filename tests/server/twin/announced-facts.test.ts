import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedOfficerOfAll } from '../../../server/accounts/index.ts';
import { openOfficerApi } from '../../../twin/traffic/http/officer-api.ts';
import { readFacts } from '../../../twin/traffic/http/read-queue.ts';
import { simulatedOfficer } from '../../../twin/traffic/officer.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { applyChange, regimeChange } from '../corridors/rules-world.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  await seedOfficerOfAll(server.parts.db, { now: server.clock.now(), ...simulatedOfficer });
});
afterAll(() => server.stop());

test('the posts of the twin keep to what the API says: calendar, shifts and regimes, also those that are over', async () => {
  const { db } = server.parts;
  const hour = (text: string) => Date.parse(`2026-06-15T${text}:00Z`);
  const period = { startsAt: '2026-06-15T08:00:00Z', endsAt: '2026-06-15T10:00:00Z' };
  const effect = { documentMinutes: 20 };
  await applyChange(
    db,
    server.clock.now(),
    regimeChange({ checkpointIds: ['syrym'], side: 'kz', direction: 'out', ...period, effect }),
  );
  const shift = { kind: 'shift', checkpointId: 'syrym', direction: null, side: 'kz', reason: 'helpers' } as const;
  const later = { startsAt: '2026-06-15T12:00:00Z', endsAt: '2026-06-15T20:00:00Z' };
  await applyChange(db, server.clock.now(), { ...shift, ...later, open: { lanes: 7 } });
  await db.sideCapacity.updateMany({
    where: { checkpointId: 'syrym', side: 'neighbour' },
    data: { documentMinutes: 4 },
  });

  server.clock.set(new Date('2026-06-15T11:00:00Z'));
  const api = await openOfficerApi(server.url, simulatedOfficer);
  const checkpoint = await api.checkpoints.get({ checkpointId: 'syrym' });
  const facts = await readFacts(api, checkpoint, 'out', [hour('07:00'), hour('20:00')], []);
  expect(['07:40', '08:10', '09:50', '10:00'].map((at) => facts.first(hour(at)).documentMinutes)).toEqual([
    6, 20, 20, 6,
  ]);
  expect(['11:50', '12:00'].map((at) => facts.first(hour(at)).lanes)).toEqual([3, 7]);
  expect(facts.second(hour('09:00')).documentMinutes).toBe(4);
});
