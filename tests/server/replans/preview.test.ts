import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deleteOldPreviews, runPreview, wakePreviews } from '../../../server/replans/index.ts';
import type { Change } from '../../../shared/contract/changes.ts';
import type { Preview, PreviewMove, PreviewSlot } from '../../../shared/contract/previews.ts';
import { bookAWeek } from '../../bench/preview/book-a-week.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { listWrongSlots } from '../../support/trucks.ts';

let server: TestServer;
let planner: string;
const hourMs = 3_600_000;
const never = new AbortController().signal;

beforeAll(async () => {
  server = await startTestServer({ simulatedCarriers: 5 });
  planner = await server.signIn('planner');
  await bookAWeek(server.parts.db, server.clock.now(), 26_000);
});
afterAll(() => server.stop());

const inHours = (hours: number) => new Date(server.clock.now().getTime() + hours * hourMs).toISOString();

/** Syrym at a third of the pace, from in six hours on for a day. */
const slow = (changes: object = {}): Change => ({
  kind: 'regime',
  regime: {
    ...{ checkpointIds: ['syrym'], side: 'neighbour', direction: 'out' },
    ...{ startsAt: inHours(6), endsAt: inHours(30), effect: { paceFactor: 0.3 }, scope: { kind: 'all' } },
    ...{ cause: 'every truck is examined', source: 'this test', templateId: null, proposalId: null },
    ...changes,
  },
});

const post = (change: object) => server.call('POST', '/api/previews', { token: planner, body: { change } });
const get = async (path: string) => (await server.call('GET', path, { token: planner })).body;

async function compute(change: object): Promise<Preview> {
  const posted = await post(change);
  expect(posted).toMatchObject({ status: 202, body: { state: 'queued', figures: null, progress: 0 } });
  await runPreview(server.parts, posted.body.id, never);
  return get(`/api/previews/${posted.body.id}`);
}

async function listAll<Item>(path: string): Promise<Item[]> {
  const items: Item[] = [];
  let cursor = '';
  do {
    const page = await get(`${path}${path.includes('?') ? '&' : '?'}limit=7${cursor && `&cursor=${cursor}`}`);
    items.push(...page.items);
    cursor = page.nextCursor ?? '';
  } while (cursor);
  return items;
}

const apply = (id: string) => server.call('POST', `/api/previews/${id}/apply`, { token: planner });
const readRows = (id: string) =>
  server.parts.db.$queryRaw<{ slots: string; moves: string }[]>`
    SELECT (SELECT md5(string_agg(to_jsonb(p)::text, '' ORDER BY slot_id)) FROM preview_slot p WHERE preview_id = ${id}::uuid) AS slots,
      (SELECT md5(string_agg(to_jsonb(p)::text, '' ORDER BY booking_id)) FROM preview_move p WHERE preview_id = ${id}::uuid) AS moves`;

describe('a preview', () => {
  test('says what overflows, who moves where, and how long they wait; page by page', async () => {
    const { db } = server.parts;
    const preview = await compute(slow());
    const figures = preview.figures!;
    expect(figures.slotsOverfull).toBeGreaterThan(5);
    expect(figures.placesAfter).toBeLessThan(figures.placesBefore * 0.5);
    expect(figures.lowerBound).toBe(figures.objective);
    const slots = await listAll<PreviewSlot>(`/api/previews/${preview.id}/slots`);
    const moves = await listAll<PreviewMove>(`/api/previews/${preview.id}/moves`);
    expect(moves).toHaveLength(figures.moved + figures.unplaced);
    expect(new Set(moves.map(({ bookingId }) => bookingId)).size).toBe(moves.length);
    const places = moves.map(({ to }) => to !== null);
    expect(places).toEqual(places.toSorted((a, b) => Number(a) - Number(b)));
    const groups = Object.values(figures.groups);
    expect(groups.reduce((sum, { moved }) => sum + moved, 0)).toBe(figures.moved);

    // Every slot that gains or loses a truck is there, and afterwards each fits, but for those named.
    const byId = new Map(slots.map((slot) => [slot.slotId, slot]));
    for (const { from, to } of moves) expect(byId.has(from.slotId) && (to === null || byId.has(to.slotId))).toBe(true);
    const left = new Map<number, number>();
    for (const { from, to } of moves) if (to === null) left.set(from.slotId, (left.get(from.slotId) ?? 0) + 1);
    for (const slot of slots)
      expect(slot.takenAfter.total - (left.get(slot.slotId) ?? 0)).toBeLessThanOrEqual(slot.after.total);
    const waited = slots.filter(({ wait, taken }) => wait && taken.total > 0);
    expect(waited.length).toBeGreaterThan(10);
    const { now, unmoved, moved } = figures.wait!;
    expect(unmoved.p80Minutes ?? Number.POSITIVE_INFINITY).toBeGreaterThan(now.p80Minutes!);
    expect(moved.p80Minutes!).toBeLessThan(unmoved.p80Minutes ?? Number.POSITIVE_INFINITY);

    // The database says the same of who is in a slot.
    const hashes = await db.$queryRaw<{ same: boolean }[]>`
      SELECT bookings_hash = hash_of_bookings(slot_id) AS same FROM preview_slot WHERE preview_id = ${preview.id}::uuid AND bookings_hash IS NOT NULL`;
    expect(hashes).toHaveLength(new Set(moves.map(({ from }) => from.slotId)).size);
    expect(hashes.every(({ same }) => same)).toBe(true);
    expect(await listAll(`/api/previews/${preview.id}/moves?checkpointId=aksai`)).toEqual([]);
    const only = await listAll<PreviewMove>(`/api/previews/${preview.id}/moves?group=perishable`);
    expect(only).toHaveLength(moves.filter(({ group }) => group === 'perishable').length);
  });

  test('is the same again for the same seed', async () => {
    const { db } = server.parts;
    const preview = await compute(slow());
    const before = await readRows(preview.id);
    await db.previewSlot.deleteMany({ where: { previewId: preview.id } });
    await db.previewMove.deleteMany({ where: { previewId: preview.id } });
    await db.preview.update({ where: { id: preview.id }, data: { state: 'running' } });
    await runPreview(server.parts, preview.id, never);
    expect(await readRows(preview.id)).toEqual(before);
    expect((await get(`/api/previews/${preview.id}`)).figures).toEqual(preview.figures);
  });

  test('whose process was stopped begins again; rows that are there are not written twice', async () => {
    const { id } = (await post(slow())).body;
    const stopping = new AbortController();
    stopping.abort();
    await expect(runPreview(server.parts, id, stopping.signal)).rejects.toThrow('aborted');
    expect(await get(`/api/previews/${id}`)).toMatchObject({ state: 'running', figures: null });
    const woken: string[] = [];
    const previewQueue = { add: async (id: string) => void woken.push(id), close: async () => {} };
    await wakePreviews({ db: server.parts.db, previewQueue });
    expect(woken).toContain(id);
    await Promise.all([runPreview(server.parts, id, never), runPreview(server.parts, id, never)]);
    expect((await get(`/api/previews/${id}`)).state).toBe('ready');
  });

  test('that fails says so with a code, and nothing of the reason', async () => {
    const { id } = (await post(slow())).body;
    await server.parts.db.preview.update({ where: { id }, data: { change: { kind: 'regime' } } });
    await runPreview(server.parts, id, never);
    const [row] = await server.parts.db.$queryRaw<object[]>`SELECT state, failure FROM preview WHERE id = ${id}::uuid`;
    expect(row).toEqual({ state: 'failed', failure: 'INTERNAL' });
  });

  test('that cannot be is refused with its field, and nothing is stored', async () => {
    const { db } = server.parts;
    const before = await db.preview.count();
    const backwards = await post(slow({ endsAt: inHours(5) }));
    expect(backwards).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT', field: 'change.regime.endsAt' } });
    expect((await post(slow({ checkpointIds: ['nowhere'] }))).body.code).toBe('CHECKPOINT_NOT_FOUND');
    expect((await post(slow({ effect: { scanMinutes: -1 } }))).status).toBe(400);
    expect((await post(slow({ effect: { scanShares: { green: 1.2 } } }))).status).toBe(400);
    expect(await db.preview.count()).toBe(before);
    expect((await server.call('GET', `/api/previews/${randomUUID()}`, { token: planner })).body.code).toBe(
      'PREVIEW_NOT_FOUND',
    );
    const { id } = (await post(slow())).body;
    const early = await server.call('GET', `/api/previews/${id}/slots`, { token: planner });
    expect(early).toMatchObject({ status: 409, body: { code: 'PREVIEW_NOT_READY' } });
    expect((await apply(id)).body.code).toBe('PREVIEW_NOT_READY');
  });

  test('of the past is deleted after two days, unless it was applied', async () => {
    const { db } = server.parts;
    const make = (state: string, madeAt: Date) =>
      db.preview.create({ data: { id: randomUUID(), state, change: {}, seed: 's', madeBy: 'test', madeAt } });
    const old = new Date(server.clock.now().getTime() - 49 * hourMs);
    const [ready, applied] = [await make('ready', old), await make('applied', old)];
    expect(await deleteOldPreviews(db, server.clock.now())).toBe(1);
    expect(await db.preview.count({ where: { id: { in: [ready.id, applied.id] } } })).toBe(1);
  });
});

describe('what if', () => {
  const ask = (changes: object = {}) =>
    server.call('POST', '/api/what-ifs', {
      token: planner,
      body: {
        ...{ checkpointId: 'syrym', direction: 'out', side: 'neighbour', startsAt: inHours(1), hours: 12 },
        ...{ effect: { lanes: 1 }, ...changes },
      },
    });

  test('shows places and waits by hour, keeps nothing, and is the same again', async () => {
    const { db } = server.parts;
    const before = await db.preview.count();
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(answer.body.hours.length).toBeGreaterThanOrEqual(12);
    const sum = (which: 'before' | 'after') =>
      answer.body.hours.reduce((all: number, hour: PreviewSlot) => all + hour[which].total, 0);
    expect(sum('after')).toBeLessThan(sum('before'));
    expect(answer.body.overfull).toBeGreaterThan(0);
    expect(answer.body.replications).toBeGreaterThan(10);
    expect((await ask()).body).toEqual(answer.body);
    expect(await db.preview.count()).toBe(before);
  });

  test('takes sliders as far as they go: nobody gets through until they end', async () => {
    const effect = { lanes: 0, documentMinutes: 1440, scanMinutes: 1440, examinationMinutes: 1440, paceFactor: 0.01 };
    for (const extreme of [effect, { ...effect, lanes: 100, scanners: 100, bays: 100, scanShares: { green: 1 } }]) {
      const answer = await ask({ effect: extreme });
      expect(answer.status).toBe(200);
      expect(answer.body.hours[3].after.total).toBe(0);
      expect(answer.body.hours[3].wait.changed.p50Minutes).toBeGreaterThan(8 * 60);
    }
    expect((await ask({ effect: { paceFactor: 1e-320 } })).status).toBe(400);
  });

  test('refuses a checkpoint that is not there', async () => {
    expect((await ask({ checkpointId: 'nowhere' })).body).toMatchObject({ code: 'CHECKPOINT_NOT_FOUND' });
  });
});

describe('from preview to the plan and back', () => {
  test('what was applied is what was shown; the end of the regime gives back what is free', async () => {
    const { db } = server.parts;
    const preview = await compute(slow());
    const shown = await listAll<PreviewSlot>(`/api/previews/${preview.id}/slots`);
    const moves = await listAll<PreviewMove>(`/api/previews/${preview.id}/moves`);
    expect(await apply(preview.id)).toMatchObject({ status: 200, body: { state: 'applied' } });
    expect(await listWrongSlots(db)).toEqual([]);
    for (const { slotId, after, takenAfter } of shown) {
      const slot = await db.slot.findUniqueOrThrow({ where: { id: slotId } });
      expect([slot.totalPlaces, slot.totalTaken, slot.closedBecause]).toEqual([
        after.total,
        takenAfter.total,
        after.closedBecause,
      ]);
    }

    const [regime] = await db.inspectionRegime.findMany();
    const back = await compute({ kind: 'end-regime', regimeId: regime!.id, endsAt: null, reason: 'over' });
    const returns = await listAll<PreviewMove>(`/api/previews/${back.id}/moves`);
    const home = new Map(moves.map(({ bookingId, from }) => [bookingId, from.slotId]));
    expect(back.figures!.unplaced).toBe(0);
    expect(returns).toHaveLength(moves.filter(({ to }) => to !== null).length);
    for (const { bookingId, to } of returns) expect(to!.slotId).toBe(home.get(bookingId));
    expect(await apply(back.id)).toMatchObject({ status: 200, body: { state: 'applied' } });
    expect(await listWrongSlots(db)).toEqual([]);
  });
});
