import { isContractProcedure } from '@orpc/contract';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Endpoint, permissions } from '../../server/accounts/index.ts';
import { contract } from '../../shared/contract/index.ts';
import type { Snapshot } from '../../shared/live.ts';
import { type Role, roleSchema } from '../../shared/words.ts';
import { type Answer, startTestServer, type TestServer } from '../support/server.ts';
import { findSlot, truck } from '../support/trucks.ts';
import { blockTwo, complianceWishes, noteImport } from './compliance/wishes.ts';
import { applyChange, regimeChange } from './corridors/rules-world.ts';
import { application } from './plans/applications.ts';
import { proposalWishes, propose } from './proposals/wishes.ts';
import { bookGateTruck, queueWishes } from './queues/wishes.ts';
import { moveThreeTrucks, moveWishes } from './replans/moved-trucks.ts';
import { previewShift, previewWishes } from './replans/preview-wishes.ts';

// Every endpoint of the contract with every role, over HTTP on the whole server, against the table of permissions.

/** Of the booking that Demo Trans has in this world. */
const secrets = {
  plate: '777XYZ77',
  vin: 'WDB9634031L777777',
  driverName: 'Zhumabek',
  description: 'left-handed teapots',
};

let server: TestServer;
let tokens: Record<Role, string | undefined>;
let otherCarrier: string;
let slotId: number;
let bookingId: string;
let applicationId: string;
let planId: string;
let regimeId: string;
let proposalId: string;
let previewId: string;
let blockedIds: [string, string];
let moved: Awaited<ReturnType<typeof moveThreeTrucks>>;
let gateTruck: Awaited<ReturnType<typeof bookGateTruck>>;

beforeAll(async () => {
  server = await startTestServer();
  tokens = {
    anonymous: undefined,
    dispatcher: await server.signIn('dispatcher'),
    officer: await server.signIn('officer'),
    planner: await server.signIn('planner'),
    reviewer: await server.signIn('reviewer'),
    administrator: await server.signIn('admin'),
  };
  otherCarrier = await server.signIn('dispatcher2');
  slotId = (await findSlot(server.parts.db, { checkpointId: 'syrym', totalPlaces: 4 })).id;
  const { plate, vin, driverName, description } = secrets;
  const { cargo } = truck(0);
  const booked = await callAs('dispatcher', 'POST', '/api/bookings', {
    slotId,
    driverName,
    vehicle: { plate, vin, country: 'KZ' },
    cargo: { ...cargo, description },
  });
  bookingId = booked.body.id;
  const applied = await callAs('dispatcher', 'POST', '/api/applications', { applications: [application(++trucks)] });
  applicationId = applied.body.items[0].id;
  planId = (await callAs('planner', 'POST', '/api/plans', {})).body.id;
  await callAs('planner', 'POST', `/api/plans/${planId}/cancel`);
  const change = regimeChange({ checkpointIds: ['orda'] });
  regimeId = (await applyChange(server.parts.db, server.clock.now(), change))!;
  proposalId = await propose(server);
  gateTruck = await bookGateTruck(server, tokens.dispatcher!);
  moved = await moveThreeTrucks(server, tokens.dispatcher!);
  blockedIds = await blockTwo(server, tokens, slotId);
  previewId = await previewShift(server, tokens.planner!);
});
afterAll(() => server.stop());

async function callAs(role: Role, method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> {
  const token = tokens[role];
  const answer = await server.call(method, path, { ...(token ? { token } : {}), ...(body ? { body } : {}) });
  noteImport(path, answer);
  return answer;
}

interface Wish {
  params?: Record<string, string>;
  query?: string;
  body?: object;
}

let trucks = 0;
/** A valid request to each endpoint, so that whoever may call it succeeds. */
const shippedSchedule = {
  firstClosing: '18:00',
  everyMinutes: 1440,
  planAfterMinutes: 0,
  publishAfterMinutes: 15,
  horizonDays: 8,
  fairnessStrength: 0,
};

const wishes: Record<Endpoint, () => Wish> = {
  health: () => ({}),
  'checkpoints.list': () => ({}),
  'checkpoints.get': () => ({ params: { checkpointId: 'syrym' } }),
  'checkpoints.listSlots': () => ({ params: { checkpointId: 'syrym' }, query: '?direction=out' }),
  'checkpoints.listClosures': () => ({ params: { checkpointId: 'syrym' } }),
  'checkpoints.listPorts': () => ({}),
  'checkpoints.close': () => ({
    params: { checkpointId: 'zhaisan' },
    body: { startsAt: '2026-06-20T00:00:00Z', endsAt: '2026-06-20T06:00:00Z', reason: 'repair of the bridge' },
  }),
  'bookings.offer': () => ({
    body: {
      ...truck(++trucks),
      checkpointId: 'syrym',
      direction: 'out',
      earliestAt: '2026-06-16T00:00:00Z',
      latestAt: '2026-06-17T00:00:00Z',
    },
  }),
  'bookings.hold': () => ({ body: { ...truck(++trucks), slotId } }),
  'bookings.get': () => ({ params: { bookingId } }),
  'bookings.list': () => ({}),
  'bookings.listAtCheckpoint': () => ({ params: { checkpointId: 'syrym' }, query: '?direction=out' }),
  'bookings.confirm': () => ({ params: { bookingId } }),
  'bookings.cancel': () => ({ params: { bookingId } }),
  ...queueWishes(() => ({ server, gateTruck })),
  'forecasts.current': () => ({}),
  'forecasts.get': () => ({ params: { checkpointId: 'syrym' } }),
  ...moveWishes(() => moved),
  ...previewWishes(() => previewId),
  'applications.submit': () => ({ body: { applications: [application(++trucks)] } }),
  'applications.list': () => ({}),
  'applications.withdraw': () => ({ params: { applicationId } }),
  'plans.start': () => ({ body: {} }),
  'plans.list': () => ({}),
  'plans.get': () => ({ params: { planId } }),
  'plans.cancel': () => ({ params: { planId } }),
  'plans.listDecisions': () => ({ params: { planId } }),
  'roundSchedule.get': () => ({}),
  'roundSchedule.change': () => ({
    body: { schedule: shippedSchedule, replaces: shippedSchedule, reason: 'as it was' },
  }),
  'audit.list': () => ({}),
  'audit.csv': () => ({}),
  'desk.hours': () => ({ query: '?direction=out' }),
  ...complianceWishes(() => ({ bookingId, blockedIds })),
  'regimes.list': () => ({}),
  'regimes.get': () => ({ params: { regimeId } }),
  'regimes.templates': () => ({}),
  'regimes.getCalendar': () => ({ params: { checkpointId: 'syrym' } }),
  ...proposalWishes(() => ({ proposalId })),
  'accounts.me': () => ({}),
  'accounts.listOrganisations': () => ({}),
  'accounts.createOrganisation': () => ({ body: { name: 'Alatau Trans', kind: 'carrier' } }),
  'accounts.list': () => ({}),
  'accounts.create': () => ({
    body: {
      email: 'new@carrier.kz',
      name: 'New',
      password: 'a-long-password',
      role: 'dispatcher',
      organisationId: 'demo-trans',
    },
  }),
};

function requestTo(endpoint: Endpoint): { method: 'GET' | 'POST'; path: string; body?: object } {
  const part = (parent: unknown, name: string): unknown => (parent as Record<string, unknown>)[name];
  const procedure = endpoint.split('.').reduce(part, contract);
  if (!isContractProcedure(procedure)) throw new Error(`${endpoint} is not in the contract`);
  const { method, path = '' } = procedure['~orpc'].route;
  const { params = {}, query = '', body } = wishes[endpoint]();
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
  return { method: method === 'POST' ? 'POST' : 'GET', path: `/api${filled}${query}`, ...(body ? { body } : {}) };
}

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
      for (const endpoint of endpoints) {
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
    expect(seen.length).toBe(2 * endpoints.length);
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
    expect([endpoint, role, answer.status, answer.body.code]).toEqual([endpoint, role, answer.status, undefined]);
    expect(answer.status).toBeLessThan(300);
  }
});
