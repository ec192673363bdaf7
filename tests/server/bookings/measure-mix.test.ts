import { afterAll, beforeAll, expect, test } from 'vitest';
import { measureMix } from '../../../server/bookings/index.ts';
import type { RegimeScope } from '../../../shared/contract/regimes.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { findSlot, goods, truck } from '../../support/trucks.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const measure = (scope: RegimeScope, direction: 'out' | 'in' | null = null, checkpointIds = ['syrym', 'zhaisan']) =>
  measureMix(server.parts.db, server.clock.now(), checkpointIds, direction, scope);
const green = { green: 1, yellow: 0, red: 0 };

test('where nothing is booked all trucks are green, and in no scope but that of all', async () => {
  expect(await measure({ kind: 'all' })).toEqual({ inScopeShare: 1, channels: green, trucks: 0 });
  expect(await measure({ kind: 'hs-chapters', chapters: ['73'] })).toEqual({
    inScopeShare: 0,
    channels: green,
    trucks: 0,
  });
});

test('the share in scope and its channels are those of the bookings at hand', async () => {
  const token = await server.signIn('dispatcher');
  const { db } = server.parts;
  const book = async (where: Parameters<typeof findSlot>[1], wish: object) => {
    const slot = await findSlot(db, { totalPlaces: 4, ...where });
    const answer = await server.call('POST', '/api/bookings', { token, body: { slotId: slot.id, ...wish } });
    expect(answer.status).toBe(201);
    return answer.body.id as string;
  };
  const cargo = (origin: string) => ({ cargo: { ...truck(1).cargo, originCountry: origin } });
  await book({ skip: 0 }, { ...truck(1), ...cargo('CN') });
  await book({ skip: 2 }, truck(2, { hsCode: goods.yellow, country: 'RU' }));
  await book({ skip: 3, direction: 'in' }, truck(3, { hsCode: goods.red }));
  await book({ skip: 4, checkpointId: 'zhaisan' }, truck(4, { country: 'RU' }));
  const given = await book({ skip: 5 }, truck(5));
  await server.call('POST', `/api/bookings/${given}/cancel`, { token });
  await book({ checkpointId: 'karasu' }, truck(6)); // another checkpoint

  const channelOf = async (number: number) =>
    (await db.booking.findFirstOrThrow({ where: { plate: truck(number).vehicle.plate } })).channel;
  const channels = [await channelOf(1), await channelOf(2), await channelOf(3), await channelOf(4)];
  const share = (channel: string, of: readonly string[]) => of.filter((one) => one === channel).length / of.length;
  const sharesOf = (of: readonly string[]) => ({
    green: share('green', of),
    yellow: share('yellow', of),
    red: share('red', of),
  });

  expect(await measure({ kind: 'all' })).toEqual({ inScopeShare: 1, channels: sharesOf(channels), trucks: 4 });
  expect(new Set(channels).size).toBeGreaterThan(1);
  expect(await measure({ kind: 'hs-chapters', chapters: ['07', '85'] })).toEqual({
    inScopeShare: 0.5,
    channels: sharesOf([channels[1]!, channels[2]!]),
    trucks: 4,
  });
  expect(await measure({ kind: 'hs-chapters', chapters: ['07', '85'] }, 'in')).toMatchObject({
    inScopeShare: 1,
    trucks: 1,
  });
  expect(await measure({ kind: 'vehicle-countries', countries: ['RU'] }, 'out')).toMatchObject({
    inScopeShare: 2 / 3,
    trucks: 3,
  });
  expect(await measure({ kind: 'origins', countries: ['CN', 'DE'] })).toEqual({
    inScopeShare: 0.25,
    channels: sharesOf([channels[0]!]),
    trucks: 4,
  });
  expect(await measure({ kind: 'origins', countries: ['DE'] })).toEqual({
    inScopeShare: 0,
    channels: green,
    trucks: 4,
  });

  server.clock.advanceMinutes(40 * 24 * 60);
  expect(await measure({ kind: 'all' })).toMatchObject({ trucks: 0 });
});
