import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { findSlot, truck } from '../../support/trucks.ts';

let server: TestServer;
let dispatcher: string;
let officer: string;

beforeAll(async () => {
  server = await startTestServer();
  dispatcher = await server.signIn('dispatcher');
  officer = await server.signIn('officer');
});
afterAll(() => server.stop());

const list = (query = '') =>
  server.call('GET', `/api/checkpoints/syrym/bookings?direction=out${query}`, { token: officer });

const idsOf = ({ body }: Awaited<ReturnType<typeof list>>) => body.items.map(({ id }: { id: string }) => id);

test('an officer sees the trucks of the next day in the order of their slots, page by page, and the slot that is under way', async () => {
  const { db } = server.parts;
  const [early, late] = [await findSlot(db, { skip: 1 }), await findSlot(db, { skip: 3 })];
  const nextWeek = await findSlot(db, { skip: 150 });
  const otherWay = await findSlot(db, { direction: 'in', skip: 1 });
  const elsewhere = await findSlot(db, { checkpointId: 'zhaisan', skip: 1 });
  const ids: string[] = [];
  for (const [index, { id }] of [late, early, early, nextWeek, otherWay, elsewhere].entries()) {
    const body = { slotId: id, ...truck(index) };
    ids.push((await server.call('POST', '/api/bookings', { token: dispatcher, body })).body.id);
  }
  await server.call('POST', `/api/bookings/${ids[0]}/confirm`, { token: dispatcher });

  const all = await list();
  expect(all).toMatchObject({ status: 200, body: { nextCursor: null } });
  expect(idsOf(all)).toEqual([...ids.slice(1, 3).sort(), ids[0]]);
  expect(all.body.items[2]).toMatchObject({ state: 'confirmed', vehicle: { plate: truck(0).vehicle.plate } });

  const first = await list('&limit=2');
  expect(idsOf(await list(`&limit=2&cursor=${first.body.nextCursor}`))).toEqual([ids[0]]);
  const foreign = await list(`&cursor=${ids[5]}`);
  expect(foreign).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT', field: 'cursor' } });

  const later = { from: late.startsAt.getTime() + 60_000, to: late.startsAt.getTime() + 120_000 };
  const [from, to] = [new Date(later.from).toISOString(), new Date(later.to).toISOString()];
  expect(idsOf(await list(`&from=${from}&to=${to}`))).toEqual([ids[0]]);
  expect(await list(`&from=${to}&to=${from}`)).toMatchObject({ status: 400, body: { field: 'to' } });

  const cancelled = await server.call('POST', `/api/bookings/${ids[0]}/cancel`, { token: dispatcher });
  expect(cancelled.status).toBe(200);
  expect(idsOf(await list())).toEqual(ids.slice(1, 3).sort());
});

test('the cursor of one carrier is no cursor to another', async () => {
  const slot = await findSlot(server.parts.db, { skip: 10 });
  const body = { slotId: slot.id, ...truck(50) };
  const { id } = (await server.call('POST', '/api/bookings', { token: dispatcher, body })).body;
  expect((await server.call('GET', `/api/bookings?cursor=${id}`, { token: dispatcher })).status).toBe(200);
  const rival = await server.signIn('dispatcher2');
  expect(await server.call('GET', `/api/bookings?cursor=${id}`, { token: rival })).toMatchObject({
    status: 400,
    body: { code: 'INVALID_INPUT', field: 'cursor' },
  });
});

test('a plate typed in the other alphabet is the same plate', async () => {
  const [slot, other] = [await findSlot(server.parts.db, { skip: 11 }), await findSlot(server.parts.db, { skip: 12 })];
  const book = (slotId: number, number: number, plate: string) =>
    server.call('POST', '/api/bookings', {
      token: dispatcher,
      body: { slotId, ...truck(number), vehicle: { ...truck(number).vehicle, plate } },
    });
  expect(await book(slot.id, 60, 'А123ВС 77')).toMatchObject({ status: 201, body: { vehicle: { plate: 'A123BC77' } } });
  expect(await book(other.id, 61, 'a123bc77')).toMatchObject({
    status: 409,
    body: { code: 'VEHICLE_ALREADY_BOOKED', field: 'vehicle.plate' },
  });
});
