import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keepSlots } from '../../../server/corridors/index.ts';
import { loadPictures } from '../../../server/forecasts/load-pictures.ts';
import type { Regime } from '../../../shared/contract/regimes.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { testStart } from '../../support/test-clock.ts';
import { applyChange, everyTruck, regimeChange } from './rules-world.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(() => server.clock.set(testStart));

const db = () => server.parts.db;
const get = (path: string) => server.call('GET', `/api${path}`);
const announce = (changes: Parameters<typeof regimeChange>[0] = {}) =>
  applyChange(db(), server.clock.now(), regimeChange(changes), everyTruck);

describe('regimes', () => {
  test('anyone sees one with its cause, source and state, which goes with the clock', async () => {
    const id = await announce({
      startsAt: '2026-06-15T08:00:00Z',
      endsAt: '2026-06-16T08:00:00Z',
      checkpointIds: ['karasu', 'ube'],
    });
    const { status, body } = await get(`/regimes/${id}`);
    expect(status).toBe(200);
    expect(body).toEqual({
      ...regimeChange().regime,
      id,
      checkpointIds: ['karasu', 'ube'],
      startsAt: '2026-06-15T08:00:00.000Z',
      endsAt: '2026-06-16T08:00:00.000Z',
      state: 'coming',
      mix: everyTruck,
      madeAt: testStart.toISOString(),
      endedAt: null,
      endReason: null,
    });
    const stateAt = async (at: string) => {
      server.clock.set(new Date(at));
      return (await get(`/regimes/${id}`)).body.state;
    };
    expect(await stateAt('2026-06-15T08:00:00Z')).toBe('in-force');
    expect(await stateAt('2026-06-16T07:59:59Z')).toBe('in-force');
    expect(await stateAt('2026-06-16T08:00:00Z')).toBe('over');
    expect(await get(`/regimes/${randomUUID()}`)).toMatchObject({ status: 404, body: { code: 'REGIME_NOT_FOUND' } });
  });

  test('one that was ended says when and why, and is no longer listed', async () => {
    const id = await announce({ checkpointIds: ['orda'] });
    server.clock.advanceMinutes(120);
    await applyChange(db(), server.clock.now(), {
      kind: 'end-regime',
      regimeId: id!,
      endsAt: null,
      reason: 'the scanner works',
    });
    expect((await get(`/regimes/${id}`)).body).toMatchObject({
      state: 'over',
      endsAt: null,
      endedAt: '2026-06-15T08:00:00.000Z',
      endReason: 'the scanner works',
    });
    expect((await get('/regimes?checkpointId=orda')).body.items).toEqual([]);
    expect((await get('/regimes?checkpointId=orda&over=true')).body.items).toEqual([expect.objectContaining({ id })]);
  });

  test('pages hold each once, the newest first', async () => {
    const made: string[] = [];
    for (let minute = 0; minute < 5; minute++) {
      made.push((await announce({ checkpointIds: ['zhaisan'], side: 'neighbour' }))!);
      if (minute % 2 === 0) server.clock.advanceMinutes(1); // two of them at the same instant
    }
    const read: Regime[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await get(`/regimes?checkpointId=zhaisan&limit=2${cursor && `&cursor=${cursor}`}`);
      read.push(...body.items);
      cursor = body.nextCursor;
    }
    expect(read.map(({ id }) => id).sort()).toEqual([...made].sort());
    expect(read.map(({ madeAt }) => madeAt)).toEqual(
      read
        .map(({ madeAt }) => madeAt)
        .sort()
        .reverse(),
    );
    expect(await get('/regimes?cursor=42')).toMatchObject({
      status: 400,
      body: { code: 'INVALID_INPUT', field: 'cursor' },
    });
    expect(await get('/regimes?checkpointId=atlantis')).toMatchObject({
      status: 404,
      body: { code: 'CHECKPOINT_NOT_FOUND' },
    });
  });
});

test('templates come with what was observed, the source, and which numbers are ours', async () => {
  const { items } = (await get('/regime-templates')).body;
  expect(items).toHaveLength(6);
  expect(items[0]).toEqual({
    id: 'every-truck-examined-2023-08',
    side: 'kz',
    effect: { bays: 1, examinationMinutes: 20, examinationShares: { green: 1, yellow: 1, red: 1 } },
    hours: 72,
    observed: 'karasu 2023-08-21: full checks; 2-3 trucks per hour',
    source: 'press, 2023',
    assumed: ['bays', 'examinationMinutes'],
  });
  expect(items.at(-1)).toMatchObject({ side: 'neighbour', effect: { paceFactor: 0.8125 }, hours: null, assumed: [] });
});

describe('the calendar', () => {
  test('has every hour of both sides and directions, and the shifts that are not over', async () => {
    const shift = {
      kind: 'shift',
      checkpointId: 'auyl',
      direction: 'out',
      side: 'neighbour',
      reason: 'night',
    } as const;
    const id = await applyChange(db(), testStart, {
      ...shift,
      startsAt: '2026-06-16T00:00:00Z',
      endsAt: '2026-06-16T06:00:00Z',
      open: { bays: 0 },
    });
    const { body } = await get('/checkpoints/auyl/calendar');
    expect(body.hours).toHaveLength(2 * 2 * 24);
    expect(body.hours[0]).toMatchObject({ direction: 'out', side: 'kz', localHour: 0, assumed: expect.any(Array) });
    expect(body.shifts).toEqual([
      {
        ...{ id, checkpointId: 'auyl', direction: 'out', side: 'neighbour', open: { bays: 0 }, reason: 'night' },
        startsAt: '2026-06-16T00:00:00.000Z',
        endsAt: '2026-06-16T06:00:00.000Z',
        madeAt: testStart.toISOString(),
      },
    ]);
    server.clock.set(new Date('2026-06-16T06:00:00Z'));
    expect((await get('/checkpoints/auyl/calendar')).body.shifts).toEqual([]);
    expect(await get('/checkpoints/atlantis/calendar')).toMatchObject({
      status: 404,
      body: { code: 'CHECKPOINT_NOT_FOUND' },
    });
  });
});

describe('what a regime changes at once', () => {
  test('the hours that the forecast runs on', async () => {
    const pictureOf = async () => {
      await db().$queryRaw`SELECT refresh_queue_status('taskala', 'out', ${server.clock.now()})`;
      const pictures = await loadPictures(db(), server.clock.now());
      return pictures.find(({ checkpointId, direction }) => checkpointId === 'taskala' && direction === 'out')!;
    };
    const at = (picture: Awaited<ReturnType<typeof pictureOf>>, iso: string) =>
      picture.slots.find(({ startsAtMs }) => startsAtMs === Date.parse(iso))!;
    const before = await pictureOf();
    const effect = { documentMinutes: 17, lanes: 1 };
    await announce({
      checkpointIds: ['taskala'],
      side: 'kz',
      direction: 'out',
      startsAt: '2026-06-15T12:00:00Z',
      effect,
    });
    const after = await pictureOf();
    expect(at(after, '2026-06-15T11:00:00Z').first).toEqual(at(before, '2026-06-15T11:00:00Z').first);
    expect(at(before, '2026-06-15T12:00:00Z').first).not.toMatchObject(effect);
    expect(at(after, '2026-06-15T12:00:00Z').first).toMatchObject(effect);
    expect(at(after, '2026-06-15T12:00:00Z').second).toEqual(at(before, '2026-06-15T12:00:00Z').second);
  });

  test('the lanes of the live queue, also in the slot that is under way, whose places stay', async () => {
    server.clock.set(new Date('2026-06-15T08:20:00Z'));
    const shift = {
      kind: 'shift',
      checkpointId: 'syrym',
      direction: null,
      side: 'kz',
      reason: 'two lanes are shut',
    } as const;
    const period = { startsAt: '2026-06-15T08:10:00Z', endsAt: '2026-06-15T10:00:00Z' };
    const slot = () =>
      db().slot.findFirstOrThrow({
        where: { checkpointId: 'syrym', direction: 'out', startsAt: new Date('2026-06-15T08:00:00Z') },
      });
    const lanes = async () => {
      await db().$queryRaw`SELECT refresh_queue_status('syrym', 'out', ${server.clock.now()})`;
      return (await db().queueStatus.findFirstOrThrow({ where: { checkpointId: 'syrym', direction: 'out' } })).kzLanes;
    };
    expect(await lanes()).toBe(3);
    const before = await slot();
    await applyChange(db(), server.clock.now(), { ...shift, ...period, open: { lanes: 1 } });
    const changed = await keepSlots(db(), server.clock.now(), ['syrym']);
    const after = await slot();
    expect(changed).toContainEqual({ id: after.id, checkpointId: 'syrym' });
    expect(after).toEqual({ ...before, kzLanes: 1, seq: after.seq });
    expect(await lanes()).toBe(1);
    server.clock.set(new Date('2026-06-15T10:20:00Z'));
    expect(await lanes()).toBe(3);
  });
});
