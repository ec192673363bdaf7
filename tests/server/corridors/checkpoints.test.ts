import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Checkpoint, CheckpointLoad } from '../../../shared/contract/checkpoints.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { testStart } from '../../support/test-clock.ts';
import { findSlot, truck } from '../../support/trucks.ts';

let server: TestServer;
let dispatcher: string;

beforeAll(async () => {
  server = await startTestServer();
  dispatcher = await server.signIn('dispatcher');
});
afterAll(() => server.stop());

const get = async (path: string) => (await server.call('GET', `/api${path}`)).body;
const loadOf = async (checkpointId: string): Promise<CheckpointLoad> =>
  (await get(`/checkpoints/${checkpointId}`)).load;

describe('checkpoints', () => {
  test('all 37 are listed by id: 29 with Russia and 8 with Kyrgyzstan', async () => {
    const { items, nextCursor } = await get('/checkpoints');
    const ids = items.map((checkpoint: Checkpoint) => checkpoint.id);
    expect(nextCursor).toBeNull();
    expect(ids).toEqual([...new Set(ids)].sort());
    const to = (neighbour: string) => items.filter((checkpoint: Checkpoint) => checkpoint.neighbour === neighbour);
    expect([ids.length, to('RU').length, to('KG').length]).toEqual([37, 29, 8]);
  });

  test('pages walk over all of them once', async () => {
    const walked: Checkpoint[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: Checkpoint[]; nextCursor: string | null } = await get(
        `/checkpoints?limit=10${cursor ? `&cursor=${cursor}` : ''}`,
      );
      walked.push(...page.items);
      cursor = page.nextCursor;
    }
    const withoutLoad = (items: Checkpoint[]) => items.map(({ load, ...checkpoint }) => checkpoint);
    expect(withoutLoad(walked)).toEqual(withoutLoad((await get('/checkpoints')).items));
  });

  test('one has both posts with their zones, its rules and its hours', async () => {
    expect(await get('/checkpoints/kegen')).toMatchObject({
      id: 'kegen',
      neighbour: 'KG',
      kzZone: 'Asia/Almaty',
      neighbourZone: 'Asia/Bishkek',
      access: 'multilateral',
      status: 'open',
      hours: { opensAt: '08:00', closesAt: '18:00' },
      season: { from: '05-01', to: '10-31' },
      slotMinutes: 60,
    });
    expect(await get('/checkpoints/orda')).toMatchObject({ access: 'bilateral', hours: null, season: null });
    expect(await get('/checkpoints/besagash')).toMatchObject({ status: 'closed' });
  });

  test('an unknown one is refused', async () => {
    expect(await server.call('GET', '/api/checkpoints/atlantis')).toMatchObject({
      status: 404,
      body: { code: 'CHECKPOINT_NOT_FOUND', message: expect.any(String), field: 'checkpointId' },
    });
  });
});

test('ports of the Caspian, page by page', async () => {
  const { items } = await get('/ports');
  expect(items).toContainEqual({
    id: 'aktau-port',
    name: 'Aktau',
    country: 'KZ',
    lat: 43.6,
    lon: 51.22,
    zone: 'Asia/Aqtau',
  });
  const first = await get('/ports?limit=2');
  const rest = await get(`/ports?cursor=${first.nextCursor}`);
  expect([...first.items, ...rest.items]).toEqual(items);
});

describe('load', () => {
  const day = { gt: testStart, lte: new Date(testStart.getTime() + 24 * 3_600_000) };

  test('is the places and the taken of the next 24 hours, and the next slot with room', async () => {
    const { _sum: sums } = await server.parts.db.slot.aggregate({
      where: { checkpointId: 'syrym', direction: 'out', startsAt: day },
      _sum: { totalPlaces: true },
    });
    expect(await loadOf('syrym')).toEqual({
      checkpointId: 'syrym',
      seq: expect.any(Number),
      asOf: testStart.toISOString(),
      source: 'bookings',
      windowHours: 24,
      out: { places: sums.totalPlaces, taken: 0, nextFreeAt: '2026-06-15T07:00:00.000Z' },
      in: { places: expect.any(Number), taken: 0, nextFreeAt: '2026-06-15T07:00:00.000Z' },
    });
    expect(sums.totalPlaces).toBe(489); // 24 · 20.4
  });

  test('grows its seq with every booking, counts them in its direction, and forgets the cancelled', async () => {
    const before = await loadOf('syrym');
    const slot = await findSlot(server.parts.db, { checkpointId: 'syrym', skip: 3 });
    const seqs = [before.seq];
    const bookings: string[] = [];
    for (const number of [1, 2]) {
      const body = { slotId: slot.id, ...truck(number) };
      bookings.push((await server.call('POST', '/api/bookings', { token: dispatcher, body })).body.id);
      const load = await loadOf('syrym');
      expect(load.out).toEqual({ ...before.out, taken: number });
      expect(load.in).toEqual(before.in);
      seqs.push(load.seq);
    }
    await server.call('POST', `/api/bookings/${bookings[0]}/cancel`, { token: dispatcher });
    const after = await loadOf('syrym');
    expect(after.out.taken).toBe(1);
    seqs.push(after.seq);
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    const { items } = await get('/checkpoints');
    expect(items.find((checkpoint: Checkpoint) => checkpoint.id === 'syrym').load.out).toEqual(after.out);
  });

  test('an expired hold does not count, without any job', async () => {
    const before = await loadOf('zhaisan');
    const slot = await findSlot(server.parts.db, { checkpointId: 'zhaisan', skip: 20 });
    await server.call('POST', '/api/bookings', { token: dispatcher, body: { slotId: slot.id, ...truck(10) } });
    expect((await loadOf('zhaisan')).out.taken).toBe(before.out.taken + 1);
    server.clock.advanceMinutes(10);
    expect((await loadOf('zhaisan')).out.taken).toBe(before.out.taken);
    server.clock.set(testStart);
  });

  test('an overfull slot counts as full, not as more; nextFreeAt is beyond what is full or closed', async () => {
    const { db } = server.parts;
    const where = { checkpointId: 'aksai', direction: 'in', startsAt: day };
    await db.slot.updateMany({ where, data: { totalPlaces: 2, inspectedPlaces: 0, examinedPlaces: 0, totalTaken: 5 } });
    const first = await db.slot.findFirstOrThrow({
      where: { ...where, startsAt: { gt: day.lte } },
      orderBy: { startsAt: 'asc' },
    });
    await db.slot.update({ where: { id: first.id }, data: { closedBecause: 'closure' } });
    expect((await loadOf('aksai')).in).toEqual({ places: 48, taken: 48, nextFreeAt: '2026-06-16T08:00:00.000Z' });
  });

  test('of a closed checkpoint is nothing', async () => {
    const none = { places: 0, taken: 0, nextFreeAt: null };
    expect(await loadOf('besagash')).toMatchObject({ out: none, in: none });
  });
});
