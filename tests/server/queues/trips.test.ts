import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSigner } from '../../../server/platform/signatures.ts';
import { passClaimsSchema, tripSchema } from '../../../shared/contract/trips.ts';
import { testStart } from '../../support/test-clock.ts';
import { type GateWorld, outcomesOf, startGateWorld } from './world.ts';

let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld();
});
afterAll(() => world.server.stop());

const linkOf = async ({ id }: { id: string }) =>
  (await world.server.call('GET', `/api/bookings/${id}/link`, { token: world.dispatcher })).body;
const tripOf = async (token: string) => tripSchema.parse((await world.server.call('GET', `/api/trips/${token}`)).body);

test("the driver's page has all it shows behind the link, without an account", async () => {
  const truck = await world.book({ skip: 1 });
  const link = await linkOf(truck);
  expect(link.path).toBe(`/trip/${link.token}`);
  const trip = await tripOf(link.token);
  expect(trip).toMatchObject({
    bookingId: truck.id,
    bookingState: 'confirmed',
    plate: truck.plate,
    checkpoint: { id: 'syrym', kzZone: 'Asia/Oral', neighbourZone: expect.stringContaining('/') },
    passage: { state: 'expected', slotStartsAt: truck.startsAt, slotEndsAt: truck.endsAt, place: null },
    status: { checkpointId: 'syrym', direction: 'out', source: null },
    linkExpiresAt: link.expiresAt,
  });
  const minutes = (later: string, sooner: string) => (Date.parse(later) - Date.parse(sooner)) / 60_000;
  expect(minutes(truck.startsAt, trip.arriveFrom)).toBe(60);
  expect(minutes(trip.arriveUntil, truck.endsAt)).toBe(60);
  expect(minutes(trip.passage.noShowAt!, truck.endsAt)).toBe(240);
  expect(minutes(link.expiresAt, truck.endsAt)).toBe(3 * 24 * 60);
});

test('an officer verifies the pass offline with the public key, and checks the truck in with it', async () => {
  const truck = await world.book({ skip: 1 });
  const { pass } = await tripOf((await linkOf(truck)).token);
  const keys = (await world.server.call('GET', '/api/pass-keys')).body;
  expect(JSON.stringify(keys)).not.toContain('"d"');
  const { payload } = await jwtVerify(pass!.token, createLocalJWKSet(keys), {
    audience: 'pass',
    currentDate: testStart,
  });
  expect(passClaimsSchema.parse(payload)).toMatchObject({
    sub: truck.id,
    plate: truck.plate,
    cp: 'syrym',
    dir: 'out',
    from: Date.parse(truck.startsAt) / 1000,
    to: Date.parse(truck.endsAt) / 1000,
    exp: Date.parse(pass!.expiresAt) / 1000,
  });
  // What a QR of version 15 holds at its lowest correction; phones read that off a screen.
  expect(pass!.token.length).toBeLessThan(520);

  const checkedIn = await world.record({ pass: pass!.token }, 'arrived');
  expect(checkedIn.body).toMatchObject({ outcome: 'applied', truck: { bookingId: truck.id, plate: truck.plate } });
});

test('a pass that was good when it was shown is good when an offline tablet sends it', async () => {
  const truck = await world.book({ skip: 2 });
  const { pass } = await tripOf((await linkOf(truck)).token);
  world.server.clock.set(new Date(Date.parse(pass!.expiresAt) + 60_000));
  const { body } = await world.record({ pass: pass!.token }, 'arrived', { happenedAt: truck.startsAt });
  expect(body).toMatchObject({ outcome: 'applied', truck: { punctuality: 'on-time' } });
  world.server.clock.set(testStart);
});

test('what a tablet kept of a whole shift, each with its pass, is one call', async () => {
  const truck = await world.book({ skip: 5 });
  const { pass } = await tripOf((await linkOf(truck)).token);
  const happenedAt = world.server.clock.now().toISOString();
  const events = Array.from({ length: 500 }, () => ({
    id: crypto.randomUUID(),
    truck: { pass: pass!.token },
    step: 'arrived',
    happenedAt,
  }));
  expect(JSON.stringify(events).length).toBeGreaterThan(200_000);
  const outcomes: string[] = outcomesOf(await world.batch(events));
  expect(outcomes.filter((outcome) => outcome === 'applied')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === 'GATE_STEP_REFUSED')).toHaveLength(499);
});

test('the trip follows the truck: its place and why, then where it is; the pass is gone once it is used', async () => {
  const [first, own] = [await world.book({ skip: 3 }), await world.book({ skip: 3 })];
  await world.take(first, ['arrived']);
  const { token } = await linkOf(own);
  world.server.clock.advanceMinutes(1);
  const { passage } = await tripOf(token);
  expect(passage.place).toMatchObject({
    place: passage.place!.ahead + 1,
    aheadByPriority: 0,
    perHour: expect.any(Number),
  });

  await world.take(own, ['arrived'], ['called']);
  const after = await tripOf(token);
  expect(after).toMatchObject({ pass: null, passage: { state: 'called', place: null, noShowAt: null } });
  const { body } = await world.server.call('GET', `/api/bookings/${own.id}/passage`, { token: world.dispatcher });
  expect(body).toEqual(after.passage);
});

test('a hold has no link, and neither has what is over', async () => {
  const truck = await world.book({ skip: 4 });
  await world.server.call('POST', `/api/bookings/${truck.id}/cancel`, { token: world.dispatcher });
  const answer = await world.server.call('GET', `/api/bookings/${truck.id}/link`, { token: world.dispatcher });
  expect(answer).toMatchObject({ status: 409, body: { code: 'BOOKING_NOT_ACTIVE', hint: expect.any(String) } });
  const rival = await world.server.signIn('dispatcher2');
  for (const path of ['link', 'passage']) {
    const other = await world.server.call('GET', `/api/bookings/${truck.id}/${path}`, { token: rival });
    expect(other).toMatchObject({ status: 404, body: { code: 'BOOKING_NOT_FOUND' } });
  }
});

test('processes that start at once agree on one key', async () => {
  const { db } = world.server.parts;
  await db.setting.delete({ where: { key: 'signing-key' } });
  const signers = await Promise.all(Array.from({ length: 6 }, () => openSigner(db)));
  expect(new Set(signers.map(({ publicKey }) => publicKey.x)).size).toBe(1);
  const token = await signers[0]!.sign({ aud: 'pass', exp: testStart.getTime() / 1000 + 1 });
  expect(await signers[5]!.verify(token, 'pass', testStart)).toMatchObject({ ok: true });
  expect(await signers[5]!.verify(token, 'trip', testStart)).toEqual({ ok: false, because: 'invalid' });
});
