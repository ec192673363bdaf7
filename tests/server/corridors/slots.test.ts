import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Slot } from '../../../shared/contract/checkpoints.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { testStart } from '../../support/test-clock.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(() => server.clock.set(testStart));

const read = (query: Record<string, string | number> = {}, checkpointId = 'syrym') =>
  server.call(
    'GET',
    `/api/checkpoints/${checkpointId}/slots?${new URLSearchParams({ direction: 'out', ...query } as Record<string, string>)}`,
  );

const starts = (slots: Slot[]) => slots.map((slot) => slot.startsAt);

test('a slot says how many places it has, how many are left, and which side and stage limit it', async () => {
  const { items } = (await read({ from: '2026-06-16T00:00:00Z', limit: 1 })).body;
  expect(items).toEqual([
    {
      id: expect.any(Number),
      checkpointId: 'syrym',
      direction: 'out',
      startsAt: '2026-06-16T00:00:00.000Z',
      endsAt: '2026-06-16T01:00:00.000Z',
      closedBecause: null,
      places: { total: 20, inspected: 4, examined: expect.any(Number) }, // 2 lanes of 51 minutes, 5 for a truck: 20.4
      taken: { total: 0, inspected: 0, examined: 0 },
      left: { total: 20, inspected: 4, examined: expect.any(Number) },
      limitedBy: { side: 'neighbour', stage: 'documents' },
      seq: expect.any(Number),
    },
  ]);
});

test('what is left is nested and never below zero', async () => {
  const slot = await server.parts.db.slot.findFirstOrThrow({
    where: { checkpointId: 'syrym', direction: 'out', startsAt: new Date('2026-06-20T00:00:00Z') },
  });
  const left = async (places: [number, number, number], taken: [number, number, number]) => {
    const [totalPlaces, inspectedPlaces, examinedPlaces] = places;
    const [totalTaken, inspectedTaken, examinedTaken] = taken;
    await server.parts.db.slot.update({
      where: { id: slot.id },
      data: { totalPlaces, inspectedPlaces, examinedPlaces, totalTaken, inspectedTaken, examinedTaken },
    });
    const { items } = (await read({ from: '2026-06-20T00:00:00Z', limit: 1 })).body;
    return Object.values(items[0].left);
  };
  expect(await left([12, 4, 2], [3, 1, 0])).toEqual([9, 3, 2]);
  expect(await left([12, 4, 2], [11, 1, 0])).toEqual([1, 1, 1]);
  expect(await left([12, 4, 2], [5, 4, 0])).toEqual([7, 0, 0]);
  expect(await left([3, 2, 1], [5, 4, 2])).toEqual([0, 0, 0]);
});

describe('pages', () => {
  test('the cursor walks over every slot once, in order of time', async () => {
    const window = { from: '2026-06-16T00:00:00Z', to: '2026-06-20T00:00:00Z' };
    const walked: Slot[] = [];
    const sizes: number[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await read({ ...window, limit: 40, ...(cursor ? { cursor } : {}) });
      walked.push(...body.items);
      sizes.push(body.items.length);
      cursor = body.nextCursor;
    }
    expect(sizes).toEqual([40, 40, 16]);
    expect(starts(walked)).toEqual([...new Set(starts(walked))].sort());
    expect(walked).toEqual((await read({ ...window, limit: 1000 })).body.items);
  });

  test('the last page that is just full has no next', async () => {
    const { body } = await read({ from: '2026-06-16T00:00:00Z', to: '2026-06-17T00:00:00Z', limit: 24 });
    expect(body).toMatchObject({ items: { length: 24 }, nextCursor: null });
  });

  test.each([
    ['limit', '0'],
    ['limit', '1001'],
    ['limit', 'many'],
    ['limit', '2.5'],
    ['cursor', 'yesterday'],
  ])('%s %s is refused', async (field, value) => {
    expect(await read({ [field]: value })).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT', field } });
  });
});

describe('from and to', () => {
  test('without them: the seven days from now, in pages of 200', async () => {
    server.clock.set(new Date('2026-06-15T08:10:00Z'));
    const { body } = await read();
    expect(body.items).toMatchObject({ length: 7 * 24, 0: { startsAt: '2026-06-15T09:00:00.000Z' } });
    expect(body.items.at(-1).startsAt).toBe('2026-06-22T08:00:00.000Z');
    expect((await read({ to: '2026-07-10T00:00:00Z' })).body.items).toHaveLength(200);
  });

  test('from is included and to is not, whatever offset they are written with', async () => {
    const utc = await read({ from: '2026-06-16T00:00:00Z', to: '2026-06-16T03:00:00Z' });
    expect(starts(utc.body.items)).toEqual(['00', '01', '02'].map((hour) => `2026-06-16T${hour}:00:00.000Z`));
    const local = await read({ from: '2026-06-16T05:00:00+05:00', to: '2026-06-16T06:30:00+03:30' });
    expect(local).toEqual(utc);
  });

  test('a time far away has no slots, and that is no error', async () => {
    for (const from of ['1970-01-01T00:00:00Z', '2030-01-01T00:00:00Z']) {
      expect(await read({ from })).toEqual({ status: 200, body: { items: [], nextCursor: null } });
    }
    const ever = await read({ from: '0001-01-01T00:00:00Z', to: '9999-12-31T23:59:59Z', limit: 1 });
    expect(ever.status).toBe(200);
  });

  test.each([
    ['from', '2026-06-16T00:00:00'],
    ['from', '2026-06-16'],
    ['from', '2026-06-16T00:00:00+29:00'],
    ['from', '2026-06-16T00:00:00 05:00'],
    ['from', '2026-02-30T00:00:00Z'],
    ['from', '2026-06-16T24:30:00Z'],
    ['to', 'tomorrow'],
    ['to', '1750000000'],
  ])('%s %s is refused with what it must be', async (field, value) => {
    expect(await read({ [field]: value })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_INPUT', field, hint: expect.stringContaining('offset') },
    });
  });

  test.each([
    ['2026-06-16T00:00:00Z', '2026-06-16T00:00:00Z'],
    ['2026-06-16T00:00:00Z', '2026-06-15T00:00:00Z'],
    ['9999-12-31T00:00:00Z', '0001-01-01T00:00:00Z'],
  ])('from %s to %s is refused', async (from, to) => {
    expect(await read({ from, to })).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT', field: 'to' } });
  });

  test('the year 0 is refused, and the year 9999 has no slots', async () => {
    expect(await read({ from: '0000-01-01T00:00:00Z' })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_INPUT', hint: expect.stringContaining('year 1') },
    });
    expect(await read({ from: '9999-12-31T23:00:00Z' })).toMatchObject({ status: 200, body: { items: [] } });
  });
});

describe('what does not exist', () => {
  test.each([['atlantis'], ['..%2F..'], ['x'.repeat(3000)]])('checkpoint %s', async (checkpointId) => {
    expect(await read({}, checkpointId)).toMatchObject({
      status: 404,
      body: { code: 'CHECKPOINT_NOT_FOUND', field: 'checkpointId' },
    });
  });

  test('a character that PostgreSQL does not take', async () => {
    expect(await read({}, '%00')).toMatchObject({
      status: 400,
      body: { code: 'INVALID_INPUT', hint: expect.stringContaining('U+0000') },
    });
  });

  test('a direction', async () => {
    expect(await read({ direction: 'both' })).toMatchObject({ status: 400, body: { field: 'direction' } });
    expect(await server.call('GET', '/api/checkpoints/syrym/slots')).toMatchObject({
      status: 400,
      body: { code: 'INVALID_INPUT', field: 'direction' },
    });
  });
});
