import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../../shared/contract/audit.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { findSlot, truck } from '../../support/trucks.ts';

let server: TestServer;
let planner: string;
let dispatcher: string;

beforeAll(async () => {
  server = await startTestServer();
  planner = await server.signIn('planner');
  dispatcher = await server.signIn('dispatcher');
});
afterAll(() => server.stop());

const ask = (query: string, token = planner) => server.call('GET', `/api/audit?${query}`, { token });
const list = async (query: string): Promise<AuditEntry[]> => (await ask(query)).body.items;
const now = () => server.clock.now().toISOString();

async function book(number: number, skip = 0) {
  const slot = await findSlot(server.parts.db, { checkpointId: 'syrym', skip });
  const { body } = await server.call('POST', '/api/bookings', {
    token: dispatcher,
    body: { slotId: slot.id, ...truck(number) },
  });
  return body.id as string;
}

describe('bookings', () => {
  test('held, confirmed and cancelled by a dispatcher: who, when, what before and after', async () => {
    const id = await book(1);
    await server.call('POST', `/api/bookings/${id}/confirm`, { token: dispatcher });
    server.clock.advanceMinutes(1);
    await server.call('POST', `/api/bookings/${id}/cancel`, { token: dispatcher });
    const entries = await list(`subjectKind=booking&subjectId=${id}`);
    const actor = { kind: 'person', id: 'dispatcher-demo', name: 'Demo dispatcher', role: 'dispatcher' };
    expect(entries.map(({ action, before, after }) => [action, before, after?.state])).toEqual([
      ['changed', { state: 'confirmed' }, 'cancelled'],
      ['changed', { state: 'held' }, 'confirmed'],
      ['added', null, 'held'],
    ]);
    for (const entry of entries) expect(entry.actor).toEqual(actor);
    expect(entries[0]?.at).toBe(now());
    expect(entries[2]?.after).toEqual({
      state: 'held',
      slot_id: expect.any(Number),
      organisation_id: 'demo-trans',
      plate: expect.any(String),
      class: 'general',
      channel: 'green',
    });
  });

  test('expired by a job, by its name; repeating a write adds nothing', async () => {
    const id = await book(2);
    server.clock.advanceMinutes(11);
    await server.call('GET', '/api/bookings', { token: dispatcher });
    await server.call('GET', '/api/bookings', { token: dispatcher });
    const [expired, held, ...rest] = await list(`subjectKind=booking&subjectId=${id}`);
    expect(expired).toMatchObject({
      actor: { kind: 'job', id: 'release-expired-holds' },
      before: { state: 'held' },
      after: { state: 'expired' },
      at: now(),
    });
    expect([held?.action, rest]).toEqual(['added', []]);
  });

  test('a refused claim leaves nothing', async () => {
    const before = await server.parts.db.auditEntry.count();
    const id = await book(3);
    const again = await server.call('POST', '/api/bookings', {
      token: dispatcher,
      body: { slotId: (await findSlot(server.parts.db, { checkpointId: 'syrym', skip: 3 })).id, ...truck(3) },
    });
    expect(again.body.code).toBe('VEHICLE_ALREADY_BOOKED');
    expect(await server.parts.db.auditEntry.count()).toBe(before + 1);
    await server.call('POST', `/api/bookings/${id}/cancel`, { token: dispatcher });
  });
});

test('a closure says itself who made it, when and why', async () => {
  const body = { startsAt: '2026-06-20T00:00:00Z', endsAt: '2026-06-20T06:00:00Z', reason: 'the bridge is repaired' };
  const closed = await server.call('POST', '/api/checkpoints/zhaisan/closures', { token: planner, body });
  expect(await list(`subjectKind=closure&subjectId=${closed.body.id}`)).toEqual([
    expect.objectContaining({
      action: 'added',
      actor: { kind: 'person', id: 'planner-demo', name: 'Demo planner', role: 'planner' },
      at: now(),
      reason: 'the bridge is repaired',
    }),
  ]);
});

test('an account: its role is there, its password is not', async () => {
  const password = 'correct horse battery';
  const made = await server.call('POST', '/api/accounts', {
    token: await server.signIn('admin'),
    body: {
      email: 'new@demo.otkel',
      name: 'New',
      password,
      role: 'officer',
      organisationId: 'demo-customs',
      checkpointIds: ['karasu'],
    },
  });
  expect(made.status).toBe(201);
  const { userId } = made.body;
  const entries = [
    ...(await list(`subjectKind=user&subjectId=${userId}`)),
    ...(await list(`subjectKind=member&subjectId=${userId}`)),
    ...(await list(`subjectKind=officer-checkpoint&subjectId=${userId}/karasu`)),
  ];
  expect(entries.map(({ after }) => after)).toEqual([
    { role: 'user', banned: false },
    { role: 'officer', user_id: userId, organisation_id: 'demo-customs' },
    { user_id: userId, checkpoint_id: 'karasu' },
  ]);
  for (const { actor } of entries) expect(actor).toMatchObject({ id: 'admin-demo', role: 'administrator' });
  const { password: hash } = await server.parts.db.account.findFirstOrThrow({ where: { userId } });
  const everything = JSON.stringify(
    await server.parts.db.auditEntry.findMany({ select: { before: true, after: true } }),
  );
  expect(everything).not.toContain(hash);
});

test('a statement that says nothing of itself is written with the role of the database and its clock; what changes nothing is not written', async () => {
  const { db } = server.parts;
  const key = { checkpointId: 'karasu', direction: 'out', side: 'kz', localHour: 3 };
  const where = { checkpointId_direction_side_localHour: key };
  const { lanes } = await db.sideCapacity.findUniqueOrThrow({ where });
  await db.sideCapacity.update({ where, data: { lanes } });
  await db.sideCapacity.update({ where, data: { lanes: lanes + 1 } });
  const [changed, added] = await list('subjectKind=side-capacity&subjectId=karasu/out/kz/3');
  expect(changed).toMatchObject({
    actor: { kind: 'database', id: expect.stringMatching(/./), role: null },
    action: 'changed',
    before: { lanes },
    after: { lanes: lanes + 1 },
  });
  expect(Math.abs(Date.parse(changed!.at) - performance.timeOrigin - performance.now())).toBeLessThan(60_000);
  expect(added?.action).toBe('added');
});

test('no entry can be changed or removed', async () => {
  const { db } = server.parts;
  for (const statement of ['UPDATE audit_entry SET reason = NULL', 'DELETE FROM audit_entry', 'TRUNCATE audit_entry'])
    await expect(db.$executeRawUnsafe(statement)).rejects.toThrow('only ever added');
});

describe('the list', () => {
  test('is filtered by kind, actor and time, and paged without a gap', async () => {
    const all = await list('limit=200&actor=dispatcher-demo');
    expect(all.length).toBeGreaterThan(4);
    expect(all.map(({ actor }) => actor.id)).toEqual(all.map(() => 'dispatcher-demo'));
    const seen: number[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await ask(`limit=2&actor=dispatcher-demo${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map(({ number }: AuditEntry) => number));
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(all.map(({ number }) => number));
    expect(seen).toEqual(seen.toSorted((a, b) => b - a));
    const first = all.at(-1)!.at;
    const later = await list(`limit=200&actor=dispatcher-demo&from=${new Date(Date.parse(first) + 1).toISOString()}`);
    expect(later).toEqual(all.filter(({ at }) => at > first));
    expect(await list(`limit=200&actor=dispatcher-demo&to=${first}`)).toEqual([]);
  });

  test.each([
    ['a period that ends before it begins', 'from=2026-06-16T00:00:00Z&to=2026-06-15T00:00:00Z', 'to'],
    ['a cursor that no page gave', 'cursor=x', 'cursor'],
    ['a kind that is no word', 'subjectKind=DROP%20TABLE', 'subjectKind'],
  ])('refuses %s', async (_, query, field) => {
    expect(await ask(query)).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT', field } });
    if (field === 'to')
      expect((await server.call('GET', `/api/audit.csv?${query}`, { token: planner })).status).toBe(400);
  });

  test('is not for carriers and officers', async () => {
    for (const path of ['audit', 'audit.csv'])
      for (const token of [dispatcher, await server.signIn('officer')])
        expect((await server.call('GET', `/api/${path}`, { token })).body.code).toBe('NOT_ALLOWED');
  });
});

test('the export has every entry of the filter, from the oldest on, and no formula', async () => {
  const { db } = server.parts;
  const closure = await db.closure.findFirstOrThrow({ where: { madeBy: 'planner-demo' } });
  const { id: _, ...rest } = closure;
  await db.closure.create({ data: { ...rest, reason: '=1+1' } });
  const { body } = await server.call('GET', '/api/audit.csv?subjectKind=side-capacity', { token: planner });
  const lines = (body as string).trim().split('\n');
  expect(lines[0]).toBe('number,at,actorKind,actorId,actorRole,subjectKind,subjectId,action,before,after,reason');
  // More than a page of them: the capacity of all checkpoints.
  expect(lines.length - 1).toBe(await db.auditEntry.count({ where: { subjectKind: 'side-capacity' } }));
  expect(lines.length).toBeGreaterThan(1001);
  const numbers = lines.slice(1).map((line) => Number.parseInt(line, 10));
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  const closures = await server.call('GET', '/api/audit.csv?subjectKind=closure', { token: planner });
  expect(closures.body).toContain("'=1+1");
});
