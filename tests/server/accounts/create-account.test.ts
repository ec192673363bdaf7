import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '../../../server/accounts/index.ts';
import { anonymous } from '../../../shared/contract/accounts.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let administrator: ReturnType<World['as']>;

const administratorCaller: Caller = { ...anonymous, role: 'administrator', userId: 'admin-demo' };
const password = 'a-long-password';
const newKey = () => ({ 'idempotency-key': randomUUID() });
const newEmail = () => `${randomUUID()}@carrier.kz`;
const newDispatcher = () =>
  ({ email: newEmail(), name: 'Aigul', password, role: 'dispatcher', organisationId: 'demo-trans' }) as const;

beforeAll(async () => {
  world = await openWorld();
  administrator = world.as(administratorCaller);
});
afterAll(() => world.close());

const count = async () => ({
  users: await world.db.user.count(),
  passwords: await world.db.account.count(),
  members: await world.db.member.count(),
  checkpoints: await world.db.officerCheckpoint.count(),
  keys: await world.db.writeKey.count(),
});

describe('a new account', () => {
  test('of a dispatcher can sign in and is a dispatcher of that carrier', async () => {
    const body = { ...newDispatcher(), email: 'Aigul@Carrier.kz' };
    const view = await administrator.create({ headers: newKey(), body });
    expect(view).toEqual({
      userId: expect.any(String),
      name: 'Aigul',
      email: 'aigul@carrier.kz',
      role: 'dispatcher',
      organisation: { id: 'demo-trans', name: 'Demo Trans', kind: 'carrier' },
      checkpointIds: [],
    });
    const { cookie } = await world.signIn('aigul@carrier.kz', password);
    expect(await world.me({ cookie })).toEqual(view);
  });

  test('of an officer has its checkpoints once each, in order', async () => {
    const body = {
      ...newDispatcher(),
      role: 'officer' as const,
      organisationId: 'demo-customs',
      checkpointIds: ['zhaisan', 'karasu', 'zhaisan'],
    };
    const view = await administrator.create({ headers: newKey(), body });
    expect(view.checkpointIds).toEqual(['karasu', 'zhaisan']);
    const { token } = await world.signIn(body.email, password);
    expect(await world.me({ authorization: `Bearer ${token}` })).toEqual(view);
  });

  test('of an administrator belongs to nobody', async () => {
    const email = newEmail();
    const view = await administrator.create({
      headers: newKey(),
      body: { email, name: 'Root', password, role: 'administrator' },
    });
    expect(view).toMatchObject({ role: 'administrator', organisation: null });
    const { token } = await world.signIn(email, password);
    expect((await world.me({ authorization: `Bearer ${token}` })).role).toBe('administrator');
  });
});

describe('refused, and nothing is written:', () => {
  let before: Awaited<ReturnType<typeof count>>;
  beforeEach(async () => {
    before = await count();
  });

  test.each([
    ['no organisation', { organisationId: undefined }, 'INVALID_INPUT', 'organisationId'],
    ['an unknown organisation', { organisationId: 'nowhere' }, 'ORGANISATION_NOT_FOUND', 'organisationId'],
    ['an officer in a carrier', { role: 'officer', checkpointIds: ['syrym'] }, 'INVALID_INPUT', 'role'],
    ['a planner in a carrier', { role: 'planner' }, 'INVALID_INPUT', 'role'],
    ['a dispatcher in an authority', { organisationId: 'demo-customs' }, 'INVALID_INPUT', 'role'],
    ['an administrator with an organisation', { role: 'administrator' }, 'INVALID_INPUT', 'organisationId'],
    ['a dispatcher with a checkpoint', { checkpointIds: ['syrym'] }, 'INVALID_INPUT', 'checkpointIds'],
    ['an officer without one', { role: 'officer', organisationId: 'demo-customs' }, 'INVALID_INPUT', 'checkpointIds'],
    [
      'an unknown checkpoint',
      { role: 'officer', organisationId: 'demo-customs', checkpointIds: ['syrym', 'atlantis'] },
      'CHECKPOINT_NOT_FOUND',
      'checkpointIds',
    ],
    ['a taken e-mail', { email: 'planner@demo.otkel' }, 'EMAIL_TAKEN', 'email'],
    ['a taken e-mail in capitals', { email: 'PLANNER@demo.otkel' }, 'EMAIL_TAKEN', 'email'],
  ] as const)('%s', async (_, change, code, field) => {
    const body = { ...newDispatcher(), ...change } as Parameters<typeof administrator.create>[0]['body'];
    await expect(administrator.create({ headers: newKey(), body })).rejects.toMatchObject({
      code,
      data: { field, hint: expect.any(String) },
    });
    expect(await count()).toEqual(before);
  });

  test('a password of eleven characters', async () => {
    const body = { ...newDispatcher(), password: 'eleven-char' };
    await expect(administrator.create({ headers: newKey(), body })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(await count()).toEqual(before);
  });

  test.each(['anonymous', 'dispatcher', 'officer', 'planner'] as const)('anything by a %s', async (role) => {
    const caller = { ...administratorCaller, role };
    await expect(world.as(caller).create({ headers: newKey(), body: newDispatcher() })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    });
    expect(await count()).toEqual(before);
  });

  test('a key that stood for another wish, even if only the password differs', async () => {
    const headers = newKey();
    const body = newDispatcher();
    await administrator.create({ headers, body });
    before = await count();
    for (const change of [{ name: 'Other' }, { password: 'another-long-password' }, { email: newEmail() }]) {
      await expect(administrator.create({ headers, body: { ...body, ...change } })).rejects.toMatchObject({
        code: 'IDEMPOTENCY_KEY_REUSED',
        data: { field: 'idempotency-key' },
      });
    }
    const organisation = { name: 'Aigul', kind: 'carrier' as const };
    await expect(administrator.createOrganisation({ headers, body: organisation })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    expect(await count()).toEqual(before);
  });
});

describe('repeated', () => {
  test('with the same key it is the same account, one after the other and at once', async () => {
    const headers = newKey();
    const body = newDispatcher();
    const before = await count();
    const together = await Promise.all(Array.from({ length: 4 }, () => administrator.create({ headers, body })));
    const later = await administrator.create({ headers, body });
    for (const view of together) expect(view).toEqual(later);
    const after = await count();
    expect(after).toEqual({
      ...before,
      users: before.users + 1,
      passwords: before.passwords + 1,
      members: before.members + 1,
      keys: before.keys + 1,
    });
  });

  test('a refused key is free: the wish put right goes through', async () => {
    const headers = newKey();
    const body = newDispatcher();
    const wrong = { ...body, organisationId: 'nowhere' };
    await expect(administrator.create({ headers, body: wrong })).rejects.toThrow();
    expect(await administrator.create({ headers, body })).toMatchObject({ email: body.email });
  });

  test('the key of one administrator is none of another', async () => {
    const headers = newKey();
    const other = world.as({ ...administratorCaller, userId: 'another-admin' });
    const first = await administrator.create({ headers, body: newDispatcher() });
    const second = await other.create({ headers, body: newDispatcher() });
    expect(second.userId).not.toBe(first.userId);
  });

  test('four wishes for one e-mail at once make one account', async () => {
    const body = newDispatcher();
    const before = await count();
    const wishes = Array.from({ length: 4 }, (_, index) =>
      administrator.create({ headers: newKey(), body: { ...body, name: `Aigul ${index}` } }),
    );
    const results = await Promise.allSettled(wishes);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'EMAIL_TAKEN' });
    }
    expect((await count()).users).toBe(before.users + 1);
  });
});

test('neither the password nor anything quick to guess it from is kept', async () => {
  const body = { ...newDispatcher(), password: 'correct-horse-battery' };
  await administrator.create({ headers: newKey(), body });
  const kept = JSON.stringify([await world.db.writeKey.findMany(), await world.db.account.findMany()]);
  expect(kept).not.toContain(body.password);

  const again = newKey();
  const twin = { ...body, email: newEmail() };
  await administrator.create({ headers: again, body: twin });
  const row = await world.db.writeKey.findFirstOrThrow({ where: { key: again['idempotency-key'] } });
  const asSent = ['accounts.create', { ...twin, checkpointIds: [] }];
  const quick = createHash('sha256').update(JSON.stringify(asSent)).digest('base64url');
  expect(row.requestHash).not.toBe(quick);
});
