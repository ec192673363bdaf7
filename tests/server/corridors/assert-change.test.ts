import { ORPCError } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assertChange } from '../../../server/corridors/index.ts';
import { type Change, changeSchema } from '../../../shared/contract/changes.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { applyChange, regimeChange } from './rules-world.ts';

// It is 11:00 on 15 June in Kazakhstan, 06:00 UTC.

let server: TestServer;
const ended = { regime: '', closure: '', shift: '' };

const shift = {
  kind: 'shift',
  checkpointId: 'auyl',
  direction: null,
  side: 'kz',
  startsAt: '2026-06-16T00:00:00Z',
  endsAt: '2026-06-16T08:00:00Z',
  open: { lanes: 1 },
  reason: 'a lane is out of order',
} as const;
const closure = {
  kind: 'closure',
  checkpointId: 'auyl',
  direction: 'out',
  startsAt: '2026-06-20T00:00:00Z',
  endsAt: '2026-06-20T08:00:00Z',
  reason: 'repair of the bridge',
} as const;
const transfer = {
  kind: 'transfer',
  fromCheckpointId: 'zhaisan',
  toCheckpointId: 'alimbet',
  direction: 'out',
  startsAt: '2026-06-18T00:00:00Z',
  endsAt: '2026-06-19T00:00:00Z',
  trucks: 40,
  reason: 'Thursday is full',
} as const;

beforeAll(async () => {
  server = await startTestServer();
  const { db } = server.parts;
  const earlier = new Date('2026-06-14T00:00:00Z');
  const past = { startsAt: '2026-06-14T00:00:00Z', endsAt: '2026-06-15T00:00:00Z' };
  ended.regime = (await applyChange(db, earlier, regimeChange(past)))!;
  ended.closure = (await applyChange(db, earlier, { ...closure, ...past }))!;
  ended.shift = (await applyChange(db, earlier, { ...shift, ...past }))!;
});
afterAll(() => server.stop());

const assert = (change: Change) => assertChange(server.parts.db, server.clock.now(), change);

async function everyRule() {
  const { db } = server.parts;
  const [row] = await db.$queryRaw<{ rules: string }[]>`
    SELECT (SELECT json_agg(r ORDER BY r.id)::text FROM inspection_regime r) || (SELECT json_agg(c ORDER BY c.id)::text FROM closure c)
      || (SELECT json_agg(s ORDER BY s.id)::text FROM shift s) || (SELECT json_agg(c ORDER BY c.id)::text FROM checkpoint c)
      || (SELECT md5(string_agg(s::text, '' ORDER BY s.id)) FROM slot s) AS rules`;
  return row!.rules;
}

/** Refused with its code, the field as in the body of POST /previews, and a hint; and nothing is written. */
async function refuses(change: Change, field: string, code = 'INVALID_INPUT') {
  const before = await everyRule();
  const error = await assert(change).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ORPCError);
  const { code: refused, data } = error as ORPCError<string, { field: string; hint?: string }>;
  expect({ code: refused, field: data.field }).toEqual({ code, field });
  if (code === 'INVALID_INPUT') expect(data.hint!.length).toBeGreaterThan(10);
  expect(await everyRule()).toBe(before);
}

describe('what the contract refuses, by its path', () => {
  const pathsOf = (change: unknown) => changeSchema.safeParse(change).error?.issues.map(({ path }) => path.join('.'));
  const regime = (effect: object) => ({ ...regimeChange(), regime: { ...regimeChange().regime, effect } });

  test.each([
    ['minutes below zero', regime({ documentMinutes: -1 }), 'regime.effect.documentMinutes'],
    ['minutes of zero', regime({ scanMinutes: 0 }), 'regime.effect.scanMinutes'],
    ['a share over one', regime({ scanShares: { green: 1.2 } }), 'regime.effect.scanShares.green'],
    ['a share of a channel that does not exist', regime({ scanShares: { blue: 0.2 } }), 'regime.effect.scanShares'],
    ['a pace over one', regime({ paceFactor: 1.1 }), 'regime.effect.paceFactor'],
    ['lanes below zero', regime({ lanes: -1 }), 'regime.effect.lanes'],
    ['nothing that changes', regime({}), 'regime.effect'],
    [
      'no checkpoint',
      { ...regimeChange(), regime: { ...regimeChange().regime, checkpointIds: [] } },
      'regime.checkpointIds',
    ],
    ['a side that does not exist', { ...shift, side: 'russian' }, 'side'],
    ['a direction that does not exist', { ...shift, direction: 'up' }, 'direction'],
    ['a shift that opens nothing else', { ...shift, open: {} }, 'open'],
    [
      'an hour that does not exist',
      {
        kind: 'calendar',
        checkpointId: 'auyl',
        direction: null,
        side: 'kz',
        fromLocalHour: 24,
        toLocalHour: 3,
        set: { lanes: 1 },
        reason: 'new hall',
      },
      'fromLocalHour',
    ],
    ['no reason', { ...closure, reason: '' }, 'reason'],
  ])('%s', (_what, change, path) => {
    expect(pathsOf(change)).toContain(path);
  });
});

describe('a period', () => {
  const period = (startsAt: string, endsAt: string | null) => regimeChange({ startsAt, endsAt });

  test('that ends before it starts', () =>
    refuses(period('2026-06-17T00:00:00Z', '2026-06-16T00:00:00Z'), 'change.regime.endsAt'));
  test('that ends as it starts', () => refuses({ ...shift, endsAt: shift.startsAt }, 'change.endsAt'));
  test('that is over already', () =>
    refuses({ ...closure, startsAt: '2026-06-15T00:00:00Z', endsAt: '2026-06-15T06:00:00Z' }, 'change.endsAt'));
  test('longer than 366 days', () =>
    refuses(period('2026-06-16T00:00:00Z', '2027-06-17T00:00:01Z'), 'change.regime.endsAt'));
  test('that begins more than a year from now', () =>
    refuses(period('2027-06-17T00:00:00Z', null), 'change.regime.startsAt'));
  test('with an open end, or that has begun, is none of these', async () => {
    await assert(period('2026-06-15T00:00:00Z', null));
    await assert(period('2026-06-15T00:00:00Z', '2026-06-15T07:00:00Z'));
    await assert({ ...transfer });
  });
});

describe('a checkpoint', () => {
  test('that does not exist', async () => {
    await refuses(
      regimeChange({ checkpointIds: ['karasu', 'atlantis'] }),
      'change.regime.checkpointIds',
      'CHECKPOINT_NOT_FOUND',
    );
    await refuses({ ...closure, checkpointId: 'atlantis' }, 'change.checkpointId', 'CHECKPOINT_NOT_FOUND');
    await refuses({ ...transfer, toCheckpointId: 'atlantis' }, 'change.toCheckpointId', 'CHECKPOINT_NOT_FOUND');
    const hours = { kind: 'hours', status: 'open', hours: null, season: null, reason: 'autumn' } as const;
    await refuses({ ...hours, checkpointId: 'atlantis' }, 'change.checkpointId', 'CHECKPOINT_NOT_FOUND');
  });

  test('that is closed beforehand, for good or for that time', async () => {
    await refuses({ ...closure, checkpointId: 'besagash' }, 'change.checkpointId');
    await refuses({ ...shift, checkpointId: 'besagash' }, 'change.checkpointId');
    await refuses(regimeChange({ checkpointIds: ['besagash'] }), 'change.regime.checkpointIds');
    await assert(regimeChange({ checkpointIds: ['besagash', 'karasu'] }));

    const week = {
      ...closure,
      checkpointId: 'orda',
      direction: null,
      startsAt: '2026-06-19T00:00:00Z',
      endsAt: '2026-06-26T00:00:00Z',
    };
    const id = await applyChange(server.parts.db, server.clock.now(), week);
    await refuses({ ...closure, checkpointId: 'orda' }, 'change.startsAt');
    await assert({ ...closure, checkpointId: 'orda', endsAt: '2026-06-27T00:00:00Z' });
    await applyChange(server.parts.db, server.clock.now(), { kind: 'end-closure', closureId: id!, reason: 'repaired' });
    await assert({ ...closure, checkpointId: 'orda' });
  });

  test('that trucks cannot be sent to', async () => {
    await refuses({ ...transfer, toCheckpointId: 'zhaisan' }, 'change.toCheckpointId');
    await refuses({ ...transfer, toCheckpointId: 'karasu' }, 'change.toCheckpointId');
    const closed = await server.parts.db.checkpoint.findFirstOrThrow({ where: { status: 'closed' } });
    const open = await server.parts.db.checkpoint.findFirstOrThrow({
      where: { status: 'open', neighbour: closed.neighbour },
    });
    await refuses({ ...transfer, fromCheckpointId: open.id, toCheckpointId: closed.id }, 'change.toCheckpointId');
  });
});

describe('an end', () => {
  const nobody = '00000000-0000-4000-8000-000000000000';
  const end = (regimeId: string, endsAt: string | null = null) =>
    ({ kind: 'end-regime', regimeId, endsAt, reason: 'over' }) as const;

  test('of what does not exist', async () => {
    await refuses(end(nobody), 'change.regimeId', 'REGIME_NOT_FOUND');
    await refuses({ kind: 'end-closure', closureId: nobody, reason: 'over' }, 'change.closureId', 'CLOSURE_NOT_FOUND');
    await refuses({ kind: 'end-shift', shiftId: nobody, reason: 'over' }, 'change.shiftId', 'SHIFT_NOT_FOUND');
  });

  test('of what has ended', async () => {
    await refuses(end(ended.regime), 'change.regimeId');
    await refuses({ kind: 'end-closure', closureId: ended.closure, reason: 'over' }, 'change.closureId');
    await refuses({ kind: 'end-shift', shiftId: ended.shift, reason: 'over' }, 'change.shiftId');
  });

  test('in the past, or later than it ends anyway', async () => {
    const until = '2026-06-20T00:00:00Z';
    const id = (await applyChange(server.parts.db, server.clock.now(), regimeChange({ endsAt: until })))!;
    await refuses(end(id, '2026-06-15T05:59:00Z'), 'change.endsAt');
    await refuses(end(id, until), 'change.endsAt');
    await assert(end(id, '2026-06-19T00:00:00Z'));
    await applyChange(server.parts.db, server.clock.now(), end(id, '2026-06-19T00:00:00Z'));
    await refuses(end(id, '2026-06-19T12:00:00Z'), 'change.endsAt');
    await assert(end(id));
  });
});

test('a template that does not exist', () =>
  refuses(regimeChange({ templateId: 'spanish-inquisition' }), 'change.regime.templateId'));
