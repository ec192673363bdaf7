import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Endpoint, permissions } from '../../server/accounts/index.ts';
import type { Snapshot } from '../../shared/live.ts';
import { roleSchema } from '../../shared/words.ts';
import type { TestServer } from '../support/server.ts';
import { truck } from '../support/trucks.ts';
import { withoutSuccess } from './carrier-wishes.ts';
import { callAs, openPermissionWorld, requestTo, secrets, wishes } from './permission-world.ts';

// Every endpoint of the contract with every role, over HTTP on the whole server, against the table of permissions.

let server: TestServer;
let otherCarrier: string;
let slotId: number;
let bookingId: string;

beforeAll(async () => {
  ({ server, otherCarrier, slotId, bookingId } = await openPermissionWorld());
});
afterAll(() => server.stop());

let trucks = 500;
const endpoints = Object.keys(wishes) as Endpoint[];
const walk = endpoints.flatMap((endpoint) =>
  roleSchema.options.map((role) => ({ endpoint, role, scope: permissions[endpoint][role] })),
);

/** What a refused request must not change. */
async function readEverything(): Promise<string> {
  const { db } = server.parts;
  const tables = await Promise.all([
    db.booking.findMany({ orderBy: { id: 'asc' } }),
    db.application.count(),
    db.closure.count(),
    db.organization.count(),
    db.user.findMany({ orderBy: { id: 'asc' } }),
    db.member.findMany({ orderBy: { id: 'asc' } }),
    db.writeKey.count(),
    db.gateEvent.count(),
    db.listVersion.count(),
    db.blockedConsignment.findMany({ orderBy: { id: 'asc' } }),
    db.passage.count(),
    db.slot.aggregate({ _sum: { totalTaken: true, totalPlaces: true } }),
  ]);
  return JSON.stringify(tables);
}

test('who may not, is refused, and nothing is changed', async () => {
  const before = await readEverything();
  const refused = walk.filter(({ scope }) => scope === undefined);
  expect(refused.length).toBeGreaterThan(40);
  for (const { endpoint, role } of refused) {
    const { method, path, body } = requestTo(endpoint);
    const answer = await callAs(role, method, path, body);
    const expected = role === 'anonymous' ? [401, 'NOT_SIGNED_IN'] : [403, 'NOT_ALLOWED'];
    expect([endpoint, role, answer.status, answer.body.code]).toEqual([endpoint, role, ...expected]);
  }
  expect(await readEverything()).toBe(before);
});

test('who may not, is not told what is wrong with the request either', async () => {
  for (const { endpoint, role } of walk.filter(({ scope }) => scope === undefined)) {
    const { method, path } = requestTo(endpoint);
    if (method === 'GET') continue;
    const answer = await callAs(role, method, path, { nonsense: true });
    expect([endpoint, role, answer.status]).toEqual([endpoint, role, role === 'anonymous' ? 401 : 403]);
  }
});

describe('who sees what', () => {
  test('another carrier finds nothing of the booking', async () => {
    const calls = [
      ['GET', `/api/bookings/${bookingId}`],
      ['POST', `/api/bookings/${bookingId}/confirm`],
      ['POST', `/api/bookings/${bookingId}/cancel`],
    ] as const;
    for (const [method, path] of calls) {
      const answer = await server.call(method, path, { token: otherCarrier });
      expect([path, answer.status, answer.body.code]).toEqual([path, 404, 'BOOKING_NOT_FOUND']);
    }
    const list = await server.call('GET', '/api/bookings', { token: otherCarrier });
    expect(list.body).toEqual({ items: [], nextCursor: null });
    const own = await callAs('dispatcher', 'GET', `/api/bookings/${bookingId}`);
    expect(own.body).toMatchObject({ state: 'held', driverName: secrets.driverName });
  });

  test('an officer sees the trucks of the own checkpoints, a planner those of all', async () => {
    const at = (checkpointId: string) => `/api/checkpoints/${checkpointId}/bookings?direction=out`;
    const own = await callAs('officer', 'GET', at('syrym'));
    expect(own.body.items[0].vehicle.plate).toBe(secrets.plate);
    const other = await callAs('officer', 'GET', at('kurmangazy'));
    expect([other.status, other.body.code, other.body.field]).toEqual([403, 'NOT_ALLOWED', 'checkpointId']);
    expect((await callAs('planner', 'GET', at('kurmangazy'))).status).toBe(200);
  });

  test('no answer to the public or to another carrier holds a plate, a VIN, a driver or a cargo', async () => {
    const seen: string[] = [];
    for (const token of [undefined, otherCarrier]) {
      for (const endpoint of endpoints.filter((each) => each !== 'tripBoard.calendar')) {
        const { method, path, body } = requestTo(endpoint);
        const answer = await server.call(method, path, { ...(token ? { token } : {}), ...(body ? { body } : {}) });
        seen.push(JSON.stringify(answer.body));
      }
    }
    const taken = await server.call('POST', '/api/bookings', {
      token: otherCarrier,
      body: { ...truck(++trucks), slotId, vehicle: { ...truck(trucks).vehicle, plate: secrets.plate } },
    });
    expect(taken.body.code).toBe('VEHICLE_ALREADY_BOOKED');
    const { plate: _, ...others } = secrets; // the plate is what this caller sent
    for (const secret of Object.values(others)) expect(JSON.stringify(taken.body)).not.toContain(secret);
    expect(seen.length).toBe(2 * (endpoints.length - 1)); // the address of the calendar is the secret itself
    for (const secret of Object.values(secrets)) expect(seen.join()).not.toContain(secret);
  });

  test('nor does the live channel', async () => {
    const socket = io(server.url, { transports: ['websocket'], forceNew: true });
    try {
      const topics = [{ kind: 'map' }, { kind: 'checkpoint', checkpointId: 'syrym' }];
      const replies = await Promise.all(
        topics.map((topic): Promise<{ ok: boolean; snapshot: Snapshot }> => socket.emitWithAck('watch', topic)),
      );
      expect(replies.map(({ ok }) => ok)).toEqual([true, true]);
      expect(replies[1]?.snapshot.slots.find(({ id }) => id === slotId)?.taken.total).toBeGreaterThan(0);
      for (const secret of Object.values(secrets)) expect(JSON.stringify(replies)).not.toContain(secret);
    } finally {
      socket.close();
    }
  });
});

test('who may, can', async () => {
  const allowed = walk.filter(({ scope }) => scope !== undefined);
  expect(allowed.length).toBeGreaterThan(40);
  for (const { endpoint, role } of allowed) {
    const { method, path, body } = requestTo(endpoint);
    const answer = await callAs(role, method, path, body);
    if (withoutSuccess.includes(endpoint)) {
      expect([401, 403, 500], endpoint).not.toContain(answer.status);
      continue;
    }
    expect([endpoint, role, answer.status, answer.body.code]).toEqual([endpoint, role, answer.status, undefined]);
    expect(answer.status).toBeLessThan(300);
  }
});
