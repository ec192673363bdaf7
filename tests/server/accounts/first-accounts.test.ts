import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createAdministrator,
  demoAccounts,
  demoPassword,
  listSimulatedCarriers,
  seedDemoAccounts,
} from '../../../server/accounts/index.ts';
import { openWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('the first administrator', () => {
  const password = 'a-long-password';

  test('can sign in and administer', async () => {
    await createAdministrator(world, { email: 'Root@Otkel.kz', password });
    const { cookie } = await world.signIn('root@otkel.kz', password);
    expect(await world.me({ cookie })).toMatchObject({ role: 'administrator', organisation: null });
    expect((await world.get('/api/accounts', { cookie })).status).toBe(200);
  });

  test.each([
    ['an address that is none', { email: 'root', password }, 'INVALID_INPUT', 'email'],
    ['a short password', { email: 'root2@otkel.kz', password: 'short' }, 'INVALID_INPUT', 'password'],
    ['an endless password', { email: 'root2@otkel.kz', password: 'x'.repeat(129) }, 'INVALID_INPUT', 'password'],
    ['a taken address', { email: 'PLANNER@demo.otkel', password }, 'EMAIL_TAKEN', 'email'],
  ])('is refused for %s', async (_, account, code, field) => {
    const before = await world.db.user.count();
    await expect(createAdministrator(world, account)).rejects.toMatchObject({ code, data: { field } });
    expect(await world.db.user.count()).toBe(before);
  });
});

describe('the demo world', () => {
  test('has an account for every role, each with its rights', async () => {
    for (const { email, role, organisationId, checkpointIds } of demoAccounts) {
      const { cookie } = await world.signIn(email, demoPassword);
      const me = await world.me({ cookie });
      expect(me).toMatchObject({ role, checkpointIds });
      expect(me.organisation?.id ?? null).toBe(organisationId);
    }
  });

  test('seeded again, and by several at once, is the same; a changed password stays', async () => {
    await world.db.user.delete({ where: { email: 'planner@demo.otkel' } });
    const seed = (simulatedCarriers: number) =>
      seedDemoAccounts(world.db, { now: world.clock.now(), simulatedCarriers });
    const passwordOf = (userId: string) => world.db.account.findUnique({ where: { id: userId } });
    const before = await passwordOf('officer-demo');
    await Promise.all([seed(3), seed(3), seed(3)]);
    await seed(300);
    expect(await passwordOf('officer-demo')).toEqual(before);
    const { cookie } = await world.signIn('planner@demo.otkel');
    expect((await world.me({ cookie })).role).toBe('planner');
    expect(await world.db.user.count({ where: { email: { endsWith: '@demo.otkel' } } })).toBe(6);

    const carriers = await listSimulatedCarriers(world.db);
    expect(carriers).toHaveLength(300);
    expect(new Set(carriers.map(({ name }) => name)).size).toBe(300);
    expect(await listSimulatedCarriers(world.db)).toEqual(carriers);
    expect(await world.db.member.count({ where: { organizationId: { in: carriers.map(({ id }) => id) } } })).toBe(0);
  });
});
