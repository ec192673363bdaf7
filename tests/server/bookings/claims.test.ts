import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { listSimulatedCarriers } from '../../../server/accounts/index.ts';
import { holdSlot } from '../../../server/bookings/index.ts';
import { writeIntent } from '../../../server/platform/database/once-per-key.ts';
import type { Booking } from '../../../shared/contract/bookings.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { findSlot, goods, listWrongSlots, truck } from '../../support/trucks.ts';

let server: TestServer;
let carriers: { id: string }[];

beforeAll(async () => {
  server = await startTestServer({ simulatedCarriers: 200 });
  carriers = await listSimulatedCarriers(server.parts.db);
});
afterAll(() => server.stop());
afterEach(async () => expect(await listWrongSlots(server.parts.db)).toEqual([]));

function hold(
  carrier: number,
  number: number,
  slotId: number,
  { key = randomUUID() as string, ...changes }: Parameters<typeof truck>[1] & { key?: string } = {},
) {
  const organisationId = carriers[carrier]!.id;
  const input = { slotId, ...truck(number, changes) } as Parameters<typeof holdSlot>[5];
  return holdSlot(
    server.parts.db,
    server.parts.feed,
    server.clock.now(),
    { organisationId, madeBy: 'test', source: 'carrier' },
    writeIntent(organisationId, key, ['hold', input]),
    input,
  );
}

/** The outcomes of claims that ran at once: ids of bookings, and how often each code refused. */
async function outcomes(claims: Promise<Booking>[]) {
  const settled = await Promise.allSettled(claims);
  const sold = settled.flatMap((claim) => (claim.status === 'fulfilled' ? [claim.value.id] : []));
  const refused = settled.flatMap((claim) => (claim.status === 'rejected' ? [String(claim.reason.code)] : []));
  return { sold, refused };
}

async function slotOf(places: { total: number; inspected: number; examined: number }, skip: number) {
  const slot = await findSlot(server.parts.db, { checkpointId: 'karasu', skip });
  return server.parts.db.slot.update({
    where: { id: slot.id },
    data: { totalPlaces: places.total, inspectedPlaces: places.inspected, examinedPlaces: places.examined },
  });
}

describe('claims at once', () => {
  test('200 claims on a slot for 8 sell exactly 8', async () => {
    const slot = await slotOf({ total: 8, inspected: 8, examined: 8 }, 0);
    const { sold, refused } = await outcomes(carriers.map((_, index) => hold(index, index, slot.id)));
    expect(new Set(sold).size).toBe(8);
    expect(refused).toEqual(Array(192).fill('SLOT_FULL'));
    const { totalTaken } = await server.parts.db.slot.findUniqueOrThrow({ where: { id: slot.id } });
    expect(totalTaken).toBe(8);
  });

  test('the nested counts hold at once: of 12 places 4 inspected, 2 of them examined', async () => {
    const slot = await slotOf({ total: 12, inspected: 4, examined: 2 }, 1);
    const claims = Array.from({ length: 60 }, (_, index) =>
      hold(index, 1000 + index, slot.id, { hsCode: [goods.green, goods.yellow, goods.red][index % 3]! }),
    );
    await outcomes(claims);
    const { totalTaken, inspectedTaken, examinedTaken } = await server.parts.db.slot.findUniqueOrThrow({
      where: { id: slot.id },
    });
    expect(totalTaken).toBe(12);
    expect(inspectedTaken).toBe(4);
    expect(examinedTaken).toBeLessThanOrEqual(2);
    // A red truck finds no place once two are in, though green ones would.
    await expect(hold(70, 1070, slot.id, { hsCode: goods.red })).rejects.toMatchObject({ code: 'SLOT_FULL' });
  });

  test('one key at once and again is one booking; with another request it is refused', async () => {
    const slot = await slotOf({ total: 8, inspected: 8, examined: 8 }, 2);
    const key = randomUUID();
    const claims = Array.from({ length: 20 }, () => hold(0, 2000, slot.id, { key }));
    const { sold, refused } = await outcomes(claims);
    expect(refused).toEqual([]);
    expect(new Set(sold).size).toBe(1);
    expect((await hold(0, 2000, slot.id, { key })).id).toBe(sold[0]);
    await expect(hold(0, 2001, slot.id, { key })).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    const { totalTaken } = await server.parts.db.slot.findUniqueOrThrow({ where: { id: slot.id } });
    expect(totalTaken).toBe(1);
  });

  test('a key belongs to its organisation: another may use the same', async () => {
    const slot = await slotOf({ total: 8, inspected: 8, examined: 8 }, 3);
    const key = randomUUID();
    expect((await hold(1, 2100, slot.id, { key })).id).not.toBe((await hold(2, 2101, slot.id, { key })).id);
  });

  test('one vehicle claimed at once at many slots gets one of them', async () => {
    const slots = await Promise.all(
      Array.from({ length: 10 }, (_, index) => slotOf({ total: 5, inspected: 5, examined: 5 }, 10 + index)),
    );
    const { sold, refused } = await outcomes(slots.map((slot, index) => hold(index, 3000, slot.id)));
    expect(sold).toHaveLength(1);
    expect(refused).toEqual(Array(9).fill('VEHICLE_ALREADY_BOOKED'));
  });
});

describe('rules of a claim', () => {
  test('two vehicles with one VIN, or one plate, are refused across checkpoints', async () => {
    const here = await findSlot(server.parts.db, { checkpointId: 'syrym', skip: 3 });
    const there = await findSlot(server.parts.db, { checkpointId: 'zhaisan', skip: 3 });
    const input = (slotId: number, plate: string, vin: string) => ({
      slotId,
      ...truck(0),
      vehicle: { plate, vin, country: 'KZ' },
    });
    const claim = (carrier: number, slotId: number, plate: string, vin: string) => {
      const organisationId = carriers[carrier]!.id;
      const body = input(slotId, plate, vin) as Parameters<typeof holdSlot>[5];
      const claimant = { organisationId, madeBy: 'test', source: 'carrier' as const };
      return holdSlot(
        server.parts.db,
        server.parts.feed,
        server.clock.now(),
        claimant,
        writeIntent(organisationId, randomUUID(), body),
        body,
      );
    };
    await claim(0, here.id, '901VIN01', 'XTA21074090000901');
    await expect(claim(1, there.id, '902VIN01', 'XTA21074090000901')).rejects.toMatchObject({
      code: 'VEHICLE_ALREADY_BOOKED',
      data: { field: 'vehicle.vin' },
    });
    await expect(claim(1, there.id, '901VIN01', 'XTA21074090000902')).rejects.toMatchObject({
      code: 'VEHICLE_ALREADY_BOOKED',
      data: { field: 'vehicle.plate' },
    });
  });

  test('one carrier has at most a tenth of a slot, and never fewer than two trucks', async () => {
    const small = await slotOf({ total: 8, inspected: 8, examined: 8 }, 20);
    const few = await outcomes([0, 1, 2, 3].map((number) => hold(5, 4000 + number, small.id)));
    expect(few.sold).toHaveLength(2);
    expect(few.refused).toEqual(['CARRIER_QUOTA_REACHED', 'CARRIER_QUOTA_REACHED']);
    const large = await slotOf({ total: 50, inspected: 50, examined: 50 }, 21);
    const many = await outcomes([...Array(9).keys()].map((number) => hold(5, 4100 + number, large.id)));
    expect(many.sold).toHaveLength(5);
  });

  test('accelerated trucks have one percent of the day, whichever slots they take at once', async () => {
    const { db } = server.parts;
    const first = await findSlot(db, { checkpointId: 'kairak', skip: 24 });
    const day = await db.slot.findMany({
      where: {
        checkpointId: 'kairak',
        direction: 'out',
        localDate: first.localDate,
        startsAt: { gt: server.clock.now() },
        totalPlaces: { gt: 0 },
      },
    });
    const places = day.reduce((sum, slot) => sum + slot.totalPlaces, 0);
    const claims = day.map((slot, index) => hold(index, 5000 + index, slot.id, { class: 'accelerated' }));
    const { sold, refused } = await outcomes(claims);
    expect(sold).toHaveLength(Math.floor(places * 0.01));
    expect(new Set(refused)).toEqual(new Set(['CLASS_QUOTA_REACHED']));
  });
});
