import { afterAll, beforeAll, expect, test } from 'vitest';
import { goods, truck } from '../../support/trucks.ts';
import { startWaitlistWorld, type WaitlistWorld } from './world.ts';

let world: WaitlistWorld;
let slot: { startsAt: Date; endsAt: Date; id: number };

beforeAll(async () => {
  world = await startWaitlistWorld(2);
  slot = await world.slotOf(4);
});
afterAll(() => world.server.stop());

/** Everything that joining could have left behind, but the desk of the reviewer. */
async function everything() {
  const { db } = world.server.parts;
  return Promise.all([
    db.application.count(),
    db.waitlistEntry.findMany({ orderBy: { applicationId: 'asc' } }),
    db.screening.count(),
    db.writeKey.count(),
    db.booking.count(),
  ]);
}

const join = (changes: object, number = 1) =>
  world.server.call('POST', '/api/waitlist', {
    token: world.dispatcher,
    body: {
      ...{ checkpointId: 'syrym', direction: 'out', earliestAt: slot.startsAt, latestAt: slot.endsAt },
      ...truck(number),
      ...changes,
    },
  });

async function expectRefused(
  run: () => ReturnType<typeof join>,
  status: number,
  code: string,
  field: string | undefined,
) {
  const before = await everything();
  const answer = await run();
  expect(answer).toMatchObject({ status, body: { code, message: expect.stringMatching(/\S/) } });
  expect(answer.body.field).toBe(field);
  expect(await everything()).toEqual(before);
}

test('an unknown checkpoint', () =>
  expectRefused(() => join({ checkpointId: 'atlantis' }), 404, 'CHECKPOINT_NOT_FOUND', 'checkpointId'));

test('hours that are over, and hours that end before they begin', async () => {
  const { clock } = world.server;
  const past = { earliestAt: new Date(clock.now().getTime() - 7_200_000), latestAt: clock.now() };
  await expectRefused(() => join(past), 400, 'INVALID_INPUT', 'latestAt');
  const inverse = { earliestAt: slot.endsAt, latestAt: slot.startsAt };
  await expectRefused(() => join(inverse), 400, 'INVALID_INPUT', 'latestAt');
});

test('a vehicle with a booking', async () => {
  await world.hold(0, 2, slot.id);
  await expectRefused(() => join({}, 2), 409, 'VEHICLE_ALREADY_BOOKED', 'vehicle.plate');
});

test('a vehicle that waits already, by its plate and by its VIN, whoever sends it', async () => {
  await world.join(1, 3, slot);
  await expectRefused(() => join({}, 3), 409, 'VEHICLE_ALREADY_APPLIED', 'vehicle.plate');
  const { vehicle } = truck(3);
  const body = { vehicle: { ...vehicle, plate: '777XYZ02' } };
  await expectRefused(() => join(body, 3), 409, 'VEHICLE_ALREADY_APPLIED', 'vehicle.vin');
});

test('a vehicle that has applied for the next round', async () => {
  const applications = [
    {
      ...{ id: '00000000-0000-4000-8000-000000000007', checkpointId: 'syrym', direction: 'out', flexible: false },
      ...{ earliestAt: slot.startsAt, latestAt: slot.endsAt, ...truck(4) },
    },
  ];
  const sent = await world.server.call('POST', '/api/applications', {
    token: world.dispatcher,
    body: { applications },
  });
  expect(sent.body.results ?? sent.body.items ?? sent.body).toBeDefined();
  expect(await world.server.parts.db.application.count({ where: { state: 'open' } })).toBe(1);
  await expectRefused(() => join({}, 4), 409, 'VEHICLE_ALREADY_APPLIED', 'vehicle');
});

test('a country that the crossing does not admit', async () => {
  const { db } = world.server.parts;
  await db.checkpoint.update({ where: { id: 'syrym' }, data: { access: 'bilateral' } });
  const body = { vehicle: { ...truck(5).vehicle, country: 'PL' } };
  await expectRefused(() => join(body, 5), 422, 'VEHICLE_COUNTRY_NOT_ADMITTED', 'vehicle.country');
  await db.checkpoint.update({ where: { id: 'syrym' }, data: { access: 'multilateral' } });
});

test('goods that a list blocks, with the rules that fired', async () => {
  const body = { cargo: { hsCode: goods.blocked, grossWeightKg: 1 } };
  await expectRefused(() => join(body, 6), 422, 'CARGO_BLOCKED', 'cargo.hsCode');
  expect((await join(body, 6)).body.rules.length).toBeGreaterThan(0);
});

test('an entry of another carrier, of nobody, and the page of another', async () => {
  const id = await world.join(1, 8, slot);
  const withdraw = (entryId: string) =>
    world.server.call('POST', `/api/waitlist/${entryId}/withdraw`, { token: world.dispatcher });
  await expectRefused(() => withdraw(id), 404, 'WAITLIST_ENTRY_NOT_FOUND', 'entryId');
  await expectRefused(
    () => withdraw('00000000-0000-4000-8000-000000000001'),
    404,
    'WAITLIST_ENTRY_NOT_FOUND',
    'entryId',
  );
  const page = () => world.server.call('GET', `/api/waitlist?cursor=${id}`, { token: world.dispatcher });
  await expectRefused(page, 400, 'INVALID_INPUT', 'cursor');
});

test('the key of another request', async () => {
  const key = 'the same key';
  const send = (number: number) =>
    world.server.call('POST', '/api/waitlist', {
      ...{ token: world.dispatcher, key },
      body: {
        ...{ checkpointId: 'syrym', direction: 'out', earliestAt: slot.startsAt, latestAt: slot.endsAt },
        ...truck(number),
      },
    });
  expect((await send(9)).status).toBe(201);
  await expectRefused(() => send(10), 409, 'IDEMPOTENCY_KEY_REUSED', 'idempotency-key');
});
