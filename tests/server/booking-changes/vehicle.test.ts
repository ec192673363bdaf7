import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { truck } from '../../support/trucks.ts';
import { addTractor, bookTruck, codeOf, everything, proof, slotsFrom } from './world.ts';

let server: TestServer;
let dispatcher: string;
let rival: string;
let own: string;
let other: string;
let bookingId: string;
let trucks = 0;

const organisationOf = async (token: string) => (await server.call('GET', '/api/me', { token })).body.organisation.id;

beforeAll(async () => {
  server = await startTestServer();
  [dispatcher, rival] = [await server.signIn('dispatcher'), await server.signIn('dispatcher2')];
  [own, other] = [await organisationOf(dispatcher), await organisationOf(rival)];
  await server.parts.db.quota.deleteMany({ where: { kind: 'carrier-slot' } });
});
afterAll(() => server.stop());
beforeEach(async () => {
  const [slot] = await slotsFrom(server, 5, 1);
  bookingId = await bookTruck(server, dispatcher, slot!.id, ++trucks);
});

const spare = () => {
  trucks += 1;
  return truck(7000 + trucks).vehicle;
};
const replace = (
  unitId: string,
  changes: object = {},
  id = bookingId,
  token = dispatcher,
  key: string = randomUUID(),
) => server.call('POST', `/api/bookings/${id}/vehicle`, { token, key, body: { unitId, proof, ...changes } });
const driver = (driverName: string, id = bookingId, token = dispatcher) =>
  server.call('POST', `/api/bookings/${id}/driver`, { token, body: { driverName } });

test('another tractor of the fleet takes over, with proof; the old one is free at once, and the gate knows the new one', async () => {
  const { db } = server.parts;
  const before = await db.booking.findUniqueOrThrow({ where: { id: bookingId } });
  const { plate, vin } = spare();
  const unitId = await addTractor(server, own, plate, vin);
  const key = randomUUID();
  const answer = await replace(unitId, {}, bookingId, dispatcher, key);
  expect(answer).toMatchObject({
    status: 200,
    body: { vehicle: { plate, vin, country: 'KZ' }, slot: { id: before.slotId } },
  });
  expect((await replace(unitId, {}, bookingId, dispatcher, key)).status).toBe(200);

  const { body } = await server.call('GET', `/api/bookings/${bookingId}/changes`, { token: dispatcher });
  expect(body.items).toMatchObject([
    { kind: 'vehicle', before: { plate: before.plate }, after: { plate, vin }, proof: { number: proof.number } },
  ]);
  const application = await db.application.findUniqueOrThrow({
    where: { id: before.applicationId },
    include: { screenings: true },
  });
  expect(application).toMatchObject({ plate, vin });
  expect(application.screenings).toHaveLength(2);
  const officer = await server.signIn('officer');
  expect(await server.call('GET', `/api/checkpoints/syrym/trucks/${plate}`, { token: officer })).toMatchObject({
    status: 200,
    body: { bookingId },
  });
  const [slot] = await slotsFrom(server, 8, 1);
  const again = await server.call('POST', '/api/bookings', {
    token: dispatcher,
    body: { slotId: slot!.id, ...truck(trucks), vehicle: { plate: before.plate, vin: before.vin, country: 'KZ' } },
  });
  expect(again.status).toBe(201);
});

test('another driver, and one more', async () => {
  expect(await driver('Ахметов Серик')).toMatchObject({ status: 200, body: { driverName: 'Ахметов Серик' } });
  expect(await driver('Ахметов Серик, Ли Виктор')).toMatchObject({ body: { driverName: 'Ахметов Серик, Ли Виктор' } });
  const { body } = await server.call('GET', `/api/bookings/${bookingId}/changes?limit=1`, { token: dispatcher });
  expect(body.items).toMatchObject([
    { kind: 'driver', before: { driverName: 'Ахметов Серик' }, after: { driverName: 'Ахметов Серик, Ли Виктор' } },
  ]);
  const rest = await server.call('GET', `/api/bookings/${bookingId}/changes?cursor=${body.nextCursor}`, {
    token: dispatcher,
  });
  expect(rest.body).toMatchObject({ items: [{ before: { driverName: null } }], nextCursor: null });
});

test('of a longer way all crossings that are still to come change', async () => {
  const { db } = server.parts;
  const second = await bookTruck(server, dispatcher, (await slotsFrom(server, 30, 1))[0]!.id, 6000 + ++trucks);
  const now = server.clock.now();
  const { plate, vin } = await db.booking.findUniqueOrThrow({ where: { id: bookingId } });
  const itinerary = await db.itinerary.create({
    data: {
      ...{
        id: randomUUID(),
        organisationId: own,
        madeBy: 'test',
        madeAt: now,
        state: 'confirmed',
        corridorId: 'c',
        wayId: 'w',
        isReversed: false,
      },
      ...{
        readyAt: now,
        arriveBy: now,
        plate,
        vin,
        wish: {},
        legs: [],
        departAt: now,
        arrivalP50At: now,
        arrivalP80At: now,
        distanceKm: 1,
      },
      holdExpiresAt: now,
    },
  });
  for (const [leg, id] of [bookingId, second].entries())
    await db.booking.update({ where: { id }, data: { itineraryId: itinerary.id, leg, holdsVehicle: leg === 0 } });
  await db.booking.update({ where: { id: second }, data: { plate, vin } });
  const unit = spare();
  expect((await replace(await addTractor(server, own, unit.plate, unit.vin))).status).toBe(200);
  const legs = await db.booking.findMany({ where: { itineraryId: itinerary.id }, select: { plate: true } });
  expect(legs).toEqual([{ plate: unit.plate }, { plate: unit.plate }]);
  expect(await db.itinerary.findUniqueOrThrow({ where: { id: itinerary.id } })).toMatchObject({ plate: unit.plate });
  expect((await driver('Двое')).status).toBe(200);
  const { body } = await server.call('GET', `/api/bookings/${second}`, { token: dispatcher });
  expect(body.driverName).toBe('Двое');
  const rules = await server.call('GET', `/api/bookings/${second}/change-rules`, { token: dispatcher });
  expect(rules.body.slot).toMatchObject({ isAllowed: false, because: 'itinerary' });
  const cancelled = await server.call('POST', `/api/bookings/${second}/cancel`, { token: dispatcher });
  expect(codeOf(cancelled)).toEqual([409, 'BOOKING_OF_ITINERARY', 'bookingId']);
});

describe('is refused, and nothing changes:', () => {
  async function expectRefused(wanted: unknown[], run: () => ReturnType<typeof replace>) {
    const before = await everything(server);
    expect(codeOf(await run())).toEqual(wanted);
    expect(await everything(server)).toBe(before);
  }

  test('a unit of nobody, of another fleet, a retired one, a trailer, the tractor that it is', async () => {
    const { db } = server.parts;
    const { plate, vin } = spare();
    await expectRefused([404, 'FLEET_UNIT_NOT_FOUND', 'unitId'], () => replace(randomUUID()));
    const foreign = await addTractor(server, other, plate, vin);
    await expectRefused([404, 'FLEET_UNIT_NOT_FOUND', 'unitId'], () => replace(foreign));
    const old = spare();
    const retired = await addTractor(server, own, old.plate, old.vin, { retiredAt: server.clock.now() });
    await expectRefused([404, 'FLEET_UNIT_NOT_FOUND', 'unitId'], () => replace(retired));
    const behind = spare();
    const trailer = await addTractor(server, own, behind.plate, behind.vin, { kind: 'trailer' });
    await expectRefused([404, 'FLEET_UNIT_NOT_FOUND', 'unitId'], () => replace(trailer));
    const present = await db.booking.findUniqueOrThrow({ where: { id: bookingId } });
    const same = await addTractor(server, own, present.plate, present.vin);
    await expectRefused([400, 'INVALID_INPUT', 'unitId'], () => replace(same));
  });

  test('a tractor that another carrier had first; who adds it later stops nobody', async () => {
    const { plate, vin } = spare();
    const dayBefore = new Date(server.clock.now().getTime() - 86_400_000);
    await addTractor(server, other, plate, spare().vin, { addedAt: dayBefore });
    const taken = await addTractor(server, own, plate, vin);
    await expectRefused([422, 'VEHICLE_OF_OTHER_CARRIER', 'unitId'], () => replace(taken));
    const mine = spare();
    const unitId = await addTractor(server, own, mine.plate, mine.vin, { addedAt: dayBefore });
    await addTractor(server, other, mine.plate, mine.vin);
    expect((await replace(unitId)).status).toBe(200);
  });

  test('a tractor with a booking of its own', async () => {
    const [slot] = await slotsFrom(server, 12, 1);
    const number = 8000 + ++trucks;
    await bookTruck(server, dispatcher, slot!.id, number);
    const { plate, vin } = truck(number).vehicle;
    const unitId = await addTractor(server, own, plate, vin);
    await expectRefused([409, 'VEHICLE_ALREADY_BOOKED', 'unitId'], () => replace(unitId));
  });

  test('a country that the crossing does not admit', async () => {
    const { db } = server.parts;
    await db.checkpoint.update({ where: { id: 'syrym' }, data: { access: 'bilateral' } });
    const { plate, vin } = spare();
    const unitId = await addTractor(server, own, plate, vin, { country: 'PL' });
    await expectRefused([422, 'VEHICLE_COUNTRY_NOT_ADMITTED', 'unitId'], () => replace(unitId));
    await db.checkpoint.update({ where: { id: 'syrym' }, data: { access: 'multilateral' } });
  });

  test('a proof of tomorrow, and none', async () => {
    const { plate, vin } = spare();
    const unitId = await addTractor(server, own, plate, vin);
    await expectRefused([400, 'INVALID_INPUT', 'proof.issuedAt'], () =>
      replace(unitId, { proof: { ...proof, issuedAt: '2026-06-16T00:00:00Z' } }),
    );
    await expectRefused([400, 'INVALID_INPUT', 'proof'], () => replace(unitId, { proof: undefined }));
    await expectRefused([400, 'INVALID_INPUT', 'driverName'], () => driver(' '));
  });

  test('a third time', async () => {
    const units: string[] = [];
    for (let index = 0; index < 3; index++) {
      const { plate, vin } = spare();
      units.push(await addTractor(server, own, plate, vin));
    }
    for (const unitId of units.slice(0, 2)) expect((await replace(unitId)).status).toBe(200);
    await expectRefused([409, 'CHANGE_LIMIT_REACHED', 'bookingId'], () => replace(units[2]!));
  });

  test('a booking of another carrier', async () => {
    const { plate, vin } = spare();
    const unitId = await addTractor(server, other, plate, vin);
    await expectRefused([404, 'BOOKING_NOT_FOUND', 'bookingId'], () => replace(unitId, {}, bookingId, rival));
    await expectRefused([404, 'BOOKING_NOT_FOUND', 'bookingId'], () => driver('Someone', bookingId, rival));
  });
});

test('a tractor that waits on the waitlist, or that its contract has applied with on this day, is refused as one that has applied', async () => {
  const { db } = server.parts;
  const { plate, vin } = spare();
  const unitId = await addTractor(server, own, plate, vin);
  const { applicationId } = await db.booking.findUniqueOrThrow({ where: { id: bookingId } });
  const [slot] = await slotsFrom(server, 8, 1);
  const idle = await bookTruck(server, dispatcher, slot!.id, ++trucks);
  const ofIdle = (await db.booking.findUniqueOrThrow({ where: { id: idle } })).applicationId;
  const both = { id: { in: [applicationId, ofIdle] } };
  await db.booking.update({ where: { id: idle }, data: { state: 'ended', closedAt: server.clock.now() } });
  await db.application.update({ where: { id: ofIdle }, data: { plate, vin } });
  const refused = ['VEHICLE_ALREADY_APPLIED', 'unitId'];

  await db.application.updateMany({ where: both, data: { state: 'waiting' } }); // as one whose offer is held is
  expect(codeOf(await replace(unitId))).toEqual([409, ...refused]);
  const day = new Date('2026-06-15');
  const contract = await db.frameworkContract.create({
    data: {
      ...{
        id: randomUUID(),
        organisationId: own,
        madeBy: 'test',
        madeAt: server.clock.now(),
        state: 'ended',
        name: 'c',
      },
      ...{
        checkpointId: 'syrym',
        direction: 'out',
        trucksPerDay: 2,
        weekdays: [1],
        fromTime: '08:00',
        toTime: '12:00',
      },
      ...{ isFlexible: false, validFrom: day, validTo: day, cargo: {}, unitIds: [] },
    },
  });
  await db.application.updateMany({
    where: both,
    data: { state: 'placed', frameworkContractId: contract.id, frameworkDay: day },
  });
  expect(codeOf(await replace(unitId))).toEqual([409, ...refused]);
});
