import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DeskCheckpoint, DeskHours } from '../../../shared/contract/desk.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { testStart } from '../../support/test-clock.ts';
import { findSlot, goods, truck } from '../../support/trucks.ts';

let server: TestServer;
let planner: string;

beforeAll(async () => {
  server = await startTestServer();
  planner = await server.signIn('planner');
});
afterAll(() => server.stop());
beforeEach(() => server.clock.set(testStart));

async function ask(query: Record<string, string> = {}) {
  const search = new URLSearchParams({ direction: 'out', ...query });
  return server.call('GET', `/api/desk/hours?${search}`, { token: planner });
}

async function askAt(checkpointId: string, query: Record<string, string> = {}) {
  const body: DeskHours = (await ask({ checkpointId, ...query })).body;
  return { body, checkpoint: body.checkpoints[0] as DeskCheckpoint };
}

const hourAt = (body: DeskHours, instant: string) => body.startsAt.indexOf(new Date(instant).toISOString());

test('it shows all checkpoints over the same 48 hours, from the hour that runs on', async () => {
  server.clock.set(new Date('2026-06-15T06:40:00Z'));
  const body: DeskHours = (await ask()).body;
  expect(body.startsAt).toHaveLength(48);
  expect(body.startsAt[0]).toBe('2026-06-15T06:00:00.000Z');
  expect(body.checkpoints).toHaveLength(await server.parts.db.checkpoint.count());
  for (const checkpoint of body.checkpoints) {
    const { places, taken, closedBecause, limitedBySide, limitedByStage, scarcest, hasSlot } = checkpoint;
    for (const column of [closedBecause, limitedBySide, limitedByStage, scarcest, hasSlot, ...Object.values(places)])
      expect(column).toHaveLength(48);
    expect(Object.values(taken).map((column) => column.length)).toEqual([48, 48, 48]);
  }
});

test('an hour has what its slot has', async () => {
  const slot = await findSlot(server.parts.db, { skip: 5 });
  const { body, checkpoint } = await askAt('syrym');
  const hour = hourAt(body, slot.startsAt.toISOString());
  expect(checkpoint.places.total[hour]).toBe(slot.totalPlaces);
  expect(checkpoint.places.examined[hour]).toBe(slot.examinedPlaces);
  expect([checkpoint.limitedBySide[hour], checkpoint.limitedByStage[hour]]).toEqual([
    slot.limitedBySide,
    slot.limitedByStage,
  ]);
  expect([checkpoint.taken.total[hour], checkpoint.scarcest[hour]]).toEqual([0, null]);
});

test('the scarcest count is the one with the largest share taken', async () => {
  const { id, startsAt, totalPlaces } = await findSlot(server.parts.db, { skip: 8, totalPlaces: 8 });
  const dispatcher = await server.signIn('dispatcher');
  const body = { slotId: id, ...truck(1, { hsCode: goods.red }) };
  expect((await server.call('POST', '/api/bookings', { token: dispatcher, body })).status).toBe(201);
  const { body: after, checkpoint } = await askAt('syrym');
  const hour = hourAt(after, startsAt.toISOString());
  expect([checkpoint.taken.total[hour], checkpoint.places.total[hour]]).toEqual([1, totalPlaces]);
  expect(checkpoint.scarcest[hour]).toBe('examined');
});

test('a slot with more taken than places is shown as it is, and so is a closed one with trucks', async () => {
  const over = await findSlot(server.parts.db, { skip: 10 });
  const closed = await findSlot(server.parts.db, { skip: 11 });
  const { db } = server.parts;
  await db.slot.update({
    where: { id: over.id },
    data: { totalPlaces: 2, inspectedPlaces: 2, examinedPlaces: 0, totalTaken: 5 },
  });
  await db.slot.update({ where: { id: closed.id }, data: { closedBecause: 'closure', totalTaken: 3 } });
  const { body, checkpoint } = await askAt('syrym');
  const [overHour, closedHour] = [over, closed].map(({ startsAt }) => hourAt(body, startsAt.toISOString()));
  expect([checkpoint.places.total[overHour!], checkpoint.taken.total[overHour!]]).toEqual([2, 5]);
  expect([checkpoint.closedBecause[closedHour!], checkpoint.taken.total[closedHour!]]).toEqual(['closure', 3]);
});

describe('regimes', () => {
  async function announce(
    checkpointId: string,
    change: { startsAt: string; endsAt?: string; endedAt?: string; direction?: string },
  ) {
    const { startsAt, endsAt, endedAt, direction } = change;
    const regime = await server.parts.db.inspectionRegime.create({
      data: {
        id: randomUUID(),
        side: 'kz',
        direction: direction ?? null,
        startsAt: new Date(startsAt),
        endsAt: endsAt ? new Date(endsAt) : null,
        endedAt: endedAt ? new Date(endedAt) : null,
        effect: { lanes: 1 },
        scope: { kind: 'all' },
        mix: { inScopeShare: 1, channels: { green: 1, yellow: 0, red: 0 }, trucks: 0 },
        cause: 'scanner down',
        source: 'test',
        madeBy: 'test',
        madeAt: testStart,
        checkpoints: { create: { checkpointId } },
      },
    });
    return regime.id;
  }

  test('a regime spans the hours that it touches in any part; one of the other direction is not shown', async () => {
    const regimeId = await announce('zhaisan', { startsAt: '2026-06-15T08:30:00Z', endsAt: '2026-06-15T11:30:00Z' });
    await announce('zhaisan', { startsAt: '2026-06-15T08:30:00Z', direction: 'in' });
    const { checkpoint } = await askAt('zhaisan');
    expect(checkpoint.regimes).toEqual([{ regimeId, side: 'kz', cause: 'scanner down', fromHour: 2, toHour: 6 }]);
  });

  test('an open end reaches to the last hour; one that has ended is over', async () => {
    const open = await announce('alimbet', { startsAt: '2026-06-01T00:00:00Z', direction: 'out' });
    await announce('alimbet', { startsAt: '2026-06-01T00:00:00Z', endedAt: '2026-06-15T05:00:00Z' });
    await announce('alimbet', { startsAt: '2026-06-16T00:00:00Z', endedAt: '2026-06-15T05:00:00Z' });
    const { checkpoint } = await askAt('alimbet');
    expect(checkpoint.regimes).toMatchObject([{ regimeId: open, fromHour: 0, toHour: 48 }]);
  });
});

describe('waits', () => {
  const forecast = (madeAt: string) => ({
    checkpointId: 'kurmangazy',
    direction: 'out',
    seq: 1n,
    madeAt: new Date(madeAt),
    replications: 100,
    basedOn: 'bookings',
    hours: Array.from({ length: 24 }, (_, hour) => ({
      startsAt: new Date(Date.parse(madeAt) + hour * 3_600_000).toISOString(),
      waitP50Minutes: hour,
      waitP80Minutes: hour === 3 ? null : hour + 10,
    })),
  });
  const where = { checkpointId_direction: { checkpointId: 'kurmangazy', direction: 'out' } };
  const keep = (madeAt: string) =>
    server.parts.db.waitForecast.upsert({ where, create: forecast(madeAt), update: forecast(madeAt) });

  test('each hour has the wait of its middle, as far as the forecast reaches', async () => {
    await keep('2026-06-15T05:50:00Z');
    const { checkpoint } = await askAt('kurmangazy');
    expect(checkpoint.wait).toMatchObject({ madeAt: '2026-06-15T05:50:00.000Z', basedOn: 'bookings', fromHour: 0 });
    expect(checkpoint.wait?.p50Minutes).toEqual(Array.from({ length: 24 }, (_, hour) => hour));
    expect(checkpoint.wait?.p80Minutes.slice(2, 5)).toEqual([12, null, 14]);
  });

  test('a forecast that is older than an hour is not told', async () => {
    await keep('2026-06-15T04:59:00Z');
    expect((await askAt('kurmangazy')).checkpoint.wait).toBeNull();
  });
});

describe('what is asked for', () => {
  test('a neighbour, and a span of its own', async () => {
    const { body } = await ask({ neighbour: 'KG', from: '2026-06-17T00:30:00Z', to: '2026-06-17T03:00:00Z' });
    expect(body.startsAt).toEqual(['00', '01', '02'].map((hour) => `2026-06-17T${hour}:00:00.000Z`));
    const kyrgyz = await server.parts.db.checkpoint.count({ where: { neighbour: 'KG' } });
    expect(body.checkpoints).toHaveLength(kyrgyz);
  });

  test.each([
    [{ to: '2026-06-15T05:00:00Z' }, 'to'],
    [{ to: '2026-06-23T07:00:00Z' }, 'to'],
    [{ from: '2026-06-15T06:00:00' }, 'from'],
    [{ direction: 'sideways' }, 'direction'],
  ])('%o is refused with its field', async (query, field) => {
    const { status, body } = await ask(query as Record<string, string>);
    expect([status, body.code, body.field]).toEqual([400, 'INVALID_INPUT', field]);
  });

  test('a checkpoint that is not there is refused', async () => {
    const { status, body } = await ask({ checkpointId: 'nowhere' });
    expect([status, body.code]).toEqual([404, 'CHECKPOINT_NOT_FOUND']);
  });
});
