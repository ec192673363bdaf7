import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { whenOpen } from '../../../server/sailings/list-boardings.ts';
import type { Sailing } from '../../../shared/contract/sailings.ts';
import { announce } from '../sailings/world.ts';
import { startWaysWorld, type WaysWorld } from './ways-world.ts';

let world: WaysWorld;
beforeAll(async () => {
  world = await startWaysWorld();
});
afterAll(() => world.server.stop());
beforeEach(async () => {
  await world.server.parts.db.sailing.deleteMany();
});

/** A Wednesday evening: the ship is there on Friday, which is Iran's day of rest. */
const onWednesday = { plannedDepartureAt: '2026-06-24T18:00:00Z' };
const toIran = {
  corridorId: 'kostanay-amirabad',
  arriveBy: '2026-06-30T00:00:00Z',
  vehicle: { plate: '001TST00', vin: 'XTA21074090000001', country: 'KZ' },
};
const sail = (changes: object = onWednesday): Promise<Sailing> =>
  announce(world.server.parts.db, world.server.clock.now(), changes);

test('a ship is a leg: in the gate before its cut-off, and out of a port that is closed on Friday on Saturday', async () => {
  const sailing = await sail();
  const { status, body } = await world.offer(toIran);
  expect(status).toBe(200);
  const offer = body.offers[0]!;
  expect(offer.legs.map(({ kind }) => kind)).toEqual(['drive', 'drive', 'drive', 'drive', 'sailing']);
  const leg = offer.legs.at(-1)!;
  if (leg.kind !== 'sailing') throw new Error('no ship');
  expect(leg.sailing.id).toBe(sailing.id);
  expect(leg.gateSlot.portId).toBe('aktau-port');
  expect(leg.startsAt <= leg.gateSlot.startsAt).toBe(true);
  expect(Date.parse(leg.gateSlot.endsAt)).toBeLessThanOrEqual(Date.parse(sailing.gateCutoffAt));
  expect(new Date(sailing.expectedArrivalAt).getUTCDay()).toBe(5);
  // 07:00 in Tehran, when the gate of Amirabad opens.
  expect(offer.arrivalP50At).toBe('2026-06-27T03:30:00.000Z');
  expect(Date.parse(offer.arrivalP80At)).toBeGreaterThanOrEqual(Date.parse(sailing.arrivalP80At));
  expect(offer.claim).toEqual({ slotIds: [], sailing: { sailingId: sailing.id, gateSlotId: leg.gateSlot.id } });
  // No ship goes from the other port.
  expect(body.notOffered).toEqual([
    { wayId: 'kostanay-amirabad/via-kuryk-port', reason: 'no-sailing', at: 'kuryk-port', full: null },
  ]);
});

test.each([
  ['laneMetres', { laneCm: 1600 }, {}],
  ['weightKg', { weightKg: 32_999 }, {}],
  ['reeferPlugs', { reeferPlugs: 0 }, { needsReeferPlug: true }],
  ['dangerousGoodsPlaces', { dangerousGoodsPlaces: 0 }, { isDangerous: true }],
] as const)('a ship that is full of %s alone says so, and takes who needs none of it', async (full, left, needs) => {
  const { db } = world.server.parts;
  const sailing = await sail();
  await db.sailing.update({ where: { id: sailing.id }, data: left });
  const { body } = await world.offer({ ...toIran, needs });
  expect(body.offers).toEqual([]);
  expect(body.notOffered[0]).toEqual({
    ...{ wayId: 'kostanay-amirabad/main', reason: 'sailing-full', at: 'aktau-port', full },
  });
  const smaller = { ...toIran, cargo: { hsCode: '730890', grossWeightKg: 1000 }, needs: { laneMetres: 12 } };
  const { body: other } = await world.offer(smaller);
  expect(other.offers).toHaveLength(1);
});

test('a sailing past its cut-off for documents, cancelled, too soon, or without a slot of its gate', async () => {
  const { db } = world.server.parts;
  const reasonOf = async () => {
    const { body } = await world.offer(toIran);
    expect(body.offers).toEqual([]);
    return [body.notOffered[0]!.reason, body.notOffered[0]!.at];
  };
  const soon = await sail({ plannedDepartureAt: '2026-06-16T18:00:00Z' });
  expect(await reasonOf()).toEqual(['too-late', 'aktau-port']);
  await db.sailing.delete({ where: { id: soon.id } });

  const sailing = await sail();
  await db.sailing.update({ where: { id: sailing.id }, data: { documentCutoffAt: new Date('2026-06-15T05:00:00Z') } });
  expect(await reasonOf()).toEqual(['cutoff-passed', 'aktau-port']);
  await db.sailing.update({
    where: { id: sailing.id },
    data: { documentCutoffAt: new Date(sailing.documentCutoffAt), state: 'cancelled' },
  });
  expect(await reasonOf()).toEqual(['no-sailing', 'aktau-port']);
  await db.sailing.update({ where: { id: sailing.id }, data: { state: 'planned' } });
  await db.$executeRaw`UPDATE gate_slot SET taken = places WHERE port_id = 'aktau-port'`;
  expect(await reasonOf()).toEqual(['no-slot', 'aktau-port']);
  await db.$executeRaw`UPDATE gate_slot SET taken = 0 WHERE port_id = 'aktau-port'`;
  expect((await world.offer(toIran)).body.offers).toHaveLength(1);
});

test('a port is left when its gate is open: on its own clock, within its hours, not on its weekend', () => {
  const amirabad = { zone: 'Asia/Tehran', weekend: 'Fri', opensAt: '07:00', closesAt: '21:00' };
  const leave = (at: string) => whenOpen(new Date(at), amirabad).toISOString();
  expect(leave('2026-06-24T10:00:00Z')).toBe('2026-06-24T10:00:00.000Z');
  expect(leave('2026-06-24T01:00:00Z')).toBe('2026-06-24T03:30:00.000Z');
  expect(leave('2026-06-24T17:29:00Z')).toBe('2026-06-24T17:29:00.000Z');
  expect(leave('2026-06-24T17:30:00Z')).toBe('2026-06-25T03:30:00.000Z');
  expect(leave('2026-06-25T18:00:00Z')).toBe('2026-06-27T03:30:00.000Z');
  const always = { zone: 'Asia/Baku', weekend: null, opensAt: null, closesAt: null };
  expect(whenOpen(new Date('2026-06-26T01:00:00Z'), always).toISOString()).toBe('2026-06-26T01:00:00.000Z');
});
