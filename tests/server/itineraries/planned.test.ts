import { afterAll, beforeAll, expect, test } from 'vitest';
import { planChosen } from '../../../server/itineraries/plan-chosen.ts';
import { planRest } from '../../../server/itineraries/plan-rest.ts';
import type { ItineraryOffer } from '../../../shared/contract/itineraries.ts';
import { crossingsOf, startWaysWorld, type WaysWorld, wayWish } from './ways-world.ts';

let world: WaysWorld;
let offer: ItineraryOffer;
beforeAll(async () => {
  world = await startWaysWorld();
  const { body } = await world.offer();
  offer = body.offers.find(({ wayId }) => wayId === 'bishkek-samara/main')!;
}, 120_000);
afterAll(() => world.server.stop());

const wayId = 'bishkek-samara/main';
const plan = (claim: ItineraryOffer['claim'], changes = {}) => {
  const { server, organisationId } = world;
  return planChosen(server.parts.db, server.clock.now(), organisationId, wayWish(changes), wayId, claim);
};
const slotAt = async (checkpointId: string, direction: string, startsAt: string) =>
  (
    await world.server.parts.db.slot.findFirstOrThrow({
      where: { checkpointId, direction, startsAt: new Date(startsAt) },
    })
  ).id;

test('what was offered is planned as it was offered', async () => {
  const planned = await plan(offer.claim);
  expect(JSON.parse(JSON.stringify(planned.legs))).toEqual(offer.legs);
  expect(planned.departAt.toISOString()).toBe(offer.departAt);
  expect(planned.arrivalP80At.toISOString()).toBe(offer.arrivalP80At);
  const legs = planned.crossings.map(({ leg }) => offer.legs[leg]!.kind);
  expect(legs).toEqual(['crossing', 'crossing']);
});

test('a leg that cannot be reached in time is named, with the minutes; the last slot that can be is taken', async () => {
  const [first, second] = crossingsOf(offer);
  const startOf = (hours: number) => new Date(Date.parse(second!.slot.startsAt) + hours * 3_600_000).toISOString();
  const latest = Date.parse(first!.endsAt);
  expect(latest).toBeLessThan(Date.parse(second!.slot.startsAt));

  // The truck is there within the hour before its slot: that hour's slot is reached before it ends, the one before is not.
  const hourBefore = await slotAt('syrym', 'out', startOf(-1));
  const planned = await plan({ slotIds: [first!.slot.id, hourBefore], sailing: null });
  expect(planned.crossings[1]!.slotId).toBe(hourBefore);
  const tooSoon = await slotAt('syrym', 'out', startOf(-2));
  const error = await plan({ slotIds: [first!.slot.id, tooSoon], sailing: null }).catch((refused) => refused);
  expect(error).toMatchObject({ code: 'LEG_UNREACHABLE', status: 422, data: { field: 'claim.slotIds.1' } });
  const lateBy = Number(/(\d+) minutes/.exec(error.data.hint)![1]);
  expect(lateBy).toBe((Date.parse(second!.startsAt) - Date.parse(startOf(-1))) / 60_000);

  const earlier = await slotAt('korday', 'in', '2026-06-16T02:00:00Z');
  await expect(plan({ slotIds: [earlier, second!.slot.id], sailing: null })).rejects.toMatchObject({
    code: 'LEG_UNREACHABLE',
    data: { field: 'claim.slotIds.0' },
  });
});

test('slots of another checkpoint or direction, too few, too many, past, and an unknown way are refused by name', async () => {
  const [first, second] = offer.claim.slotIds as [number, number];
  const back = await slotAt('syrym', 'in', crossingsOf(offer)[1]!.slot.startsAt);
  const refusals = [
    [{ slotIds: [second, first], sailing: null }, 'SLOT_NOT_FOUND', 'claim.slotIds.0'],
    [{ slotIds: [first, back], sailing: null }, 'SLOT_NOT_FOUND', 'claim.slotIds.1'],
    [{ slotIds: [first], sailing: null }, 'SLOT_NOT_FOUND', 'claim.slotIds.1'],
    [{ slotIds: [first, second, second], sailing: null }, 'SLOT_NOT_FOUND', 'claim.slotIds.2'],
    [{ slotIds: [first, 2_000_000_000], sailing: null }, 'SLOT_NOT_FOUND', 'claim.slotIds.1'],
  ] as const;
  for (const [claim, code, field] of refusals) {
    await expect(plan({ ...claim, slotIds: [...claim.slotIds] })).rejects.toMatchObject({ code, data: { field } });
  }
  const past = await slotAt('korday', 'in', '2026-06-15T07:00:00Z');
  world.server.clock.set(new Date('2026-06-15T08:00:00Z'));
  await expect(plan({ slotIds: [past, second], sailing: null })).rejects.toMatchObject({ code: 'SLOT_IN_PAST' });
  world.server.clock.set(new Date('2026-06-15T06:00:00Z'));
  const { server, organisationId } = world;
  const other = planChosen(
    server.parts.db,
    server.clock.now(),
    organisationId,
    wayWish(),
    'petropavl-omsk/main',
    offer.claim,
  );
  await expect(other).rejects.toMatchObject({ code: 'CORRIDOR_NOT_FOUND', data: { field: 'wayId' } });
});

test('the rest of a way keeps the slot that the truck has, and takes another where that one cannot be reached', async () => {
  const { server, organisationId } = world;
  const { db } = server.parts;
  const [, second] = crossingsOf(offer);
  const leg = offer.legs.indexOf(crossingsOf(offer)[0]!) + 1;
  const rest = (at: string) =>
    planRest(
      db,
      server.clock.now(),
      organisationId,
      wayWish(),
      wayId,
      { leg, at: new Date(at), drivenMinutes: 60, isAtHome: false },
      {
        slotIds: [second!.slot.id],
        sailing: null,
      },
    );
  // Full, but it is this truck's own.
  await db.slot.update({ where: { id: second!.slot.id }, data: { totalTaken: { increment: 100 } } });
  const kept = await rest(offer.legs[leg]!.startsAt);
  if ('reason' in kept) throw new Error(kept.reason);
  expect(kept.crossings.map(({ slotId, leg: at }) => [slotId, at])).toEqual([
    [second!.slot.id, offer.legs.indexOf(second!)],
  ]);
  expect(kept.legs).toHaveLength(offer.legs.length - leg);

  const twelveHoursLater = new Date(Date.parse(offer.legs[leg]!.startsAt) + 12 * 3_600_000).toISOString();
  const moved = await rest(twelveHoursLater);
  if ('reason' in moved) throw new Error(moved.reason);
  expect(moved.crossings[0]!.slotId).not.toBe(second!.slot.id);
  expect(moved.legs[0]!.startsAt).toBe(twelveHoursLater);

  await db.$executeRaw`UPDATE slot SET total_taken = total_places + 1 WHERE checkpoint_id = 'syrym' AND direction = 'out'`;
  expect(await rest(twelveHoursLater)).toMatchObject({ reason: 'no-slot', at: 'syrym' });
});
