import { DateTime } from 'luxon';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keepSlots } from '../../../server/corridors/index.ts';
import { createRecurringJobs } from '../../../server/recurring-jobs.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { testStart } from '../../support/test-clock.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(() => server.clock.set(testStart));

/** What a worker does every quarter of an hour. */
const runJob = () =>
  createRecurringJobs(server.parts)
    .find((job) => job.name === 'keep-slots')!
    .run();

const slotsOf = (checkpointId: string, direction: string, localDate?: string) =>
  server.parts.db.slot.findMany({
    where: { checkpointId, direction, ...(localDate ? { localDate: new Date(localDate) } : {}) },
    orderBy: { startsAt: 'asc' },
  });

async function edges(checkpointId: string, direction: string) {
  const slots = await slotsOf(checkpointId, direction);
  return [slots.length, slots[0]!.startsAt.toISOString(), slots.at(-1)!.endsAt.toISOString()];
}

/** A fingerprint of every slot with all its values, and how far the two counters of the table have gone. */
const everything = () => server.parts.db.$queryRaw`
  SELECT count(*), md5(string_agg(slot::text, chr(10) ORDER BY id)) AS slots,
    (SELECT last_value FROM slot_id_seq) AS ids, (SELECT last_value FROM live_seq) AS seq
  FROM slot`;

describe('31 days ahead', () => {
  test('from the next hour to the end of the 31st day of the Kazakh clock, for every checkpoint and both directions', async () => {
    const checkpoints = await server.parts.db.checkpoint.findMany();
    expect(checkpoints).toHaveLength(37);
    for (const { id } of checkpoints) {
      for (const direction of ['out', 'in']) {
        expect([id, ...(await edges(id, direction))]).toEqual([
          id,
          12 + 31 * 24,
          '2026-06-15T07:00:00.000Z',
          '2026-07-16T19:00:00.000Z',
        ]);
      }
    }
  });

  test('a second run changes nothing, and uses up no numbers', async () => {
    const before = await everything();
    expect(await keepSlots(server.parts.db, server.clock.now())).toEqual([]);
    expect(await everything()).toEqual(before);
  });

  test('a day later the job adds that day and leaves the past alone', async () => {
    const before = await slotsOf('syrym', 'out');
    server.clock.advanceMinutes(24 * 60);
    await runJob();
    expect(await edges('syrym', 'out')).toEqual([12 + 32 * 24, '2026-06-15T07:00:00.000Z', '2026-07-17T19:00:00.000Z']);
    expect((await slotsOf('syrym', 'out')).slice(0, before.length)).toEqual(before);

    const after = await everything();
    await runJob();
    expect(await everything()).toEqual(after);
  });

  test('a worker that slept for six weeks makes the next 31 days at once', async () => {
    server.clock.set(new Date('2026-08-01T10:30:00Z'));
    expect(await keepSlots(server.parts.db, server.clock.now(), ['syrym'])).toHaveLength(2 * (8 + 31 * 24));
    const slots = await slotsOf('syrym', 'in');
    expect(slots.at(-1)!.endsAt.toISOString()).toBe('2026-09-01T19:00:00.000Z');
    expect(new Set(slots.map((slot) => slot.startsAt.getTime())).size).toBe(slots.length);
  });

  test('two workers at once make each slot once', async () => {
    const { db } = server.parts;
    server.clock.advanceMinutes(3 * 24 * 60);
    await Promise.all([1, 2, 3].map(() => keepSlots(db, server.clock.now(), ['orda', 'auyl'])));
    for (const id of ['orda', 'auyl']) {
      expect(await edges(id, 'in')).toEqual([12 + 34 * 24, '2026-06-15T07:00:00.000Z', '2026-07-19T19:00:00.000Z']);
    }
  });
});

describe('places by hand', () => {
  test('kairak out: two Russian lanes by day and one by night', async () => {
    // Russian post: 51 minutes sold of an hour; by day 2·51/6.75 = 15.1, from 20 to 08 51/5 = 10.2. The Kazakh post could do 25.5.
    const slots = await slotsOf('kairak', 'out', '2026-06-20');
    const night = [10, 10, 10, 10, 11, 10, 10, 10];
    expect(slots.slice(0, 8).map((slot) => slot.totalPlaces)).toEqual(night); // 81.6 come due
    expect(slots.slice(8, 20).every((slot) => [15, 16].includes(slot.totalPlaces))).toBe(true);
    expect(slots.reduce((sum, slot) => sum + slot.totalPlaces, 0)).toBe(303); // 12·15.11 + 12·10.2 = 303.7
    expect(new Set(slots.map((slot) => `${slot.limitedBySide}/${slot.limitedByStage}`))).toEqual(
      new Set(['neighbour/documents']),
    );
  });

  test('kairak in: 12·17 + 12·9.71 = 320', async () => {
    const slots = await slotsOf('kairak', 'in', '2026-06-20');
    expect(slots.slice(8, 20).reduce((sum, slot) => sum + slot.totalPlaces, 0)).toBe(204);
    expect(slots.reduce((sum, slot) => sum + slot.totalPlaces, 0)).toBe(320);
  });

  test('the three counts of a slot: karasu', async () => {
    // Kyrgyz post: 3·51/6 = 25.5 trucks, one scanner 51/12 = 4.25, one bay 51/60 = 0.85 a slot. Kazakh post: 2·51/6.5 = 15.7 trucks.
    const slots = await slotsOf('karasu', 'out', '2026-06-20');
    const day = (count: 'totalPlaces' | 'inspectedPlaces' | 'examinedPlaces') =>
      slots.reduce((sum, slot) => sum + slot[count], 0);
    expect(day('totalPlaces')).toBe(Math.floor((24 * 2 * 51) / 6.5));
    expect(day('inspectedPlaces')).toBe((24 * 51) / 12);
    expect(day('examinedPlaces')).toBe(Math.floor((24 * 51) / 60));
    expect(slots[0]).toMatchObject({ limitedBySide: 'kz', limitedByStage: 'documents' });
  });
});

describe('lanes that change', () => {
  const setLanes = (checkpointId: string, hours: readonly number[], lanes: number) =>
    server.parts.db.sideCapacity.updateMany({
      where: { checkpointId, direction: 'out', side: 'neighbour', localHour: { in: [...hours] } },
      data: { lanes },
    });

  test('auyl: a Russian post two hours ahead that closes its lane for the evening', async () => {
    const { db } = server.parts;
    const before = await slotsOf('auyl', 'out', '2026-06-22');
    await setLanes('auyl', [21, 22, 23, 0], 0);
    const changed = await keepSlots(db, server.clock.now(), ['auyl']);

    const slots = await slotsOf('auyl', 'out', '2026-06-22');
    const closed = slots.filter((slot) => slot.closedBecause !== null);
    const clockIn = (zone: string) =>
      closed.map((slot) => DateTime.fromJSDate(slot.startsAt, { zone }).toFormat('dd HH:mm'));
    expect(clockIn('Asia/Barnaul')).toEqual(['22 21:00', '22 22:00', '22 23:00', '23 00:00']);
    expect(clockIn('Asia/Almaty')).toEqual(['22 19:00', '22 20:00', '22 21:00', '22 22:00']);
    for (const slot of closed) {
      expect(slot).toMatchObject({ closedBecause: 'no-lanes', totalPlaces: 0, inspectedPlaces: 0, examinedPlaces: 0 });
    }

    // Those that changed have a newer seq and are named, the others are as they were.
    const same = (at: number) => slots[at]!.seq === before[at]!.seq;
    expect(slots.slice(0, 19).map((_, at) => same(at))).toEqual(Array(19).fill(true));
    for (const slot of closed) expect(changed).toContainEqual({ id: slot.id, checkpointId: 'auyl' });
    for (const slot of closed) {
      expect(slot.seq).toBeGreaterThan(before.find((earlier) => earlier.id === slot.id)!.seq);
    }
    expect(changed.every((slot) => slot.checkpointId === 'auyl')).toBe(true);
    expect((await slotsOf('auyl', 'in', '2026-06-22')).every((slot) => slot.closedBecause === null)).toBe(true);
  });

  test('what is taken stays taken when places shrink below it', async () => {
    const { db } = server.parts;
    const [slot] = await slotsOf('zhana-zhol', 'out', '2026-06-23');
    await db.slot.update({ where: { id: slot!.id }, data: { totalTaken: 5, inspectedTaken: 2, examinedTaken: 1 } });
    await setLanes('zhana-zhol', [0], 0);
    await keepSlots(db, server.clock.now(), ['zhana-zhol']);
    expect(await db.slot.findUniqueOrThrow({ where: { id: slot!.id } })).toMatchObject({
      totalPlaces: 0,
      totalTaken: 5,
      inspectedTaken: 2,
      examinedTaken: 1,
    });
  });

  test('a checkpoint without capacity rows has slots, and no places', async () => {
    const { db } = server.parts;
    await db.sideCapacity.deleteMany({ where: { checkpointId: 'ube', side: 'kz' } });
    await keepSlots(db, server.clock.now(), ['ube']);
    const slots = await slotsOf('ube', 'out', '2026-06-23');
    expect(new Set(slots.map((slot) => `${slot.closedBecause}/${slot.limitedBySide}`))).toEqual(
      new Set(['no-lanes/kz']),
    );
  });
});

describe('hours and season', () => {
  test('kegen takes trucks from 08:00 to 18:00 of the Kazakh clock', async () => {
    const slots = await slotsOf('kegen', 'out', '2026-06-20');
    expect(slots.map((slot) => slot.closedBecause)).toEqual(
      Array.from({ length: 24 }, (_, hour) => (hour >= 8 && hour < 18 ? null : 'hours')),
    );
    for (const slot of slots) expect(slot.totalPlaces > 0).toBe(slot.closedBecause === null);
  });

  test('kegen is closed from 1 November on, and its last day is whole', async () => {
    server.clock.set(new Date('2026-10-20T06:00:00Z'));
    await keepSlots(server.parts.db, server.clock.now(), ['kegen']);
    const open = async (day: string) =>
      (await slotsOf('kegen', 'in', day)).filter((slot) => slot.closedBecause === null);
    expect(await open('2026-10-31')).toHaveLength(10);
    const november = await slotsOf('kegen', 'in', '2026-11-01');
    expect(november).toHaveLength(24);
    expect(new Set(november.map((slot) => slot.closedBecause))).toEqual(new Set(['season']));
  });

  test('besagash is not open at all', async () => {
    const slots = await slotsOf('besagash', 'in');
    expect(new Set(slots.map((slot) => slot.closedBecause))).toEqual(new Set(['status']));
    expect(slots.every((slot) => slot.totalPlaces === 0 && slot.limitedBySide === null)).toBe(true);
  });
});
