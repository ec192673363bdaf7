import { DateTime } from 'luxon';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { suggestionSchema } from '../../../shared/contract/proposals.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { truck } from '../../support/trucks.ts';

let server: TestServer;
let planner: string;
const checkpointId = 'zhaisan';

beforeAll(async () => {
  server = await startTestServer();
  const { db } = server.parts;
  await db.quota.deleteMany({ where: { kind: 'carrier-slot' } }); // one carrier has all the trucks here
  planner = await server.signIn('planner');
});
afterAll(() => server.stop());

const list = async () => (await server.call('GET', '/api/suggestions', { token: planner })).body;

test('suggests nothing in an empty week', async () => {
  expect((await list()).items).toEqual([]);
});

test('suggests to send trucks of an overfull day to siblings with room, as a transfer that can be previewed', async () => {
  const { db } = server.parts;
  const date = DateTime.fromJSDate(server.clock.now()).plus({ days: 2 }).toISODate()!;
  const slots = await db.slot.findMany({
    where: { checkpointId, direction: 'out', localDate: new Date(date), totalPlaces: { gte: 5 } },
    orderBy: { startsAt: 'asc' },
    take: 3,
  });
  const dispatcher = await server.signIn('dispatcher');
  let number = 0;
  for (const slot of slots)
    for (const hsCode of ['730890', '730890', '730890', '730890', '070200']) {
      const body = { slotId: slot.id, ...truck(++number, { hsCode }) };
      const held = await server.call('POST', '/api/bookings', { token: dispatcher, body });
      expect(held.status).toBe(201);
      await server.call('POST', `/api/bookings/${held.body.id}/confirm`, { token: dispatcher });
    }
  // A closure that nobody has planned for yet: two places where five trucks are booked.
  await db.slot.updateMany({
    where: { id: { in: slots.map(({ id }) => id) } },
    data: { totalPlaces: 2, inspectedPlaces: 1, examinedPlaces: 0 },
  });
  const { items, asOf } = await list();
  expect(asOf).toBe(server.clock.now().toISOString());
  for (const item of items) expect(suggestionSchema.parse(item)).toEqual(item);
  const [first] = items;
  expect(first).toMatchObject({ direction: 'out', date, because: 'overfull', from: { checkpointId } });
  expect(items.reduce((sum: number, { trucks }: { trucks: number }) => sum + trucks, 0)).toBeLessThanOrEqual(9);
  expect(first.trucks).toBe(9);
  expect(first.movable).toBe(12); // tomatoes stay
  expect(first.price.km).toBeCloseTo(first.price.kmPerTruck * first.trucks, -1);
  expect(first.change).toMatchObject({
    kind: 'transfer',
    fromCheckpointId: checkpointId,
    toCheckpointId: first.to.checkpointId,
    trucks: 9,
  });
});
