import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Answer, startTestServer, type TestServer } from '../../support/server.ts';
import { findSlot, goods, truck } from '../../support/trucks.ts';

let server: TestServer;
let dispatcher: string;
let slotId: number;
let before: unknown;

beforeAll(async () => {
  server = await startTestServer();
  dispatcher = await server.signIn('dispatcher');
  slotId = (await findSlot(server.parts.db)).id;
});
afterAll(() => server.stop());

/** Everything a write could have left behind. */
async function everything() {
  const { db } = server.parts;
  const [slots] = await db.$queryRaw<
    object[]
  >`SELECT sum(total_taken) AS taken, max(seq) AS seq, count(*) AS slots FROM slot`;
  return {
    ...slots,
    bookings: await db.booking.groupBy({ by: ['state'], _count: true, orderBy: { state: 'asc' } }),
    applications: await db.application.count(),
    keys: await db.writeKey.count(),
  };
}

beforeEach(async () => {
  before = await everything();
});

async function expectRefused(answer: Answer, status: number, code: string, detail: object = {}) {
  expect(answer).toMatchObject({ status, body: { code, message: expect.stringMatching(/\S/), ...detail } });
  expect(await everything()).toEqual(before);
}

const hold = (changes: object, token = dispatcher) =>
  server.call('POST', '/api/bookings', { token, body: { slotId, ...truck(1), ...changes } });

const vehicle = (changes: object) => ({ vehicle: { ...truck(1).vehicle, ...changes } });

describe('each a clear error, and nothing changed', () => {
  test('unknown checkpoint', async () => {
    const body = {
      checkpointId: 'atlantis',
      direction: 'out',
      ...truck(1),
      earliestAt: '2026-06-16T00:00:00Z',
      latestAt: '2026-06-17T00:00:00Z',
    };
    const answer = await server.call('POST', '/api/offers', { token: dispatcher, body });
    await expectRefused(answer, 404, 'CHECKPOINT_NOT_FOUND', { field: 'checkpointId' });
  });

  test('unknown slot', async () => {
    await expectRefused(await hold({ slotId: 99_999_999 }), 404, 'SLOT_NOT_FOUND', { field: 'slotId' });
  });

  test('slot in the past, and slot that has begun', async () => {
    const { db, clock } = server.parts;
    const past = await db.slot.findFirstOrThrow({ where: { checkpointId: 'syrym' }, orderBy: { startsAt: 'asc' } });
    server.clock.set(past.startsAt);
    await expectRefused(await hold({ slotId: past.id }), 409, 'SLOT_IN_PAST', {
      field: 'slotId',
      hint: 'ask for offers again',
    });
    server.clock.set(past.endsAt);
    await expectRefused(await hold({ slotId: past.id }), 409, 'SLOT_IN_PAST');
    expect(clock.now()).toEqual(past.endsAt);
  });

  test('closed post', async () => {
    const closed = await server.parts.db.slot.findFirstOrThrow({
      where: { checkpointId: 'kegen', closedBecause: 'hours', startsAt: { gt: server.clock.now() } },
    });
    await expectRefused(await hold({ slotId: closed.id }), 409, 'SLOT_CLOSED', { field: 'slotId' });
  });

  test.each([['!!'], ['ABC'], ['ABCDEFGH'], ['1234567890123']])('wrong plate %s', async (plate) => {
    await expectRefused(await hold(vehicle({ plate })), 400, 'INVALID_INPUT', {
      field: 'vehicle.plate',
      hint: expect.stringContaining('plate'),
    });
  });

  test.each([['XTA2107409'], ['XTA210740900O0001']])('wrong VIN %s', async (vin) => {
    await expectRefused(await hold(vehicle({ vin })), 400, 'INVALID_INPUT', {
      field: 'vehicle.vin',
      hint: expect.stringContaining('VIN'),
    });
  });

  test('no Idempotency-Key', async () => {
    const response = await fetch(`${server.url}/api/bookings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${dispatcher}`, 'content-type': 'application/json' },
      body: JSON.stringify({ slotId, ...truck(1) }),
    });
    await expectRefused({ status: response.status, body: await response.json() }, 400, 'INVALID_INPUT', {
      field: 'idempotency-key',
    });
  });

  test('oversize body', async () => {
    const cargo = { ...truck(1).cargo, description: 'x'.repeat(200_000) };
    await expectRefused(await hold({ cargo }), 413, 'BODY_TOO_LARGE');
  });

  test('broken JSON', async () => {
    const answer = await server.call('POST', '/api/bookings', { token: dispatcher, body: '{"slotId": 1,' });
    await expectRefused(answer, 400, 'BROKEN_JSON', { field: 'body' });
  });

  test.each([['2026-06-16T10:00:00'], ['2026-06-16T10:00:00+29:00'], ['2026-06-16T10:00:00 Asia/Oral'], ['tomorrow']])(
    'wrong zone %s',
    async (earliestAt) => {
      const body = {
        checkpointId: 'syrym',
        direction: 'out',
        ...truck(1),
        earliestAt,
        latestAt: '2026-06-17T00:00:00Z',
      };
      const answer = await server.call('POST', '/api/offers', { token: dispatcher, body });
      await expectRefused(answer, 400, 'INVALID_INPUT', {
        field: 'earliestAt',
        hint: expect.stringContaining('offset'),
      });
    },
  );

  test('a window that ends before it begins', async () => {
    const body = {
      checkpointId: 'syrym',
      direction: 'out',
      ...truck(1),
      earliestAt: '2026-06-17T00:00:00Z',
      latestAt: '2026-06-16T00:00:00Z',
    };
    await expectRefused(await server.call('POST', '/api/offers', { token: dispatcher, body }), 400, 'INVALID_INPUT', {
      field: 'latestAt',
    });
    const { earliestAt, latestAt } = body;
    await expectRefused(await hold({ earliestAt, latestAt }), 400, 'INVALID_INPUT', { field: 'latestAt' });
  });

  test('blocked goods', async () => {
    const cargo = { hsCode: goods.blocked, grossWeightKg: 100 };
    await expectRefused(await hold({ cargo }), 422, 'CARGO_BLOCKED', { field: 'cargo.hsCode' });
  });

  test('a bilateral post with a third country’s vehicle', async () => {
    const bilateral = await findSlot(server.parts.db, { checkpointId: 'orda', skip: 20 });
    const answer = await hold({ slotId: bilateral.id, ...vehicle({ country: 'KG' }) });
    await expectRefused(answer, 422, 'VEHICLE_COUNTRY_NOT_ADMITTED', { field: 'vehicle.country' });
    const body = {
      checkpointId: 'orda',
      direction: 'out',
      ...truck(1, { country: 'UZ' }),
      earliestAt: '2026-06-16T00:00:00Z',
      latestAt: '2026-06-17T00:00:00Z',
    };
    await expectRefused(
      await server.call('POST', '/api/offers', { token: dispatcher, body }),
      422,
      'VEHICLE_COUNTRY_NOT_ADMITTED',
    );
  });
});

describe('of bookings that are there', () => {
  let bookingId: string;

  beforeAll(async () => {
    const slot = await findSlot(server.parts.db, { skip: 30 });
    bookingId = (await hold({ slotId: slot.id, ...truck(77) })).body.id;
  });

  test('somebody else’s booking can be neither seen, confirmed nor cancelled', async () => {
    const rival = await server.signIn('dispatcher2');
    await expectRefused(
      await server.call('GET', `/api/bookings/${bookingId}`, { token: rival }),
      404,
      'BOOKING_NOT_FOUND',
    );
    for (const verb of ['confirm', 'cancel']) {
      await expectRefused(
        await server.call('POST', `/api/bookings/${bookingId}/${verb}`, { token: rival }),
        404,
        'BOOKING_NOT_FOUND',
      );
    }
  });

  test('a number that is no booking id', async () => {
    await expectRefused(
      await server.call('POST', '/api/bookings/17/confirm', { token: dispatcher }),
      400,
      'INVALID_INPUT',
      { field: 'bookingId' },
    );
  });

  test('expired hold', async () => {
    server.clock.advanceMinutes(11);
    const answer = await server.call('POST', `/api/bookings/${bookingId}/confirm`, { token: dispatcher });
    await expectRefused(answer, 409, 'HOLD_EXPIRED', { field: 'bookingId', hint: 'hold a slot again' });
  });
});
