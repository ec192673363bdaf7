import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepSlots, readRules } from '../../../server/corridors/index.ts';
import { type CheckpointRules, checkpointsOf, planSlots, withChange } from '../../../server/corridors/rules/index.ts';
import type { Change } from '../../../shared/contract/changes.ts';
import type { TrafficMix } from '../../../shared/contract/regimes.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { applyChange, everyTruck, regimeChange } from './rules-world.ts';

// The rows that apply_change() writes and the rules that withChange() makes are two ways to the same places: previews show the second, slots have the first.

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const db = () => server.parts.db;
const now = () => server.clock.now();
const rulesOf = async (id: string) => (await readRules(db(), now(), [id]))[0]!;

/** Without the names of rows, which a preview does not know. */
function nameless({ rulesVersion, ...rules }: CheckpointRules) {
  const shed = <Rule extends { id: string }>(list: readonly Rule[]) => list.map(({ id, ...rule }) => rule);
  const mixes = (list: CheckpointRules['regimes']) =>
    list.map(({ mix: { inScopeShare, channels }, ...rule }) => ({ ...rule, mix: { inScopeShare, channels } }));
  return { ...rules, closures: shed(rules.closures), shifts: shed(rules.shifts), regimes: shed(mixes(rules.regimes)) };
}

/** The slots of the API's future, as the rules plan them and as the table has them. */
const planned = (rules: CheckpointRules) =>
  (['out', 'in'] as const).flatMap((direction) =>
    planSlots(rules, direction, now().getTime(), now().getTime() + 31 * 24 * 3_600_000)
      .filter(({ startsAtMs }) => startsAtMs > now().getTime())
      .map(({ startsAtMs, total, inspected, examined, closedBecause, limitedBy, kzLanes, neighbourLanes }) =>
        [
          direction,
          startsAtMs,
          total,
          inspected,
          examined,
          closedBecause,
          limitedBy?.side ?? null,
          limitedBy?.stage ?? null,
          kzLanes,
          neighbourLanes,
        ].join(),
      ),
  );
async function kept(checkpointId: string) {
  const slots = await db().slot.findMany({
    where: { checkpointId, startsAt: { gt: now() } },
    orderBy: [{ direction: 'desc' }, { startsAt: 'asc' }],
  });
  return slots.map((slot) =>
    [
      slot.direction,
      slot.startsAt.getTime(),
      slot.totalPlaces,
      slot.inspectedPlaces,
      slot.examinedPlaces,
      slot.closedBecause,
      slot.limitedBySide,
      slot.limitedByStage,
      slot.kzLanes,
      slot.neighbourLanes,
    ].join(),
  );
}

/** Applies the change and holds rules, versions and slots of its checkpoint against what withChange() said. */
async function applyAsPreviewed(change: Change, checkpointId: string, mix: TrafficMix | null = null) {
  const all = await readRules(db(), now());
  const before = all.find(({ id }) => id === checkpointId)!;
  const expected = withChange(before, change, mix, now().getTime());
  const named = checkpointsOf(change, all);
  expect(named).toContain(checkpointId);

  const id = await applyChange(db(), now(), change, mix);
  await keepSlots(db(), now(), named);

  for (const after of await readRules(db(), now())) {
    const earlier = all.find((one) => one.id === after.id)!;
    if (named.includes(after.id)) expect(after.rulesVersion).toBeGreaterThan(earlier.rulesVersion);
    else expect(after).toEqual(earlier);
    if (after.id === checkpointId) expect(nameless(after)).toEqual(nameless(expected));
  }
  expect(await kept(checkpointId)).toEqual(planned(expected));
  return { id, before, expected };
}

const instant = (text: string) => `2026-06-${text}Z`;

describe('each change', () => {
  test('a regime with an open end reaches to the last slot, and its end gives all of it back', async () => {
    const untouched = await kept('karasu');
    const { id } = await applyAsPreviewed(regimeChange(), 'karasu', everyTruck);
    const during = await db().slot.findMany({
      where: { checkpointId: 'karasu', direction: 'in' },
      orderBy: { startsAt: 'asc' },
    });
    expect(during[0]!.totalPlaces).toBeGreaterThan(10); // 12:00 of Almaty, before it begins
    const rates = during.slice(1).map(({ totalPlaces }) => totalPlaces);
    expect(rates.length).toBeGreaterThan(740);
    expect(new Set(rates)).toEqual(new Set([2, 3])); // as in August 2023
    expect(during.at(-1)).toMatchObject({ limitedBySide: 'kz', limitedByStage: 'examination', kzLanes: 2 });

    await applyAsPreviewed({ kind: 'end-regime', regimeId: id!, endsAt: null, reason: 'over' }, 'karasu');
    expect(await kept('karasu')).toEqual(untouched);
  });

  test('a regime that ends later counts until then, and from there on as if it never had been', async () => {
    const untouched = await kept('taskala');
    const draft = {
      checkpointIds: ['taskala', 'syrym'],
      side: 'neighbour',
      direction: null,
      effect: { lanes: 1, paceFactor: 0.5 },
    } as const;
    const { id } = await applyAsPreviewed(
      regimeChange({ ...draft, checkpointIds: [...draft.checkpointIds] }),
      'syrym',
      everyTruck,
    );
    await applyAsPreviewed(
      { kind: 'end-regime', regimeId: id!, endsAt: instant('20T19:00:00'), reason: 'to midnight' },
      'taskala',
    );
    const after = await kept('taskala');
    const until = Date.parse(instant('20T19:00:00'));
    const of = (rows: string[], isMeant: (at: number) => boolean) =>
      rows.filter((row) => isMeant(Number(row.split(',')[1])));
    expect(of(after, (at) => at >= until)).toEqual(of(untouched, (at) => at >= until));
    expect(of(after, (at) => at > until - 3_600_000 * 100 && at < until)).not.toEqual(
      of(untouched, (at) => at > until - 3_600_000 * 100 && at < until),
    );
  });

  test('one that is ended before it began never was', async () => {
    const untouched = await kept('orda');
    const { id } = await applyAsPreviewed(
      regimeChange({ checkpointIds: ['orda'], startsAt: instant('18T00:00:00') }),
      'orda',
      everyTruck,
    );
    await applyAsPreviewed({ kind: 'end-regime', regimeId: id!, endsAt: null, reason: 'called off' }, 'orda');
    expect(await kept('orda')).toEqual(untouched);
  });

  test('a scope weighs by the mix it was previewed with', async () => {
    const mix = { inScopeShare: 0.25, channels: { green: 0.5, yellow: 0.25, red: 0.25 }, trucks: 120 };
    const effect = { documentMinutes: 30, scanShares: { green: 0.4 } };
    const scope = { kind: 'hs-chapters', chapters: ['08'] } as const;
    const { id } = await applyAsPreviewed(
      regimeChange({
        checkpointIds: ['kairak'],
        effect,
        scope: { ...scope, chapters: [...scope.chapters] },
        endsAt: instant('16T08:00:00'),
      }),
      'kairak',
      mix,
    );
    expect(await db().inspectionRegime.findUniqueOrThrow({ where: { id: id! } })).toMatchObject({
      effect,
      scope,
      mix,
      madeBy: 'test-planner',
    });
  });

  test('a closure, and its end', async () => {
    const untouched = await kept('auyl');
    const period = { startsAt: instant('16T00:00:00'), endsAt: instant('17T00:00:00'), reason: 'repair' };
    const { id } = await applyAsPreviewed(
      { kind: 'closure', checkpointId: 'auyl', direction: 'out', ...period },
      'auyl',
    );
    expect(
      await db().slot.count({
        where: { checkpointId: 'auyl', closedBecause: 'closure', direction: 'out', kzLanes: 0, neighbourLanes: 0 },
      }),
    ).toBe(24);
    server.clock.set(new Date(instant('16T05:30:00')));
    await applyAsPreviewed({ kind: 'end-closure', closureId: id!, reason: 'repaired' }, 'auyl');
    server.clock.advanceMinutes(-(23 * 60));
    expect(await db().slot.count({ where: { checkpointId: 'auyl', closedBecause: 'closure' } })).toBe(6);
    expect((await kept('auyl')).length).toBe(untouched.length + 48);
    expect((await server.call('GET', '/api/checkpoints/auyl/closures')).body.items).toEqual([
      expect.objectContaining({ id, endsAt: instant('16T05:30:00.000') }),
    ]);
  });

  test('a shift replaces servers, the one made last counts, and its end gives the one before back', async () => {
    const period = {
      startsAt: instant('15T20:00:00'),
      endsAt: instant('16T20:00:00'),
      reason: 'a lane is out of order',
    };
    const shift = { kind: 'shift', checkpointId: 'kosak', direction: null, side: 'kz', ...period } as const;
    await applyAsPreviewed({ ...shift, open: { lanes: 3, bays: 2 } }, 'kosak');
    server.clock.advanceMinutes(1);
    const { id } = await applyAsPreviewed({ ...shift, open: { lanes: 2 } }, 'kosak');
    const lanes = () =>
      db().slot.findFirstOrThrow({ where: { checkpointId: 'kosak', startsAt: instant('16T00:00:00') } });
    expect(await lanes()).toMatchObject({ kzLanes: 2 });
    await applyAsPreviewed({ kind: 'end-shift', shiftId: id!, reason: 'repaired' }, 'kosak');
    expect(await lanes()).toMatchObject({ kzLanes: 3 });
  });

  test('hours and season', async () => {
    const change = { kind: 'hours', checkpointId: 'naiza', status: 'open', season: null, reason: 'autumn' } as const;
    await applyAsPreviewed({ ...change, hours: { opensAt: '08:00', closesAt: '18:00' } }, 'naiza');
    await applyAsPreviewed({ ...change, hours: null, season: { from: '05-01', to: '06-20' } }, 'naiza');
    await applyAsPreviewed({ ...change, status: 'closed', hours: null }, 'naiza');
  });

  test('lanes and minutes of every day, over midnight, of one direction', async () => {
    const change = { kind: 'calendar', checkpointId: 'bidaik', side: 'neighbour', reason: 'new hall' } as const;
    const hours = { fromLocalHour: 22, toLocalHour: 3 };
    await applyAsPreviewed({ ...change, ...hours, direction: 'in', set: { lanes: 4, scanShare: 0 } }, 'bidaik');
    await applyAsPreviewed(
      { ...change, fromLocalHour: 8, toLocalHour: 19, direction: null, set: { documentMinutes: 4.5 } },
      'bidaik',
    );
    const row = await db().sideCapacity.findFirstOrThrow({
      where: { checkpointId: 'bidaik', side: 'neighbour', direction: 'in', localHour: 23 },
    });
    expect(row).toMatchObject({ lanes: 4, scanShare: 0 });
    expect(row.assumed).not.toContain('lanes');
    expect(row.assumed).toContain('documentMinutes');
  });

  test('a transfer changes no rules, and yet is seen by other previews', async () => {
    const change = {
      kind: 'transfer',
      fromCheckpointId: 'zhaisan',
      toCheckpointId: 'alimbet',
      direction: 'out',
      trucks: 40,
      reason: 'full',
    } as const;
    const period = { startsAt: instant('18T00:00:00'), endsAt: instant('19T00:00:00') };
    const { expected, before } = await applyAsPreviewed({ ...change, ...period }, 'zhaisan');
    expect(expected).toBe(before);
  });
});

test('what is to end and is not there, is refused, and nothing is written', async () => {
  const before = JSON.stringify(await readRules(db(), now()));
  const nobody = '00000000-0000-4000-8000-000000000000';
  const refused = (change: Change) =>
    applyChange(db(), now(), change).then(
      () => 'applied',
      (error: unknown) => String(error),
    );
  expect(await refused({ kind: 'end-regime', regimeId: nobody, endsAt: null, reason: 'over' })).toContain(
    'REGIME_NOT_FOUND',
  );
  expect(await refused({ kind: 'end-closure', closureId: nobody, reason: 'over' })).toContain('CLOSURE_NOT_FOUND');
  expect(await refused({ kind: 'end-shift', shiftId: nobody, reason: 'over' })).toContain('SHIFT_NOT_FOUND');
  expect(await refused(regimeChange({ checkpointIds: ['karasu', 'atlantis'] }))).toContain('CHECKPOINT_NOT_FOUND');
  expect(JSON.stringify(await readRules(db(), now()))).toBe(before);
});

test('whoever changes a rule makes the version grow: a hand in the database, and the quick way to close', async () => {
  const version = async () => (await rulesOf('ube')).rulesVersion;
  const first = await version();
  await db().sideCapacity.updateMany({ where: { checkpointId: 'ube', localHour: 3 }, data: { lanes: 2 } });
  expect(await version()).toBe(first + 1);
  await db().checkpoint.update({ where: { id: 'ube' }, data: { opensAt: '06:00', closesAt: '22:00' } });
  expect(await version()).toBe(first + 2);
  await db().checkpoint.update({ where: { id: 'ube' }, data: { road: 'A20' } });
  expect(await version()).toBe(first + 2);
  const body = { startsAt: instant('20T00:00:00'), endsAt: instant('20T06:00:00'), reason: 'flood' };
  await server.call('POST', '/api/checkpoints/ube/closures', { token: await server.signIn('planner'), body });
  expect(await version()).toBe(first + 3);
});
