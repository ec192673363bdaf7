import { isContractProcedure } from '@orpc/contract';
import type { Endpoint } from '../../server/accounts/index.ts';
import { contract } from '../../shared/contract/index.ts';
import type { Role } from '../../shared/words.ts';
import { type Answer, startTestServer, type TestServer } from '../support/server.ts';
import { findSlot, truck } from '../support/trucks.ts';
import { type CarrierWorld, carrierWishes, openCarrierWorld } from './carrier-wishes.ts';
import { blockTwo, complianceWishes, noteImport } from './compliance/wishes.ts';
import { applyChange, regimeChange } from './corridors/rules-world.ts';
import { application } from './plans/applications.ts';
import { proposalWishes, propose } from './proposals/wishes.ts';
import { bookGateTruck, queueWishes } from './queues/wishes.ts';
import { moveThreeTrucks, moveWishes } from './replans/moved-trucks.ts';
import { previewShift, previewWishes } from './replans/preview-wishes.ts';

// A server with something of everything, and a valid request to each endpoint: what tests/server/permissions.test.ts walks with every role.

/** Of the booking that Demo Trans has in this world. */
export const secrets = {
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
let carrierWorld: CarrierWorld;
let gateTruck: Awaited<ReturnType<typeof bookGateTruck>>;

export async function openPermissionWorld() {
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
  carrierWorld = await openCarrierWorld(server, tokens.dispatcher!);
  return { server, tokens, otherCarrier, slotId, bookingId };
}

export async function callAs(role: Role, method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> {
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

export const wishes: Record<Endpoint, () => Wish> = {
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
  ...carrierWishes(() => carrierWorld),
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

export function requestTo(endpoint: Endpoint): { method: 'GET' | 'POST'; path: string; body?: object } {
  const part = (parent: unknown, name: string): unknown => (parent as Record<string, unknown>)[name];
  const procedure = endpoint.split('.').reduce(part, contract);
  if (!isContractProcedure(procedure)) throw new Error(`${endpoint} is not in the contract`);
  const { method, path = '' } = procedure['~orpc'].route;
  const { params = {}, query = '', body } = wishes[endpoint]();
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
  return { method: method === 'POST' ? 'POST' : 'GET', path: `/api${filled}${query}`, ...(body ? { body } : {}) };
}
