import { isContractProcedure } from '@orpc/contract';
import { expect, test } from 'vitest';
import { assertAllowed, assertOwnCheckpoint, type Caller, permissions } from '../../../server/accounts/index.ts';
import { anonymous } from '../../../shared/contract/accounts.ts';
import { contract } from '../../../shared/contract/index.ts';
import { type Role, roleSchema } from '../../../shared/words.ts';

function listEndpoints(router: object, prefix = ''): string[] {
  return Object.entries(router).flatMap(([name, part]) =>
    isContractProcedure(part) ? [`${prefix}${name}`] : listEndpoints(part, `${prefix}${name}.`),
  );
}

const named = (part: string, ...names: string[]) => names.map((name) => `${part}.${name}`);

const callerOf = (role: Role): Caller => ({ ...anonymous, role, userId: role === 'anonymous' ? null : 'somebody' });

/** What assertAllowed says: nothing, or the code of the refusal. */
function findRefusal(caller: Caller, endpoint: string): string | undefined {
  try {
    assertAllowed(caller, endpoint);
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

test('the table names every endpoint of the contract and no other', () => {
  const endpoints = listEndpoints(contract);
  expect(endpoints.length).toBeGreaterThan(15);
  expect(Object.keys(permissions).sort()).toEqual(endpoints.sort());
});

test('who may do what', () => {
  const allowed = Object.fromEntries(
    roleSchema.options.map((role) => [
      role,
      Object.keys(permissions).filter((endpoint) => findRefusal(callerOf(role), endpoint) === undefined),
    ]),
  );
  const open = [
    'health',
    'checkpoints.list',
    'checkpoints.get',
    'checkpoints.listSlots',
    'checkpoints.listClosures',
    'checkpoints.listPorts',
    'plans.list',
    'plans.get',
    'queues.live',
    'queues.get',
    'queues.listHistory',
    'queues.historyCsv',
    'queues.getTrip',
    'queues.passKeys',
    'forecasts.current',
    'forecasts.get',
    'roundSchedule.get',
    'regimes.list',
    'regimes.get',
    'regimes.templates',
    'regimes.getCalendar',
    ...named('corridors', 'list', 'get', 'current'),
    ...named('sailings', 'list', 'get', 'listGateSlots', 'positions'),
    ...named('fairness', 'list', 'overview', 'rules'),
    'tripBoard.calendar',
    'accounts.me',
  ];
  const reading = named('notices', 'list', 'unread', 'markRead', 'getPreferences', 'changePreferences');
  const dispatching = ['offer', 'hold', 'confirm', 'cancel', 'get', 'list'].map((name) => `bookings.${name}`);
  const applying = ['applications.submit', 'applications.list', 'applications.withdraw', 'plans.listDecisions'];
  const trucking = ['queues.getPassage', 'queues.getLink'];
  const watching = ['bookings.listAtCheckpoint', 'queues.listTrucks', 'queues.getTruck', 'queues.nextToCall'];
  const recording = ['queues.recordEvent', 'queues.recordEvents'];
  const planning = ['plans.start', 'plans.cancel', 'plans.listDecisions', 'roundSchedule.change'];
  const changing = ['start', 'get', 'listSlots', 'listMoves', 'apply', 'whatIf'].map((name) => `previews.${name}`);
  const proposing = ['proposals.list', 'proposals.get', 'proposals.decline', 'suggestions.current'];
  const overseeing = ['desk.hours', 'audit.list', 'audit.csv'];
  const answering = ['list', 'offer', 'accept', 'choose', 'cancel'].map((name) => `moves.${name}`);
  const ownScreening = ['compliance.getScreenings', 'compliance.greenShare'];
  const readingLists = ['current', 'listVersions', 'exportList', 'greenShare', 'reExportCsv'].map(
    (name) => `compliance.${name}`,
  );
  const screening = [...readingLists, 'compliance.getScreenings', 'compliance.listBlocked', 'compliance.importList'];
  const administering = ['listOrganisations', 'createOrganisation', 'list', 'create'].map((name) => `accounts.${name}`);
  const fleet = ['list', 'add', 'change', 'retire', 'importUnits'];
  const drivers = ['listDrivers', 'addDriver', 'changeDriver', 'retireDriver', 'importDrivers'];
  const desk = [
    ...named('sailings', 'joinStandby', 'listStandby', 'leaveStandby'),
    ...named('itineraries', 'offer', 'hold', 'confirm', 'cancel', 'get', 'list', 'acceptRepair', 'declineRepair'),
    ...named('bookingChanges', 'getRules', 'offer', 'list', 'changeSlot', 'changeDriver', 'changeVehicle'),
    ...named('waitlist', 'join', 'list', 'withdraw'),
    ...named('conduct', 'get', 'list', 'appeal'),
    ...named('fleet', ...fleet, ...drivers),
    ...named('drafts', 'paste', 'list', 'get', 'confirm', 'discard'),
    ...named('frameworkContracts', 'list', 'get', 'listDays', 'create', 'pause', 'resume', 'end'),
    ...named('tripBoard', 'list', 'getCalendar', 'renewCalendar', 'revokeCalendar'),
    ...named('webhooks', 'list', 'create', 'test', 'enable', 'disable', 'remove', 'listDeliveries'),
    ...named('apiKeys', 'list', 'create', 'revoke'),
  ];
  const authority = [
    ...named('sailings', 'announce', 'delay', 'setLoadFactor', 'cancel'),
    ...named('conduct', 'list', 'waive', 'uphold'),
    ...named('notices', 'listBatches', 'releaseBatch', 'discardBatch'),
    'bookingChanges.list',
  ];
  const sorted = (...endpoints: string[]) =>
    expect.toSatisfy(
      (found: string[]) => JSON.stringify([...found].sort()) === JSON.stringify([...open, ...endpoints].sort()),
    );
  expect(allowed).toEqual({
    anonymous: sorted(),
    dispatcher: sorted(...reading, ...desk, ...dispatching, ...applying, ...trucking, ...ownScreening, ...answering),
    officer: sorted(...reading, ...watching, ...recording),
    planner: sorted(
      ...reading,
      ...authority,
      ...watching,
      'checkpoints.close',
      ...planning,
      ...changing,
      ...proposing,
      ...overseeing,
      ...screening,
    ),
    reviewer: sorted(...reading, ...screening, 'compliance.release', 'compliance.refuse'),
    administrator: sorted(...reading, ...watching, ...overseeing, ...readingLists, ...administering),
  });
});

test('the anonymous are told to sign in, the others that they may not', () => {
  expect(findRefusal(anonymous, 'bookings.hold')).toBe('NOT_SIGNED_IN');
  expect(findRefusal(callerOf('officer'), 'bookings.hold')).toBe('NOT_ALLOWED');
  expect(findRefusal({ ...anonymous, userId: 'removed-member' }, 'bookings.hold')).toBe('NOT_ALLOWED');
});

test.each(['bookings.destroy', 'bookings', '', 'constructor', 'toString', '__proto__'])(
  'a path the table does not know is for nobody: %j',
  (path) => {
    for (const role of roleSchema.options) expect(findRefusal(callerOf(role), path)).toMatch(/^NOT_/);
  },
);

test('an officer is bound to the own checkpoints, a planner to none', () => {
  const officer: Caller = { ...callerOf('officer'), checkpointIds: ['syrym'] };
  expect(() => assertOwnCheckpoint(officer, 'syrym')).not.toThrow();
  expect(() => assertOwnCheckpoint(officer, 'karasu')).toThrow(expect.objectContaining({ code: 'NOT_ALLOWED' }));
  expect(() => assertOwnCheckpoint(callerOf('planner'), 'karasu')).not.toThrow();
});
