import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anonymous } from '../../../shared/contract/accounts.ts';

import { openWorld, type World } from './world.ts';

let world: World;
let administrator: ReturnType<World['as']>;

beforeAll(async () => {
  world = await openWorld();
  administrator = world.as({ ...anonymous, role: 'administrator', userId: 'admin-demo' });
});
afterAll(() => world.close());

const newKey = () => ({ 'idempotency-key': randomUUID() });

test('an organisation is made once per key, however often and at once it is asked for', async () => {
  const headers = newKey();
  const body = { name: '  ТОО «Қазақ Жолдары»  ', kind: 'carrier' as const };
  const before = await world.db.organization.count();
  const made = await Promise.all(Array.from({ length: 8 }, () => administrator.createOrganisation({ headers, body })));
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  expect(made[0]).toEqual({ id: expect.any(String), name: 'ТОО «Қазақ Жолдары»', kind: 'carrier' });
  expect(await world.db.organization.count()).toBe(before + 1);

  const other = { headers, body: { ...body, kind: 'authority' as const } };
  await expect(administrator.createOrganisation(other)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  expect(await world.db.organization.count()).toBe(before + 1);
});

test('two organisations may have one name', async () => {
  const body = { name: 'Alatau', kind: 'carrier' as const };
  const first = await administrator.createOrganisation({ headers: newKey(), body });
  const second = await administrator.createOrganisation({ headers: newKey(), body });
  expect(second.id).not.toBe(first.id);
});

test('a write without a key is refused', async () => {
  const body = { name: 'Alatau', kind: 'carrier' as const };
  const headers = {} as ReturnType<typeof newKey>;
  await expect(administrator.createOrganisation({ headers, body })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});

test('pages hold every organisation once, in order', async () => {
  const all = await administrator.listOrganisations({ limit: 200 });
  expect(all.nextCursor).toBeNull();
  expect(all.items.length).toBe(await world.db.organization.count());

  const paged: typeof all.items = [];
  let cursor: string | undefined;
  do {
    const page = await administrator.listOrganisations({ limit: 2, ...(cursor ? { cursor } : {}) });
    expect(page.items.length).toBeLessThanOrEqual(2);
    paged.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(paged).toEqual(all.items);
});

test('pages hold every account once, with role, organisation and checkpoints', async () => {
  const all = await administrator.list({ limit: 200 });
  expect(all.items).toHaveLength(6);
  expect(
    all.items.map(({ email, role, organisation, checkpointIds }) => [email, role, organisation?.id, checkpointIds]),
  ).toEqual([
    ['admin@demo.otkel', 'administrator', undefined, []],
    ['dispatcher@demo.otkel', 'dispatcher', 'demo-trans', []],
    ['officer@demo.otkel', 'officer', 'demo-customs', ['karasu', 'syrym', 'zhaisan']],
    ['planner@demo.otkel', 'planner', 'demo-customs', []],
    ['reviewer@demo.otkel', 'reviewer', 'demo-customs', []],
    ['dispatcher2@demo.otkel', 'dispatcher', 'demo-logistics', []],
  ]);
  const first = await administrator.list({ limit: 3 });
  const second = await administrator.list({ limit: 3, cursor: first.nextCursor ?? '' });
  expect([...first.items, ...second.items]).toEqual(all.items);
  expect(second.nextCursor).toBeNull();
});

test('a cursor that is none is bad input', async () => {
  const bad = { code: 'INVALID_INPUT', data: { field: 'cursor', hint: expect.any(String) } };
  await expect(administrator.list({ limit: 2, cursor: 'nobody' })).rejects.toMatchObject(bad);
  await expect(administrator.listOrganisations({ limit: 2, cursor: 'nowhere' })).rejects.toMatchObject(bad);
});
