import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAuth, deleteEndedSessions, demoPassword } from '../../../server/accounts/index.ts';
import { createLog } from '../../../server/platform/log.ts';
import { cookieOf, openWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const anonymousView = {
  role: 'anonymous',
  userId: null,
  name: null,
  email: null,
  organisation: null,
  checkpointIds: [],
};

describe('signing in', () => {
  test('the cookie says who calls, until sign-out', async () => {
    const { cookie } = await world.signIn('dispatcher@demo.otkel');
    expect(await world.me({ cookie })).toEqual({
      role: 'dispatcher',
      userId: 'dispatcher-demo',
      name: 'Demo dispatcher',
      email: 'dispatcher@demo.otkel',
      organisation: { id: 'demo-trans', name: 'Demo Trans', kind: 'carrier' },
      checkpointIds: [],
    });

    const out = await world.post('/api/auth/sign-out', {}, { cookie });
    expect(out.status).toBe(200);
    expect(await world.me({ cookie })).toEqual(anonymousView);
  });

  test('the e-mail may be written in capitals', async () => {
    const { cookie } = await world.signIn('Dispatcher@DEMO.otkel');
    expect((await world.me({ cookie })).userId).toBe('dispatcher-demo');
  });

  test('a bearer token works as the answer spells it and signed, and not after sign-out', async () => {
    const { token, signedToken } = await world.signIn('officer@demo.otkel');
    const officer = { role: 'officer', checkpointIds: ['karasu', 'syrym', 'zhaisan'] };
    expect(await world.me({ authorization: `Bearer ${token}` })).toMatchObject(officer);
    expect(await world.me({ authorization: `bearer ${signedToken}` })).toMatchObject(officer);
    expect(await world.me({ authorization: `Bearer ${encodeURIComponent(signedToken)}` })).toMatchObject(officer);

    await world.post('/api/auth/sign-out', {}, { authorization: `Bearer ${token}` });
    expect(await world.me({ authorization: `Bearer ${token}` })).toEqual(anonymousView);
  });

  test.each([
    ['an unknown e-mail', { email: 'nobody@demo.otkel', password: demoPassword }],
    ['a wrong password', { email: 'planner@demo.otkel', password: 'not the password' }],
  ])('%s is refused with the same words', async (_, credentials) => {
    const response = await world.post('/api/auth/sign-in/email', credentials);
    expect(response.status).toBe(401);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await response.json()).toEqual({ code: 'NOT_SIGNED_IN', message: 'Invalid email or password' });
  });

  test.each([
    ['nothing', {}],
    ['a list for an e-mail', { email: ['dispatcher@demo.otkel'], password: demoPassword }],
    ['a word for an e-mail', { email: 'dispatcher', password: demoPassword }],
    ['a NUL in the e-mail', { email: 'a\u0000@demo.otkel', password: demoPassword }],
    ['an endless password', { email: 'dispatcher@demo.otkel', password: 'x'.repeat(5000) }],
  ])('%s is bad input', async (_, body) => {
    const response = await world.post('/api/auth/sign-in/email', body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('a session', () => {
  test('ends fourteen days after the sign-in', async () => {
    const { cookie, token } = await world.signIn('planner@demo.otkel');
    const { createdAt, expiresAt } = await world.db.session.findUniqueOrThrow({ where: { token } });
    expect(Math.round((expiresAt.getTime() - createdAt.getTime()) / 60_000)).toBe(14 * 24 * 60);
    expect((await world.me({ cookie })).role).toBe('planner');

    await world.db.session.update({ where: { token }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await world.me({ cookie })).toEqual(anonymousView);
  });

  test('is nobody with another signature, and nothing that is sent breaks the answer', async () => {
    const { cookie, token } = await world.signIn('planner@demo.otkel');
    const [name] = cookie.split('=');
    const forged = [
      `${cookie.slice(0, -6)}AAAA%3D`,
      `${name}=${token}`,
      `${name}=${token}.`,
      `${name}=.`,
      `${name}=%`,
      `${name}=%00.%00`,
      'otkel',
      ';;=;',
    ];
    for (const text of forged) expect(await world.me({ cookie: text })).toEqual(anonymousView);
    const bearers = [
      'Bearer',
      'Bearer ',
      `Basic ${token}`,
      'Bearer %00',
      'Bearer %.%',
      `Bearer ${token}.AAAA`,
      'Bearer ..',
    ];
    for (const authorization of bearers) expect(await world.me({ authorization })).toEqual(anonymousView);
  });

  test('of a user who is banned ends at once, and so does the way in', async () => {
    const { cookie } = await world.signIn('dispatcher2@demo.otkel');
    const ban = (banned: boolean, banExpires: Date | null = null) =>
      world.db.user.update({ where: { email: 'dispatcher2@demo.otkel' }, data: { banned, banExpires } });
    await ban(true);
    expect(await world.me({ cookie })).toEqual(anonymousView);

    const passwords = { currentPassword: demoPassword, newPassword: 'another-long-password' };
    const change = await world.post('/api/auth/change-password', passwords, { cookie });
    expect(change.status).toBe(401);
    expect((await world.get('/api/auth/get-session', { cookie })).status).toBe(401);
    const again = await world.post('/api/auth/sign-in/email', {
      email: 'dispatcher2@demo.otkel',
      password: demoPassword,
    });
    expect(again.status).toBe(403);
    expect(await again.json()).toMatchObject({ code: 'NOT_ALLOWED' });

    await ban(true, new Date(Date.now() - 1));
    expect((await world.me({ cookie })).role).toBe('dispatcher');
    await ban(false);
  });

  test('of a member who was removed is still that person, without any right', async () => {
    const { cookie } = await world.signIn('dispatcher2@demo.otkel');
    const member = await world.db.member.delete({ where: { id: 'dispatcher2-demo' } });
    expect(await world.me({ cookie })).toMatchObject({
      role: 'anonymous',
      userId: 'dispatcher2-demo',
      organisation: null,
    });
    await world.db.member.create({ data: member });
  });

  test.each([
    ['officer', 'demo-trans'],
    ['planner', 'demo-trans'],
    ['dispatcher', 'demo-customs'],
    ['owner', 'demo-customs'],
    ['toString', 'demo-trans'],
  ])('of a member who is %s in %s has no right: the organisation is of another kind', async (role, organizationId) => {
    const { cookie } = await world.signIn('dispatcher2@demo.otkel');
    const where = { id: 'dispatcher2-demo' };
    await world.db.member.update({ where, data: { role, organizationId } });
    expect((await world.me({ cookie })).role).toBe('anonymous');
    await world.db.member.update({ where, data: { role: 'dispatcher', organizationId: 'demo-logistics' } });
  });
});

describe('changing the password', () => {
  test('wants the present one and twelve characters, and then the old one is void', async () => {
    const email = 'admin@demo.otkel';
    const { cookie } = await world.signIn(email);
    const other = await world.signIn(email);
    const change = (currentPassword: string, newPassword: string) =>
      world.post('/api/auth/change-password', { currentPassword, newPassword, revokeOtherSessions: true }, { cookie });

    const wrong = await change('wrong-password', 'another-long-password');
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toMatchObject({ code: 'INVALID_INPUT', field: 'currentPassword' });
    const short = await change(demoPassword, 'short');
    expect(short.status).toBe(400);
    expect(await short.json()).toMatchObject({ code: 'INVALID_INPUT', field: 'newPassword' });

    const changed = await change(demoPassword, 'another-long-password');
    expect(changed.status).toBe(200);
    expect((await world.me({ cookie: cookieOf(changed) })).role).toBe('administrator');
    expect(await world.me({ cookie: other.cookie })).toEqual(anonymousView);
    expect((await world.post('/api/auth/sign-in/email', { email, password: demoPassword })).status).toBe(401);
    await world.signIn(email, 'another-long-password');
  });

  test('is for who is signed in', async () => {
    const response = await world.post('/api/auth/change-password', { currentPassword: 'a', newPassword: 'b' });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ code: 'NOT_SIGNED_IN', message: 'Sign in first.' });
  });
});

describe('the origin', () => {
  const credentials = { email: 'planner@demo.otkel', password: demoPassword };

  test('of another site is refused, with a cookie and without', async () => {
    const { cookie } = await world.signIn('planner@demo.otkel');
    const evil = { origin: 'https://evil.example' };
    expect((await world.post('/api/auth/sign-in/email', credentials, evil)).status).toBe(403);
    const out = await world.post('/api/auth/sign-out', {}, { ...evil, cookie });
    expect(out.status).toBe(403);
    expect(await out.json()).toMatchObject({ code: 'NOT_ALLOWED' });
    expect((await world.me({ cookie })).role).toBe('planner');
  });

  test('is the one the browser sees behind a proxy, and the cookie is Secure over https and only there', async () => {
    const plain = await world.post('/api/auth/sign-in/email', credentials);
    expect(plain.headers.getSetCookie().join()).toMatch(
      /^otkel\.session_token=[^;]+; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/,
    );

    const origin = 'https://slots.example.kz';
    const proxied = { origin, 'x-forwarded-proto': 'https', 'x-forwarded-host': 'slots.example.kz' };
    const secure = await world.post('/api/auth/sign-in/email', credentials, proxied);
    expect(secure.status).toBe(200);
    expect(secure.headers.getSetCookie().join()).toMatch(/; Secure$/);
    expect((await world.me({ cookie: cookieOf(secure) })).role).toBe('planner');
    expect(
      (await world.post('/api/auth/sign-in/email', credentials, { ...proxied, origin: world.origin })).status,
    ).toBe(403);
  });
});

test('the job forgets sessions that are over, and only those', async () => {
  await deleteEndedSessions(world.db); // those of the tests above
  const over = await world.signIn('planner@demo.otkel');
  const going = await world.signIn('planner@demo.otkel');
  await world.db.session.update({ where: { token: over.token }, data: { expiresAt: new Date(0) } });
  expect(await deleteEndedSessions(world.db)).toBe(1);
  expect(await world.db.session.findUnique({ where: { token: over.token } })).toBeNull();
  expect((await world.me({ authorization: `Bearer ${going.token}` })).role).toBe('planner');
});

test('processes that start together sign with one secret', async () => {
  await world.db.setting.deleteMany();
  const log = createLog('silent');
  const auths = await Promise.all(Array.from({ length: 8 }, () => createAuth({ db: world.db, log })));
  const secrets = await Promise.all(auths.map(async (auth) => (await auth.$context).secret));
  expect(new Set(secrets).size).toBe(1);
  expect(secrets[0]).toMatch(/^[\w-]{43}$/);
});
