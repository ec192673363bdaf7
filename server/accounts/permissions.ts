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
  'accounts.me': everyone('own account'),
  'accounts.listOrganisations': { administrator: 'all' },
  'accounts.createOrganisation': { administrator: 'all' },
  'accounts.list': { administrator: 'all' },
  'accounts.create': { administrator: 'all' },
};

export const isEndpoint = (path: string): path is Endpoint => Object.hasOwn(permissions, path);

/** @throws NOT_SIGNED_IN where signing in could help, else NOT_ALLOWED; also for a path the table does not know. */
export function assertAllowed(caller: Caller, path: string): void {
  if (isEndpoint(path) && permissions[path][caller.role] !== undefined) return;
  if (caller.userId === null) throw apiError('NOT_SIGNED_IN');
  const hint =
    caller.role === 'anonymous' ? 'your account belongs to no organisation' : `you are signed in as ${caller.role}`;
  throw apiError('NOT_ALLOWED', { hint });
}

/** An officer works at named checkpoints; the other roles are not bound to any. @throws NOT_ALLOWED */
export function assertOwnCheckpoint(caller: Caller, checkpointId: string): void {
  if (caller.role !== 'officer' || caller.checkpointIds.includes(checkpointId)) return;
  throw apiError('NOT_ALLOWED', { field: 'checkpointId', hint: 'you are not an officer of this checkpoint' });
}
