import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from './world.ts';

let world: World;
let dispatcher: { cookie: string };
let administrator: { cookie: string };

beforeAll(async () => {
  world = await openWorld();
  dispatcher = await world.signIn('dispatcher@demo.otkel');
  administrator = await world.signIn('admin@demo.otkel');
});
afterAll(() => world.close());

const open = ['POST /sign-in/email', 'POST /sign-out', 'GET /get-session', 'POST /change-password'];

/** What better-auth and its plugins bring, read from themselves: a door that a new version adds is tested too. */
function listDoors(): string[] {
  const endpoints: { path?: string; options?: { method?: string | string[] } }[] = Object.values(world.auth.api);
  return endpoints.flatMap(({ path, options }) =>
    path === undefined ? [] : [options?.method ?? 'GET'].flat().map((method) => `${method} ${path}`),
  );
}

const notFound = { code: 'NOT_FOUND', message: 'There is no such address.' };

test('every door of better-auth but four is closed, to the administrator too', async () => {
  const doors = listDoors();
  expect(doors.length).toBeGreaterThan(60);
  expect(doors).toEqual(expect.arrayContaining(open));
  const closed = [...new Set(doors)].filter((door) => !open.includes(door));

  for (const { cookie } of [dispatcher, administrator]) {
    for (const door of closed) {
      const [method = '', path = ''] = door.split(' ');
      const response = await world.send(method, `/api/auth${path}`, method === 'GET' ? undefined : {}, { cookie });
      expect([door, response.status]).toEqual([door, 404]);
      expect(await response.json()).toEqual(notFound);
    }
  }
});

test.each([
  ['/api/auth/sign-up/email', { email: 'new@demo.otkel', password: 'a-long-password', name: 'New' }],
  ['/api/auth/organization/create', { name: 'Mine', slug: 'mine', kind: 'authority' }],
  ['/api/auth/organization/invite-member', { email: 'x@y.kz', role: 'owner', organizationId: 'demo-trans' }],
  ['/api/auth/organization/update-member-role', { memberId: 'dispatcher-demo', role: 'officer' }],
  ['/api/auth/admin/set-role', { userId: 'dispatcher-demo', role: 'admin' }],
  ['/api/auth/admin/impersonate-user', { userId: 'admin-demo' }],
  ['/api/auth/update-user', { role: 'admin' }],
  ['/api/auth/sign-in/email/', { email: 'x@y.kz', password: 'x' }],
  ['/api/auth//admin/set-role', { userId: 'dispatcher-demo', role: 'admin' }],
  ['/api/auth/sign-out/../admin/set-role', { userId: 'dispatcher-demo', role: 'admin' }],
  ['/api/auth/%61dmin/set-role', { userId: 'dispatcher-demo', role: 'admin' }],
])('POST %s changes nothing for a dispatcher', async (path, body) => {
  const everything = () =>
    Promise.all([
      world.db.user.findMany({ orderBy: { id: 'asc' } }),
      world.db.organization.findMany({ orderBy: { id: 'asc' } }),
      world.db.member.findMany({ orderBy: { id: 'asc' } }),
      world.db.invitation.count(),
    ]);
  const before = await everything();
  const response = await world.post(path, body, dispatcher);
  expect(response.status).toBe(404);
  expect(await everything()).toEqual(before);
});

test('an open door opens only for its method', async () => {
  for (const door of open) {
    const [method, path] = door.split(' ');
    const response = await world.send(method === 'GET' ? 'POST' : 'GET', `/api/auth${path}`);
    expect([door, response.status]).toEqual([door, 404]);
  }
});
