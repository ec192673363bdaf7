import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rescreenAll } from '../../../server/compliance/index.ts';
import { addListRow, listGoods } from '../../support/lists.ts';
import { findSlot } from '../../support/trucks.ts';
import { type ComplianceWorld, startComplianceWorld } from './world.ts';

let world: ComplianceWorld;
beforeAll(async () => {
  world = await startComplianceWorld();
  const { db } = world.server.parts;
  const party = { aliases: [], note: '' };
  // Three firms of one name: the first that is found is not the one that blocks.
  for (const [name, country, programme, action] of [
    ['ООО «Ковыль Транзит Плюс»', 'RU', 'gazette-11', 'review'],
    ['ТОО «Ковыль Транзит Плюс»', 'KZ', 'gazette-12', 'block'],
    ['ОсОО «Ковыль Транзит Плюс»', 'KG', 'gazette-13', 'block'],
  ] as const)
    await addListRow(db, 'parties', { ...party, name, country, programme, action });
});
afterAll(() => world.server.stop());

test('of several listed firms of one name all are told, and the one of its country blocks', async () => {
  const answer = await world.offer(world.load({ consignor: { name: 'Kovyl Tranzit Plus LLP', country: 'KZ' } }));
  expect(answer.body.code).toBe('CARGO_BLOCKED');
  const found = answer.body.rules.map(({ id, channel }: { id: string; channel: string }) => `${id} ${channel}`);
  expect(found.sort()).toEqual([
    'stop-list-gazette-11 red',
    'stop-list-gazette-12 blocked',
    'stop-list-gazette-13 red',
  ]);
});

describe('what must not be lost', () => {
  test('a job that is cut off while it screens anew leaves no blocked truck that no reviewer hears of', async () => {
    const { db } = world.server.parts;
    const slot = await findSlot(db, { checkpointId: 'syrym', totalPlaces: 8, skip: 12 });
    const load = world.load({ hsCode: '960330' });
    await world.hold(load, slot.id);
    await listGoods(db, '9603', 'blocked');
    await db.$executeRaw`CREATE FUNCTION cut_off() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''cut off''; END'`;
    for (const table of ['blocked_consignment', 'screening']) {
      await db.$executeRawUnsafe(`CREATE TRIGGER cut_off BEFORE INSERT ON ${table} EXECUTE FUNCTION cut_off()`);
      await expect(rescreenAll(db, world.server.clock.now())).rejects.toThrow('cut off');
      await db.$executeRawUnsafe(`DROP TRIGGER cut_off ON ${table}`);
    }
    expect(await rescreenAll(db, world.server.clock.now())).toBeGreaterThan(0);
    expect(await db.blockedConsignment.count({ where: { organisationId: 'demo-trans', state: 'open' } })).toBe(2);
  });

  test.each([
    "INSERT INTO list_entry (version_id, place, entry) SELECT id, rows + 1, '{}' FROM list_version LIMIT 1",
    'UPDATE list_entry SET entry = entry',
    'DELETE FROM list_version',
    'DELETE FROM screening',
    'TRUNCATE list_version, list_entry',
    'TRUNCATE list_entry',
    'TRUNCATE screening',
  ])('%s', async (statement) => {
    const before = await world.everything();
    await expect(world.server.parts.db.$executeRawUnsafe(statement)).rejects.toThrow('only ever added');
    expect(await world.everything()).toBe(before);
  });
});
