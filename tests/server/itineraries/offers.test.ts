import { afterAll, beforeAll, expect, test } from 'vitest';
import { marginFactor } from '../../../server/planning/ways/margin.ts';
import type { ItineraryOffer } from '../../../shared/contract/itineraries.ts';
import {
  crossingsOf,
  everything,
  forecast,
  minutesBetween,
  passed,
  startWaysWorld,
  type WaysWorld,
} from './ways-world.ts';

let world: WaysWorld;
beforeAll(async () => {
  world = await startWaysWorld();
});
afterAll(() => world.server.stop());

const best = (offers: ItineraryOffer[]) => offers.find(({ wayId }) => wayId === 'bishkek-samara/main')!;

test('whole ways over two borders, compared: every way once, each part after the one before, each slot reached', async () => {
  const { status, body } = await world.offer();
  expect(status).toBe(200);
  expect(body.offers.map(({ cost }) => cost.totalMinutes)).toEqual(
    body.offers.map(({ cost }) => cost.totalMinutes).toSorted((a, b) => a - b),
  );
  // Shagan is for vehicles of the two countries; this one is of a third.
  expect(body.notOffered).toContainEqual({
    ...{ wayId: 'bishkek-samara/via-korday-shagan', reason: 'not-admitted', at: 'shagan', full: null },
  });
  const ways = new Set([...body.offers, ...body.notOffered].map(({ wayId }) => wayId));
  const { body: corridor } = await world.server.call('GET', '/api/corridors/bishkek-samara');
  expect([...ways].sort()).toEqual(corridor.ways.map(({ id }: { id: string }) => id).sort());

  const offer = best(body.offers);
  expect(crossingsOf(offer).map(({ checkpointId, direction }) => [checkpointId, direction])).toEqual([
    ['korday', 'in'],
    ['syrym', 'out'],
  ]);
  expect(offer.legs[0]!.startsAt).toBe(offer.departAt);
  expect(offer.legs.at(-1)!.endsAt).toBe(offer.arrivalP50At);
  for (const [index, leg] of offer.legs.entries()) {
    if (index > 0) expect(leg.startsAt).toBe(offer.legs[index - 1]!.endsAt);
    expect(Date.parse(leg.earliestAt)).toBeLessThanOrEqual(Date.parse(leg.startsAt));
    expect(Date.parse(leg.latestAt)).toBeGreaterThanOrEqual(Date.parse(leg.startsAt));
    if (leg.kind === 'crossing') expect(minutesBetween(leg.startsAt, leg.slot.startsAt)).toBe(leg.idleMinutes);
    if (leg.kind === 'drive') {
      expect(minutesBetween(leg.startsAt, leg.endsAt)).toBe(Math.round(leg.drivingHours * 60) + leg.restHours * 60);
    }
  }
  expect(offer.claim).toEqual({ slotIds: crossingsOf(offer).map(({ slot }) => slot.id), sailing: null });
});

test('nine hours at the wheel and eleven of rest are parameters', async () => {
  const restsOf = (offer: ItineraryOffer) =>
    offer.legs.reduce((sum, leg) => sum + (leg.kind === 'drive' ? leg.restHours : 0), 0);
  const { body: common } = await world.offer();
  const { body: two } = await world.offer({ drivingRules: { drivingHours: 24, restHours: 11 } });
  const { body: none } = await world.offer({ drivingRules: { drivingHours: 24, restHours: 0 } });
  const drivingHours = best(common.offers).legs.reduce(
    (sum, leg) => sum + (leg.kind === 'drive' ? leg.drivingHours : 0),
    0,
  );
  // A wait before a slot may be one of the rests, so at most the rests of one who drives in one go.
  expect(restsOf(best(common.offers))).toBeLessThanOrEqual(11 * (Math.ceil(drivingHours / 9) - 1));
  expect(restsOf(best(common.offers))).toBeGreaterThanOrEqual(11 * (Math.ceil(drivingHours / 9) - 3));
  expect(restsOf(best(two.offers))).toBeLessThanOrEqual(22);
  expect(restsOf(best(none.offers))).toBe(0);
  const arrivals = [common, two, none].map(({ offers }) => Date.parse(best(offers).arrivalP50At));
  expect(arrivals).toEqual(arrivals.toSorted((a, b) => b - a));
  expect(new Set(arrivals).size).toBe(3);
});

test('the margin comes from the forecast of the hour, and beyond its day from what trucks of that hour waited', async () => {
  const { db } = world.server.parts;
  const before = best((await world.offer()).body.offers);
  expect(crossingsOf(before).map(({ waitFrom }) => waitFrom)).toEqual(['none', 'none']);
  // Nothing is known: at the first post when the slot ends.
  const [korday] = crossingsOf(before);
  expect(Date.parse(korday!.endsAt)).toBeGreaterThan(Date.parse(korday!.slot.endsAt));

  await forecast(
    db,
    { checkpointId: 'korday', direction: 'in', madeAt: world.server.clock.now() },
    { waitP50Minutes: 40, waitP80Minutes: 100 },
  );
  // With the wait known, the truck may be at the second border in another hour.
  const [, syrym] = crossingsOf(best((await world.offer()).body.offers));
  const hour = new Date(syrym!.slot.startsAt).getUTCHours();
  const past = await db.slot.findMany({
    where: { checkpointId: 'syrym', direction: 'out' },
    orderBy: { startsAt: 'asc' },
  });
  const sameHour = past.filter(({ startsAt }) => startsAt.getUTCHours() === hour).slice(0, 5);
  for (const [index, waitMinutes] of [10, 20, 30, 60, 70].entries()) {
    const { id } = sameHour[index]!;
    const at = { slotId: id, number: 900 + index, organisationId: world.organisationId };
    await passed(db, at, { waitMinutes, postMinutes: 33 });
  }
  // History is what is over: these slots are moved before now, all of them into the same hour of the day.
  await db.$executeRaw`UPDATE passage SET arrived_at = arrived_at - interval '7 days', at_post_at = at_post_at - interval '7 days',
    cleared_at = cleared_at - interval '7 days' WHERE checkpoint_id = 'syrym'`;
  await db.$executeRaw`UPDATE slot SET starts_at = starts_at - interval '7 days', ends_at = ends_at - interval '7 days'
    WHERE id IN (SELECT slot_id FROM booking WHERE id IN (SELECT booking_id FROM passage))`;

  const after = best((await world.offer()).body.offers);
  const [first, second] = crossingsOf(after);
  const factor = marginFactor(2);
  expect(first).toMatchObject({ waitFrom: 'forecast', waitP50Minutes: 40, waitP80Minutes: 100 });
  expect(first!.marginMinutes).toBe(Math.ceil(factor * 60));
  expect(second).toMatchObject({ waitFrom: 'history', waitP50Minutes: 30, waitP80Minutes: 62 });
  expect(second!.marginMinutes).toBe(Math.ceil(factor * 32));
  expect(minutesBetween(second!.slot.startsAt, second!.endsAt)).toBe(30 + 33);
  expect(after.riskMinutes).toBe(second!.marginMinutes);
  expect(minutesBetween(after.arrivalP50At, after.arrivalP80At)).toBe(after.riskMinutes);
  expect(after.cost.riskMinutes).toBe(after.riskMinutes);
});

test('a slot without room is not offered; where none is left, the way says so and at which checkpoint', async () => {
  const { db } = world.server.parts;
  const first = crossingsOf(best((await world.offer()).body.offers))[0]!.slot;
  const slot = await db.slot.findUniqueOrThrow({ where: { id: first.id } });
  await db.slot.update({ where: { id: slot.id }, data: { totalTaken: slot.totalPlaces } });
  const next = crossingsOf(best((await world.offer()).body.offers))[0]!.slot;
  expect(Date.parse(next.startsAt)).not.toBe(Date.parse(first.startsAt));
  await db.slot.update({ where: { id: slot.id }, data: { totalTaken: slot.totalTaken } });

  await db.$executeRaw`UPDATE slot SET total_taken = total_places WHERE checkpoint_id = 'zhaisan' AND direction = 'out'`;
  await db.$executeRaw`UPDATE slot SET closed_because = 'closure' WHERE checkpoint_id = 'taskala' AND direction = 'out'`;
  const { body } = await world.offer();
  const reasons = new Map(body.notOffered.map(({ wayId, reason, at }) => [wayId, [reason, at]]));
  expect(reasons.get('bishkek-samara/via-korday-zhaisan')).toEqual(['no-slot', 'zhaisan']);
  expect(reasons.get('bishkek-samara/via-korday-taskala')).toEqual(['closed', 'taskala']);
});

test('one carrier has its share of a slot: its own full slots are not offered to it', async () => {
  const { db } = world.server.parts;
  const first = crossingsOf(best((await world.offer()).body.offers))[0]!.slot;
  for (let number = 0; number < 12; number++) {
    const at = { slotId: first.id, number: 800 + number, organisationId: world.organisationId };
    await passed(db, at, { waitMinutes: 0, postMinutes: 20 });
  }
  await db.booking.updateMany({ where: { slotId: first.id }, data: { state: 'confirmed' } });
  const next = crossingsOf(best((await world.offer()).body.offers))[0]!.slot;
  expect(next.id).not.toBe(first.id);
  await db.passage.deleteMany({ where: { booking: { slotId: first.id } } });
  await db.booking.deleteMany({ where: { slotId: first.id } });
});

test('a corridor is travelled back, too', async () => {
  const { body } = await world.offer({ isReversed: true });
  const offer = best(body.offers);
  expect(crossingsOf(offer).map(({ checkpointId, direction }) => [checkpointId, direction])).toEqual([
    ['syrym', 'in'],
    ['korday', 'out'],
  ]);
  expect(offer.legs[0]).toMatchObject({ kind: 'drive', fromId: 'samara' });
});

test('departures further apart are offered beside the best, as far as there is time', async () => {
  const { body } = await world.offer({ corridorId: 'petropavl-omsk' });
  const departures = body.offers.filter(({ isMain }) => isMain).map(({ departAt }) => Date.parse(departAt));
  expect(departures).toHaveLength(3);
  for (const [index, at] of departures.toSorted((a, b) => a - b).entries()) {
    if (index > 0) expect(at - departures.toSorted((a, b) => a - b)[index - 1]!).toBeGreaterThanOrEqual(6 * 3_600_000);
  }
});

test('where no way is in time, the soonest are offered and called late', async () => {
  const { body } = await world.offer({ arriveBy: '2026-06-18T03:00:00Z' });
  expect(body.offers.length).toBeGreaterThan(1);
  for (const { isLate, reasons } of body.offers) {
    expect(isLate).toBe(true);
    expect(reasons).toContain('late');
  }
  const { body: much } = await world.offer({ arriveBy: '2026-06-16T04:00:00Z' });
  expect(much.offers).toEqual([]);
  expect(new Set(much.notOffered.map(({ reason }) => reason))).toEqual(new Set(['too-late', 'not-admitted']));
});

test.each([
  ['an unknown corridor', { corridorId: 'nowhere' }, 404, 'CORRIDOR_NOT_FOUND', 'corridorId'],
  ['an end before the begin', { arriveBy: '2026-06-16T02:00:00Z' }, 400, 'INVALID_INPUT', 'arriveBy'],
  [
    'a time that has passed',
    { readyAt: '2026-06-01T00:00:00Z', arriveBy: '2026-06-02T00:00:00Z' },
    400,
    'INVALID_INPUT',
    'arriveBy',
  ],
  [
    'rules that are none',
    { drivingRules: { drivingHours: 0, restHours: 11 } },
    400,
    'INVALID_INPUT',
    'drivingRules.drivingHours',
  ],
])('%s is refused and changes nothing', async (_, changes, status, code, field) => {
  const { db } = world.server.parts;
  const before = await everything(db);
  const answer = await world.offer(changes);
  expect([answer.status, answer.body]).toMatchObject([status, { code, field }]);
  expect(await everything(db)).toBe(before);
});

test('blocked goods are told with their rules and noted once for the reviewer', async () => {
  const { db } = world.server.parts;
  const cargo = { hsCode: '854231', grossWeightKg: 9000, destinationCountry: 'RU' };
  for (const _ of [1, 2]) {
    const { status, body } = await world.offer({ cargo });
    expect([status, body]).toMatchObject([422, { code: 'CARGO_BLOCKED' }]);
  }
  const noted = await db.blockedConsignment.findMany();
  expect(new Set(noted.map(({ fingerprint }) => fingerprint)).size).toBe(noted.length);
  expect(noted.length).toBeGreaterThan(0);
});
