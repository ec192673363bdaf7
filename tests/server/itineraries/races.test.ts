import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { listSimulatedCarriers } from '../../../server/accounts/index.ts';
import { cancelBooking } from '../../../server/bookings/change-booking.ts';
import { holdSlot, releaseExpiredHolds } from '../../../server/bookings/index.ts';
import { cancelItinerary, confirmItinerary } from '../../../server/itineraries/change-itinerary.ts';
import type { Slot } from '../../../server/platform/database/generated/client.ts';
import { writeIntent } from '../../../server/platform/database/once-per-key.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { listWrongSlots, truck } from '../../support/trucks.ts';
import { announce, gateSlotsBefore, listWrongSailings } from '../sailings/world.ts';
import { holdWay, planOver } from './planned-ways.ts';

const rivals = 100;
let server: TestServer;
let carriers: { id: string }[];

beforeAll(async () => {
  server = await startTestServer({ simulatedCarriers: rivals });
  carriers = await listSimulatedCarriers(server.parts.db);
});
afterAll(() => server.stop());
afterEach(async () => expect(await listWrongSlots(server.parts.db)).toEqual([]));

/** Slots with so many places each, in the order of their crossings. */
function slotsWith(places: number, skip: number): Promise<[Slot, Slot]> {
  const { db } = server.parts;
  const data = { totalPlaces: places, inspectedPlaces: places, examinedPlaces: places };
  const find = (checkpointId: string, direction: string, from: string) =>
    db.slot.findFirstOrThrow({
      where: { checkpointId, direction, closedBecause: null, totalTaken: 0, startsAt: { gt: new Date(from) } },
      orderBy: { startsAt: 'asc' },
      skip,
    });
  return Promise.all(
    [find('korday', 'in', '2026-06-16T00:00:00Z'), find('syrym', 'out', '2026-06-19T00:00:00Z')].map(async (slot) =>
      db.slot.update({ where: { id: (await slot).id }, data }),
    ),
  ) as Promise<[Slot, Slot]>;
}

const codeOf = (one: PromiseSettledResult<unknown>) =>
  one.status === 'fulfilled' ? 'held' : ((one.reason as { code?: string }).code ?? String(one.reason));
const countBy = (codes: readonly string[]) =>
  Object.fromEntries([...new Set(codes)].map((code) => [code, codes.filter((one) => one === code).length]));

/** Itineraries that have some of their places and not all. There must never be one. */
async function listHalves() {
  return server.parts.db.$queryRaw`
    SELECT i.id, count(b.id) FROM itinerary i LEFT JOIN booking b ON b.itinerary_id = i.id
    GROUP BY i.id, i.state, i.legs
    HAVING count(b.id) <> (SELECT count(*) FROM jsonb_array_elements(i.legs) AS part (one) WHERE one ->> 'kind' = 'crossing')
      OR count(DISTINCT b.state) > 1`;
}

test('of 100 rivals for 7 places at one of two crossings exactly 7 have the whole way, and nobody half of it', async () => {
  const [first, second] = await slotsWith(7, 0);
  await server.parts.db.slot.update({
    where: { id: first.id },
    data: { totalPlaces: 50, inspectedPlaces: 50, examinedPlaces: 50 },
  });
  const settled = await Promise.allSettled(
    carriers
      .slice(0, rivals)
      .map(({ id: organisationId }, index) =>
        holdWay(server, { organisationId, number: index, planned: planOver([first, second]) }),
      ),
  );
  expect(countBy(settled.map(codeOf))).toEqual({ held: 7, SLOT_FULL: 93 });
  const { db } = server.parts;
  expect(await db.itinerary.count()).toBe(7);
  expect(await db.booking.count({ where: { slotId: first.id } })).toBe(7);
  expect(await db.booking.count({ where: { slotId: second.id } })).toBe(7);
  expect(await listHalves()).toEqual([]);
}, 60_000);

test('itineraries in both directions of travel, single holds and cancellations at once: no deadlock, no half way, no place too many', async () => {
  const { db, feed } = server.parts;
  const [first, second] = await slotsWith(40, 3);
  const now = server.clock.now();
  const claimantOf = (index: number) => ({
    organisationId: carriers[index]!.id,
    madeBy: 'test',
    source: 'carrier' as const,
  });
  const single = async (index: number, slotId: number, number: number) => {
    const claimant = claimantOf(index);
    const input = { slotId, ...truck(number) } as Parameters<typeof holdSlot>[5];
    const { organisationId } = claimant;
    const booking = await holdSlot(db, feed, now, claimant, writeIntent(organisationId, randomUUID(), input), input);
    if (index % 2 === 0) return;
    await cancelBooking(db, feed, now, claimant, writeIntent(organisationId, randomUUID(), booking.id), booking.id);
  };
  const whole = async (index: number, slots: [Slot, Slot], number: number) => {
    const claimant = claimantOf(index);
    const { organisationId } = claimant;
    const id = await holdWay(server, { organisationId, number, planned: planOver(slots) });
    const change = index % 3 === 0 ? cancelItinerary : index % 3 === 1 ? confirmItinerary : undefined;
    const parts = { db, feed, leftQueue: async () => {} };
    await change?.(parts, now, claimant, writeIntent(organisationId, randomUUID(), id), id);
  };
  const wholeAt = new Map<number, 'kept' | 'given back'>();
  const work: Promise<unknown>[] = [];
  for (let index = 0; index < rivals; index++) {
    wholeAt.set(work.length, index % 3 === 0 ? 'given back' : 'kept');
    // The later slot first: the plan names the legs in the order of travel, and the claim locks them in its own.
    work.push(whole(index, index % 2 === 0 ? [first, second] : [second, first], 1000 + index));
    work.push(single(index, index % 2 === 0 ? first.id : second.id, 2000 + index));
    if (index % 10 === 0) work.push(releaseExpiredHolds(db, feed, now));
  }
  const codes = (await Promise.allSettled(work)).map(codeOf);
  expect(new Set(codes)).toEqual(new Set(['held', 'SLOT_FULL']));
  // Who was told that it has its way has it, unless it gave it back; and nobody else.
  const kept = await db.itinerary.count({
    where: { plate: { endsWith: 'TST01' }, state: { in: ['held', 'confirmed'] } },
  });
  expect(kept).toBe(codes.filter((code, at) => code === 'held' && wholeAt.get(at) === 'kept').length);
  expect(kept).toBeGreaterThan(0);
  expect(await listHalves()).toEqual([]);
  for (const { id } of [first, second]) {
    const { totalTaken } = await db.slot.findUniqueOrThrow({ where: { id } });
    expect(totalTaken).toBeLessThanOrEqual(40);
  }
}, 60_000);

test('one vehicle in two itineraries at once has one of them', async () => {
  const [first, second] = await slotsWith(40, 6);
  const [third, fourth] = await slotsWith(40, 7);
  const organisationId = carriers[0]!.id;
  const settled = await Promise.allSettled(
    [planOver([first, second]), planOver([third, fourth])].map((planned) =>
      holdWay(server, { organisationId, number: 5000, planned }),
    ),
  );
  expect(countBy(settled.map(codeOf))).toEqual({ held: 1, VEHICLE_ALREADY_BOOKED: 1 });
  expect(await listHalves()).toEqual([]);
});

test('one key in 20 calls at once is one itinerary', async () => {
  const slots = await slotsWith(40, 9);
  const organisationId = carriers[1]!.id;
  const planned = planOver(slots);
  const ids = await Promise.all(
    Array.from({ length: 20 }, () => holdWay(server, { organisationId, number: 6000, planned, key: 'one key' })),
  );
  expect(new Set(ids).size).toBe(1);
  expect(await server.parts.db.booking.count({ where: { itineraryId: ids[0]! } })).toBe(2);
});

test('confirmed while it is cancelled: one after the other, whole', async () => {
  const slots = await slotsWith(40, 11);
  const { db, feed } = server.parts;
  const claimant = { organisationId: carriers[2]!.id, madeBy: 'test', source: 'carrier' as const };
  const { organisationId } = claimant;
  const parts = { db, feed, leftQueue: async () => {} };
  for (let number = 7000; number < 7010; number++) {
    const id = await holdWay(server, { organisationId, number, planned: planOver(slots) });
    const run = (change: typeof confirmItinerary) =>
      change(parts, server.clock.now(), claimant, writeIntent(organisationId, randomUUID(), id), id);
    const codes = (await Promise.allSettled([run(confirmItinerary), run(cancelItinerary)])).map(codeOf);
    expect([
      ['held', 'held'],
      ['ITINERARY_NOT_ACTIVE', 'held'],
    ]).toContainEqual(codes);
    const states = await db.booking.findMany({ where: { itineraryId: id }, select: { state: true } });
    expect(states).toEqual([{ state: 'cancelled' }, { state: 'cancelled' }]);
  }
});

test('of 100 rivals for the last 33 metres of lane behind a crossing two have both, and the others nothing', async () => {
  const { db } = server.parts;
  const [first] = await slotsWith(100, 14);
  const sailing = await announce(db, server.clock.now(), { plannedDepartureAt: '2026-06-22T06:00:00Z' });
  await db.sailing.update({ where: { id: sailing.id }, data: { laneCm: 3300 } });
  const gates = await gateSlotsBefore(db, sailing.gateCutoffAt, 20);
  const settled = await Promise.allSettled(
    Array.from({ length: rivals }, (_, index) => {
      const planned = planOver([first]);
      const { seq: _seq, ...gate } = gates[index % gates.length]!;
      const gateSlot = { ...gate, startsAt: gate.startsAt.toISOString(), endsAt: gate.endsAt.toISOString(), left: 1 };
      planned.legs.push({
        ...{
          kind: 'sailing',
          sailing,
          gateSlot,
          marginMinutes: 0,
          earliestAt: gateSlot.startsAt,
          latestAt: gateSlot.endsAt,
        },
        ...{ startsAt: sailing.expectedDepartureAt, endsAt: sailing.expectedArrivalAt },
      });
      planned.sailing = { sailingId: sailing.id, gateSlotId: gate.id, leg: planned.legs.length - 1 };
      return holdWay(server, { organisationId: carriers[index]!.id, number: 8000 + index, planned });
    }),
  );
  expect(countBy(settled.map(codeOf))).toEqual({ held: 2, SAILING_FULL: rivals - 2 });
  expect(await db.booking.count({ where: { slotId: first.id } })).toBe(2);
  expect(await db.sailingClaim.count({ where: { sailingId: sailing.id } })).toBe(2);
  expect(await listHalves()).toEqual([]);
  expect(await listWrongSailings(db)).toEqual([]);
}, 60_000);
