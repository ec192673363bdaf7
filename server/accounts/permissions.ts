import type { Contract } from '../../shared/contract/index.ts';
import type { Role } from '../../shared/words.ts';
import { apiError } from '../platform/http/errors.ts';
import type { Caller } from './caller.ts';

type EndpointOf<Router, Prefix extends string = ''> = {
  [Key in keyof Router & string]: Router[Key] extends { '~orpc': unknown }
    ? `${Prefix}${Key}`
    : EndpointOf<Router[Key], `${Prefix}${Key}.`>;
}[keyof Router & string];

/** Every endpoint by its place in the contract, such as bookings.hold. */
export type Endpoint = EndpointOf<Contract>;

/** How far a permission reaches. The endpoint itself keeps to it: its statements ask by organisation or checkpoint. */
export type Scope = 'all' | 'own account' | 'own organisation' | 'own checkpoints';

type Permission = Partial<Record<Role, Scope>>;

const everyone = (scope: Scope): Permission => ({
  anonymous: scope,
  dispatcher: scope,
  officer: scope,
  planner: scope,
  reviewer: scope,
  administrator: scope,
});

const signedIn = (scope: Scope): Permission => {
  const { anonymous: _, ...rest } = everyone(scope);
  return rest;
};

/** Who may do what. A role that is not named may not; an endpoint of the contract that is not named does not compile. */
export const permissions: Record<Endpoint, Permission> = {
  health: everyone('all'),
  'checkpoints.list': everyone('all'),
  'checkpoints.get': everyone('all'),
  'checkpoints.listSlots': everyone('all'),
  'checkpoints.listClosures': everyone('all'),
  'checkpoints.listPorts': everyone('all'),
  'checkpoints.close': { planner: 'all' },
  'bookings.offer': { dispatcher: 'own organisation' },
  'bookings.hold': { dispatcher: 'own organisation' },
  'bookings.confirm': { dispatcher: 'own organisation' },
  'bookings.cancel': { dispatcher: 'own organisation' },
  'bookings.get': { dispatcher: 'own organisation' },
  'bookings.list': { dispatcher: 'own organisation' },
  'bookings.listAtCheckpoint': { officer: 'own checkpoints', planner: 'all', administrator: 'all' },
  'queues.live': everyone('all'),
  'queues.get': everyone('all'),
  'queues.listHistory': everyone('all'),
  'queues.historyCsv': everyone('all'),
  'queues.listTrucks': { officer: 'own checkpoints', planner: 'all', administrator: 'all' },
  'queues.getTruck': { officer: 'own checkpoints', planner: 'all', administrator: 'all' },
  'queues.nextToCall': { officer: 'own checkpoints', planner: 'all', administrator: 'all' },
  'queues.recordEvent': { officer: 'own checkpoints' },
  'queues.recordEvents': { officer: 'own checkpoints' },
  'queues.getPassage': { dispatcher: 'own organisation' },
  'queues.getLink': { dispatcher: 'own organisation' },
  'queues.getTrip': everyone('all'),
  'queues.passKeys': everyone('all'),
  'forecasts.current': everyone('all'),
  'forecasts.get': everyone('all'),
  'applications.submit': { dispatcher: 'own organisation' },
  'applications.list': { dispatcher: 'own organisation' },
  'applications.withdraw': { dispatcher: 'own organisation' },
  'plans.start': { planner: 'all' },
  'plans.list': everyone('all'),
  'plans.get': everyone('all'),
  'plans.cancel': { planner: 'all' },
  'plans.listDecisions': { dispatcher: 'own organisation', planner: 'all' },
  'regimes.list': everyone('all'),
  'regimes.get': everyone('all'),
  'regimes.templates': everyone('all'),
  'regimes.getCalendar': everyone('all'),
  'previews.start': { planner: 'all' },
  'previews.get': { planner: 'all' },
  'previews.listSlots': { planner: 'all' },
  'previews.listMoves': { planner: 'all' },
  'previews.apply': { planner: 'all' },
  'previews.whatIf': { planner: 'all' },
  'desk.hours': { planner: 'all', administrator: 'all' },
  'proposals.list': { planner: 'all' },
  'proposals.get': { planner: 'all' },
  'proposals.decline': { planner: 'all' },
  'suggestions.current': { planner: 'all' },
  'moves.list': { dispatcher: 'own organisation' },
  'moves.offer': { dispatcher: 'own organisation' },
  'moves.accept': { dispatcher: 'own organisation' },
  'moves.choose': { dispatcher: 'own organisation' },
  'moves.cancel': { dispatcher: 'own organisation' },
  'compliance.current': { planner: 'all', reviewer: 'all', administrator: 'all' },
  'compliance.listVersions': { planner: 'all', reviewer: 'all', administrator: 'all' },
  'compliance.exportList': { planner: 'all', reviewer: 'all', administrator: 'all' },
  'compliance.importList': { planner: 'all', reviewer: 'all' },
  'compliance.getScreenings': { dispatcher: 'own organisation', planner: 'all', reviewer: 'all' },
  'compliance.listBlocked': { planner: 'all', reviewer: 'all' },
  'compliance.release': { reviewer: 'all' },
  'compliance.refuse': { reviewer: 'all' },
  'compliance.greenShare': { dispatcher: 'own organisation', planner: 'all', reviewer: 'all', administrator: 'all' },
  'compliance.reExportCsv': { planner: 'all', reviewer: 'all', administrator: 'all' },
  'roundSchedule.get': everyone('all'),
  'roundSchedule.change': { planner: 'all' },
  'audit.list': { planner: 'all', administrator: 'all' },
  'audit.csv': { planner: 'all', administrator: 'all' },
  'corridors.list': everyone('all'),
  'corridors.get': everyone('all'),
  'corridors.current': everyone('all'),
  'sailings.list': everyone('all'),
  'sailings.get': everyone('all'),
  'sailings.listGateSlots': everyone('all'),
  'sailings.positions': everyone('all'),
  'sailings.announce': { planner: 'all' },
  'sailings.delay': { planner: 'all' },
  'sailings.setLoadFactor': { planner: 'all' },
  'sailings.cancel': { planner: 'all' },
  'sailings.joinStandby': { dispatcher: 'own organisation' },
  'sailings.listStandby': { dispatcher: 'own organisation' },
  'sailings.leaveStandby': { dispatcher: 'own organisation' },
  'itineraries.offer': { dispatcher: 'own organisation' },
  'itineraries.hold': { dispatcher: 'own organisation' },
  'itineraries.confirm': { dispatcher: 'own organisation' },
  'itineraries.cancel': { dispatcher: 'own organisation' },
  'itineraries.get': { dispatcher: 'own organisation' },
  'itineraries.list': { dispatcher: 'own organisation' },
  'itineraries.acceptRepair': { dispatcher: 'own organisation' },
  'itineraries.declineRepair': { dispatcher: 'own organisation' },
  'bookingChanges.getRules': { dispatcher: 'own organisation' },
  'bookingChanges.offer': { dispatcher: 'own organisation' },
  'bookingChanges.list': { dispatcher: 'own organisation', planner: 'all' },
  'bookingChanges.changeSlot': { dispatcher: 'own organisation' },
  'bookingChanges.changeDriver': { dispatcher: 'own organisation' },
  'bookingChanges.changeVehicle': { dispatcher: 'own organisation' },
  'waitlist.join': { dispatcher: 'own organisation' },
  'waitlist.list': { dispatcher: 'own organisation' },
  'waitlist.withdraw': { dispatcher: 'own organisation' },
  'conduct.get': { dispatcher: 'own organisation' },
  'conduct.list': { dispatcher: 'own organisation', planner: 'all' },
  'conduct.appeal': { dispatcher: 'own organisation' },
  'conduct.waive': { planner: 'all' },
  'conduct.uphold': { planner: 'all' },
  'fleet.list': { dispatcher: 'own organisation' },
  'fleet.add': { dispatcher: 'own organisation' },
  'fleet.change': { dispatcher: 'own organisation' },
  'fleet.retire': { dispatcher: 'own organisation' },
  'fleet.importUnits': { dispatcher: 'own organisation' },
  'fleet.listDrivers': { dispatcher: 'own organisation' },
  'fleet.addDriver': { dispatcher: 'own organisation' },
  'fleet.changeDriver': { dispatcher: 'own organisation' },
  'fleet.retireDriver': { dispatcher: 'own organisation' },
  'fleet.importDrivers': { dispatcher: 'own organisation' },
  'drafts.paste': { dispatcher: 'own organisation' },
  'drafts.list': { dispatcher: 'own organisation' },
  'drafts.get': { dispatcher: 'own organisation' },
  'drafts.confirm': { dispatcher: 'own organisation' },
  'drafts.discard': { dispatcher: 'own organisation' },
  'frameworkContracts.list': { dispatcher: 'own organisation' },
  'frameworkContracts.get': { dispatcher: 'own organisation' },
  'frameworkContracts.listDays': { dispatcher: 'own organisation' },
  'frameworkContracts.create': { dispatcher: 'own organisation' },
  'frameworkContracts.pause': { dispatcher: 'own organisation' },
  'frameworkContracts.resume': { dispatcher: 'own organisation' },
  'frameworkContracts.end': { dispatcher: 'own organisation' },
  'tripBoard.list': { dispatcher: 'own organisation' },
  'tripBoard.getCalendar': { dispatcher: 'own organisation' },
  'tripBoard.renewCalendar': { dispatcher: 'own organisation' },
  'tripBoard.revokeCalendar': { dispatcher: 'own organisation' },
  'tripBoard.calendar': everyone('all'),
  'notices.list': signedIn('own account'),
  'notices.unread': signedIn('own account'),
  'notices.markRead': signedIn('own account'),
  'notices.getPreferences': signedIn('own account'),
  'notices.changePreferences': signedIn('own account'),
  'notices.listBatches': { planner: 'all' },
  'notices.releaseBatch': { planner: 'all' },
  'notices.discardBatch': { planner: 'all' },
  'webhooks.list': { dispatcher: 'own organisation' },
  'webhooks.create': { dispatcher: 'own organisation' },
  'webhooks.test': { dispatcher: 'own organisation' },
  'webhooks.enable': { dispatcher: 'own organisation' },
  'webhooks.disable': { dispatcher: 'own organisation' },
  'webhooks.remove': { dispatcher: 'own organisation' },
  'webhooks.listDeliveries': { dispatcher: 'own organisation' },
  'fairness.list': everyone('all'),
  'fairness.overview': everyone('all'),
  'fairness.rules': everyone('all'),
  'apiKeys.list': { dispatcher: 'own organisation' },
  'apiKeys.create': { dispatcher: 'own organisation' },
  'apiKeys.revoke': { dispatcher: 'own organisation' },
  'accounts.me': everyone('own account'),
  'accounts.listOrganisations': { administrator: 'all' },
  'accounts.createOrganisation': { administrator: 'all' },
  'accounts.list': { administrator: 'all' },
  'accounts.create': { administrator: 'all' },
};

export const isEndpoint = (path: string): path is Endpoint => Object.hasOwn(permissions, path);

/** @throws NOT_SIGNED_IN where signing in could help, else NOT_ALLOWED; also for a path the table does not know. */
export function assertAllowed(caller: Caller, path: string): void {
  if (isEndpoint(path) && permissions[path][caller.role] !== undefined) {
    if (caller.isProgram && isForPeople(path)) throw apiError('NOT_ALLOWED', { hint: 'not with an API key: sign in' });
    return;
  }
  if (caller.userId === null) throw apiError('NOT_SIGNED_IN');
  const hint =
    caller.role === 'anonymous' ? 'your account belongs to no organisation' : `you are signed in as ${caller.role}`;
  throw apiError('NOT_ALLOWED', { hint });
}

/** What would outlive a stolen key that is revoked: other keys, webhooks, the address of the calendar. */
const outlivesKey = (path: Endpoint) =>
  path.startsWith('apiKeys.') || ['webhooks.create', 'tripBoard.getCalendar', 'tripBoard.renewCalendar'].includes(path);

/** And what is of an account is not of a program, which has none. */
const isForPeople = (path: Endpoint) =>
  outlivesKey(path) || (permissions[path].dispatcher === 'own account' && path !== 'accounts.me');

/** An officer works at named checkpoints; the other roles are not bound to any. @throws NOT_ALLOWED */
export function assertOwnCheckpoint(caller: Caller, checkpointId: string): void {
  if (caller.role !== 'officer' || caller.checkpointIds.includes(checkpointId)) return;
  throw apiError('NOT_ALLOWED', { field: 'checkpointId', hint: 'you are not an officer of this checkpoint' });
}
