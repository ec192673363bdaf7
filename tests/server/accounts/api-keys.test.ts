import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { findSlot, truck } from '../../support/trucks.ts';

let server: TestServer;
let token: string;
let other: string;

beforeAll(async () => {
  server = await startTestServer();
  token = await server.signIn('dispatcher');
  other = await server.signIn('dispatcher2');
});
afterAll(() => server.stop());

const make = (body: object = { name: 'TMS' }, call: { token?: string; key?: string } = {}) =>
  server.call('POST', '/api/api-keys', { token, ...call, body });
const me = async (key: string) => (await server.call('GET', '/api/me', { token: key })).body;
const readKeys = () => server.parts.db.apiKey.findMany({ orderBy: { id: 'asc' } });

test('a key is shown once, kept as a hash, and calls as a dispatcher of its organisation', async () => {
  const idempotency = randomUUID();
  const made = await make({ name: 'TMS' }, { key: idempotency });
  expect(made.status).toBe(201);
  expect(made.body.key).toMatch(/^otkel_[\w-]{43}$/);
  expect(made.body.key.startsWith(made.body.start)).toBe(true);
  expect(JSON.stringify(await readKeys())).not.toContain(made.body.key);
  const listed = (await server.call('GET', '/api/api-keys', { token })).body.items;
  expect(listed[0]).toMatchObject({ name: 'TMS', madeBy: 'Demo dispatcher', lastUsedAt: null });
  expect(JSON.stringify(listed)).not.toContain(made.body.key);

  const again = await make({ name: 'TMS' }, { key: idempotency });
  expect([again.status, again.body.code]).toEqual([409, 'API_KEY_SHOWN']);
  expect(await readKeys()).toHaveLength(1);

  expect(await me(made.body.key)).toEqual({
    ...{ role: 'dispatcher', userId: `api-key/${made.body.id}`, name: 'TMS', email: null, checkpointIds: [] },
    organisation: { id: 'demo-trans', name: 'Demo Trans', kind: 'carrier' },
  });
  const slot = await findSlot(server.parts.db, { totalPlaces: 4 });
  const { class: _, ...load } = truck(1);
  const booked = await server.call('POST', '/api/bookings', {
    token: made.body.key,
    body: { ...load, slotId: slot.id },
  });
  expect(booked.status).toBe(201);
  expect((await server.call('GET', '/api/bookings', { token })).body.items[0].id).toBe(booked.body.id);
  const entry = await server.parts.db.auditEntry.findFirst({
    where: { subjectKind: 'booking', subjectId: booked.body.id },
  });
  expect([entry?.actorKind, entry?.actorId]).toEqual(['organisation', 'demo-trans']);
});

test('when it was last used is known to the hour, and costs one write an hour', async () => {
  const { key, id } = (await make()).body;
  const version = async () => {
    const [row] = await server.parts.db.$queryRaw<{ xmin: string; at: Date | null }[]>`
      SELECT xmin::text, last_used_at AS at FROM api_key WHERE id = ${id}::uuid`;
    return row!;
  };
  await me(key);
  const first = await version();
  expect(first.at).toEqual(new Date('2026-06-15T06:00:00Z'));
  await me(key);
  expect(await version()).toEqual(first);
  server.clock.advanceMinutes(61);
  await me(key);
  expect((await version()).at).toEqual(new Date('2026-06-15T07:00:00Z'));
  const audited = await server.parts.db.auditEntry.count({ where: { subjectKind: 'api-key', subjectId: id } });
  expect(audited).toBe(1);
});

test('one that was revoked, has expired, or never was is anonymous', async () => {
  const revoked = (await make()).body;
  const expiresAt = new Date(server.clock.now().getTime() + 3_600_000).toISOString();
  const expiring = (await make({ name: 'for a test', expiresAt })).body;
  expect([(await me(revoked.key)).role, (await me(expiring.key)).role]).toEqual(['dispatcher', 'dispatcher']);
  const foreign = await server.call('POST', `/api/api-keys/${revoked.id}/revoke`, { token: other });
  expect([foreign.status, foreign.body.code]).toEqual([404, 'API_KEY_NOT_FOUND']);
  const answer = await server.call('POST', `/api/api-keys/${revoked.id}/revoke`, { token });
  expect(answer.body.revokedAt).toBe(server.clock.now().toISOString());
  server.clock.advanceMinutes(61);
  for (const key of [revoked.key, expiring.key, `otkel_${'x'.repeat(43)}`]) {
    expect((await me(key)).role).toBe('anonymous');
    const refused = await server.call('GET', '/api/bookings', { token: key });
    expect([refused.status, refused.body.code]).toEqual([401, 'NOT_SIGNED_IN']);
  }
});

test('a key makes no keys, sees no account, and does no more than a dispatcher', async () => {
  const { key, id } = (await make()).body;
  const before = JSON.stringify(await readKeys());
  const calls = [
    ['GET', '/api/api-keys'],
    ['POST', '/api/api-keys'],
    ['POST', `/api/api-keys/${id}/revoke`],
    ['POST', '/api/webhooks'],
    ['GET', '/api/calendar-link'],
    ['POST', '/api/calendar-link'],
    ['GET', '/api/notices'],
    ['GET', '/api/accounts'],
    ['POST', '/api/plans'],
  ] as const;
  for (const [method, path] of calls) {
    const answer = await server.call(method, path, {
      token: key,
      ...(method === 'POST' ? { body: { name: 'more' } } : {}),
    });
    expect([path, answer.status, answer.body.code]).toEqual([path, 403, 'NOT_ALLOWED']);
  }
  for (const [method, path] of [
    ['GET', '/api/auth/get-session'],
    ['POST', '/api/auth/change-password'],
  ] as const) {
    const answer = await server.call(method, path, { token: key, ...(method === 'POST' ? { body: {} } : {}) });
    expect([path, answer.status]).toEqual([path, 401]);
  }
  const past = await make({ name: 'x', expiresAt: '2026-06-14T00:00:00Z' });
  expect([past.status, past.body.field]).toEqual([400, 'body.expiresAt']);
  expect(JSON.stringify(await readKeys()).length).toBe(
    before.length + '"2026-06-15T08:00:00.000Z"'.length - 'null'.length,
  );
});

test('at most twenty open something, also when they are made at once', async () => {
  const answers = await Promise.all(Array.from({ length: 25 }, () => make({ name: 'one of many' }, { token: other })));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
  expect(answers.filter(({ body }) => body.code === 'TOO_MANY_API_KEYS')).toHaveLength(5);
});
