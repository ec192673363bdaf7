import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { keepSlots } from '../../../server/corridors/index.ts';
import type { Slot } from '../../../shared/contract/checkpoints.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { testStart } from '../../support/test-clock.ts';
import { listWrongSlots, truck } from '../../support/trucks.ts';

let server: TestServer;
let planner: string;
let dispatcher: string;

beforeAll(async () => {
  server = await startTestServer();
  planner = await server.signIn('planner');
  dispatcher = await server.signIn('dispatcher');
});
afterAll(() => server.stop());
beforeEach(() => server.clock.set(testStart));
afterEach(async () => expect(await listWrongSlots(server.parts.db)).toEqual([]));

const close = (checkpointId: string, body: object, { token = planner, key = randomUUID() as string } = {}) =>
  server.call('POST', `/api/checkpoints/${checkpointId}/closures`, {
    token,
    key,
    body: { reason: 'scanner under repair', ...body },
  });

async function slotsOf(checkpointId: string, direction: string, from: string, to: string): Promise<Slot[]> {
  const path = `/api/checkpoints/${checkpointId}/slots?direction=${direction}&from=${from}&to=${to}&limit=1000`;
  return (await server.call('GET', path)).body.items;
}

const reasons = (slots: Slot[]) => slots.map((slot) => slot.closedBecause);

describe('announced by a planner', () => {
  test('closes the slots of one direction at once; what was booked stays booked, and nothing is left', async () => {
    const [from, to] = ['2026-06-20T00:00:00Z', '2026-06-20T06:00:00Z'];
    const [, , booked] = await slotsOf('auyl', 'out', from, to);
    const held = await server.call('POST', '/api/bookings', {
      token: dispatcher,
      body: { slotId: booked!.id, ...truck(1) },
    });
    await server.call('POST', `/api/bookings/${held.body.id}/confirm`, { token: dispatcher });

    const answer = await close('auyl', {
      direction: 'out',
      startsAt: '2026-06-20T06:00:00+05:00',
      endsAt: '2026-06-20T09:00:00+05:00',
    });
    expect(answer).toEqual({
      status: 201,
      body: {
        id: expect.any(String),
        checkpointId: 'auyl',
        direction: 'out',
        startsAt: '2026-06-20T01:00:00.000Z',
        endsAt: '2026-06-20T04:00:00.000Z',
        reason: 'scanner under repair',
      },
    });

    const out = await slotsOf('auyl', 'out', from, to);
    expect(reasons(out)).toEqual([null, 'closure', 'closure', 'closure', null, null]);
    expect(reasons(await slotsOf('auyl', 'in', from, to))).toEqual(Array(6).fill(null));
    expect(out[2]).toMatchObject({
      places: { total: 0, inspected: 0, examined: 0 },
      taken: { total: 1, inspected: 0, examined: 0 },
      left: { total: 0, inspected: 0, examined: 0 },
      limitedBy: null,
    });
    expect(out[2]!.seq).toBeGreaterThan(booked!.seq);

    const kept = await server.call('GET', `/api/bookings/${held.body.id}`, { token: dispatcher });
    expect(kept.body).toMatchObject({ state: 'confirmed', slot: { id: booked!.id, closedBecause: 'closure' } });
    const refused = await server.call('POST', '/api/bookings', {
      token: dispatcher,
      body: { slotId: booked!.id, ...truck(2) },
    });
    expect(refused).toMatchObject({ status: 409, body: { code: 'SLOT_CLOSED', field: 'slotId' } });
    expect((await server.call('POST', `/api/bookings/${held.body.id}/cancel`, { token: dispatcher })).status).toBe(200);
    expect((await slotsOf('auyl', 'out', from, to))[2]).toMatchObject({ taken: { total: 0 }, left: { total: 0 } });
  });

  test('without a direction closes both, and every slot it touches', async () => {
    await close('naiza', { startsAt: '2026-06-21T01:30:00Z', endsAt: '2026-06-21T02:30:00Z' });
    for (const direction of ['out', 'in']) {
      const slots = await slotsOf('naiza', direction, '2026-06-21T00:00:00Z', '2026-06-21T04:00:00Z');
      expect(reasons(slots)).toEqual([null, 'closure', 'closure', null]);
    }
  });

  test('beyond the 31 days closes slots when they are made', async () => {
    await close('bidaik', { startsAt: '2026-07-18T00:00:00Z', endsAt: '2026-07-18T02:00:00Z' });
    server.clock.set(new Date('2026-06-18T06:00:00Z'));
    await keepSlots(server.parts.db, server.clock.now(), ['bidaik']);
    const slots = await slotsOf('bidaik', 'in', '2026-07-17T23:00:00Z', '2026-07-18T03:00:00Z');
    expect(reasons(slots)).toEqual([null, 'closure', 'closure', null]);
  });

  test('the same key twice is one closure', async () => {
    const body = { startsAt: '2026-06-22T00:00:00Z', endsAt: '2026-06-22T01:00:00Z' };
    const key = randomUUID();
    const first = await close('kosak', body, { key });
    expect(await close('kosak', body, { key })).toEqual(first);
    expect(await close('kosak', { ...body, direction: 'in' }, { key })).toMatchObject({
      status: 409,
      body: { code: 'IDEMPOTENCY_KEY_REUSED', field: 'idempotency-key' },
    });
    expect((await server.call('GET', '/api/checkpoints/kosak/closures')).body.items).toEqual([first.body]);
  });

  test('that is over leaves the rest of its day as it was', async () => {
    await close('kairak', { startsAt: '2026-06-15T07:00:00Z', endsAt: '2026-06-15T09:00:00Z' });
    const rest = () => slotsOf('kairak', 'out', '2026-06-15T10:00:00Z', '2026-06-15T19:00:00Z');
    const before = await rest();
    server.clock.set(new Date('2026-06-15T09:30:00Z'));
    await keepSlots(server.parts.db, server.clock.now(), ['kairak']);
    expect(await rest()).toEqual(before);
  });

  test('a claim at the same moment never hides it: the closed slot has the newest seq', async () => {
    const { db } = server.parts;
    const slot = await db.slot.findFirstOrThrow({
      where: { checkpointId: 'urlitobe', direction: 'out', startsAt: new Date('2026-06-23T00:00:00Z') },
    });
    const claim = new Client(server.databaseUrl);
    await claim.connect();
    await claim.query('BEGIN');
    await claim.query('SELECT FROM slot WHERE id = $1 FOR UPDATE', [slot.id]);
    const closing = close('urlitobe', { startsAt: '2026-06-23T00:00:00Z', endsAt: '2026-06-23T01:00:00Z' });
    await vi.waitFor(async () => {
      const { rows } = await claim.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      expect(rows).toHaveLength(1);
    }, 10_000);
    const { rows } = await claim.query(
      `UPDATE slot SET seq = nextval('live_seq') WHERE id = $1 RETURNING seq::int AS "claimSeq"`,
      [slot.id],
    );
    await claim.query('COMMIT');
    await claim.end();
    expect((await closing).status).toBe(201);
    const [closed] = await slotsOf('urlitobe', 'out', '2026-06-23T00:00:00Z', '2026-06-23T01:00:00Z');
    expect(closed).toMatchObject({ id: slot.id, closedBecause: 'closure' });
    expect(closed!.seq).toBeGreaterThan(rows[0].claimSeq);
  });
});

describe('listed', () => {
  test('until it is over, page by page', async () => {
    const made = [];
    for (const day of ['01', '02', '03']) {
      const body = { startsAt: `2026-07-${day}T00:00:00Z`, endsAt: `2026-07-${day}T01:00:00Z` };
      made.push((await close('karakoga', body)).body);
    }
    const first = (await server.call('GET', '/api/checkpoints/karakoga/closures?limit=2')).body;
    expect(first.items).toHaveLength(2);
    const path = `/api/checkpoints/karakoga/closures?limit=2&cursor=${first.nextCursor}`;
    const second = (await server.call('GET', path)).body;
    expect(second.nextCursor).toBeNull();
    const listed = [...first.items, ...second.items];
    expect(new Set(listed.map((closure) => closure.id))).toEqual(new Set(made.map((closure) => closure.id)));

    server.clock.set(new Date('2026-07-02T00:30:00Z'));
    const left = (await server.call('GET', '/api/checkpoints/karakoga/closures')).body.items;
    expect(new Set(left.map((closure: { id: string }) => closure.id))).toEqual(new Set([made[1].id, made[2].id]));
  });

  test('for an unknown checkpoint, or after a cursor that is none, is refused', async () => {
    expect(await server.call('GET', '/api/checkpoints/atlantis/closures')).toMatchObject({
      status: 404,
      body: { code: 'CHECKPOINT_NOT_FOUND', field: 'checkpointId' },
    });
    expect(await server.call('GET', '/api/checkpoints/karakoga/closures?cursor=17')).toMatchObject({
      status: 400,
      body: { code: 'INVALID_INPUT', field: 'cursor' },
    });
  });
});

describe('refused, and nothing is closed', () => {
  const tomorrow = { startsAt: '2026-06-16T00:00:00Z', endsAt: '2026-06-16T12:00:00Z' };

  test.each([
    ['ends before it begins', { startsAt: '2026-06-17T00:00:00Z', endsAt: '2026-06-16T00:00:00Z' }, 'endsAt'],
    ['ends as it begins', { ...tomorrow, endsAt: tomorrow.startsAt }, 'endsAt'],
    ['is over', { startsAt: '2026-06-14T00:00:00Z', endsAt: '2026-06-15T06:00:00Z' }, 'endsAt'],
    ['lasts 367 days', { ...tomorrow, endsAt: '2027-06-18T00:00:00Z' }, 'endsAt'],
    ['has no offset', { ...tomorrow, startsAt: '2026-06-16T00:00:00' }, 'startsAt'],
    ['has an offset that does not exist', { ...tomorrow, startsAt: '2026-06-16T00:00:00+25:00' }, 'startsAt'],
    ['is in a month that does not exist', { ...tomorrow, startsAt: '2026-13-16T00:00:00Z' }, 'startsAt'],
    ['has no reason', { ...tomorrow, reason: '  ' }, 'reason'],
    ['is for a direction that does not exist', { ...tomorrow, direction: 'both' }, 'direction'],
  ])('one that %s', async (_what, body, field) => {
    const answer = await close('sharbakty', body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT', field } });
    expect(await server.parts.db.closure.count({ where: { checkpointId: 'sharbakty' } })).toBe(0);
  });

  test('one with a character that PostgreSQL does not take', async () => {
    expect(await close('sharbakty', { ...tomorrow, reason: 'rep\u0000air' })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_INPUT', hint: expect.stringContaining('U+0000') },
    });
    expect(await server.parts.db.closure.count({ where: { checkpointId: 'sharbakty' } })).toBe(0);
  });

  test('at an unknown checkpoint', async () => {
    expect(await close('atlantis', tomorrow)).toMatchObject({ status: 404, body: { code: 'CHECKPOINT_NOT_FOUND' } });
  });

  test.each(['dispatcher', 'officer', 'admin'] as const)('by %s', async (name) => {
    const token = await server.signIn(name);
    expect(await close('sharbakty', tomorrow, { token })).toMatchObject({
      status: 403,
      body: { code: 'NOT_ALLOWED' },
    });
    expect(await server.parts.db.closure.count({ where: { checkpointId: 'sharbakty' } })).toBe(0);
  });
});
