import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadPictures } from '../../../server/forecasts/load-pictures.ts';
import { makeForecasts } from '../../../server/forecasts/make-forecasts.ts';
import { startJobs } from '../../../server/platform/jobs.ts';
import { createLog } from '../../../server/platform/log.ts';
import { createRecurringJobs } from '../../../server/recurring-jobs.ts';
import type { WaitForecast } from '../../../shared/contract/forecasts.ts';
import { waitForecastSchema } from '../../../shared/contract/forecasts.ts';
import { connectLive } from '../live/live-client.ts';
import { type GateWorld, startGateWorld, wholeWay } from '../queues/world.ts';

let world: GateWorld;
let second: { url: string; stop(): Promise<void> };
const replications = 4;

beforeAll(async () => {
  world = await startGateWorld();
  second = await world.server.startSecond();
});
afterAll(() => world.server.stop());

const round = (stopping = new AbortController().signal) => makeForecasts(world.server.parts, stopping, replications);
const get = async (checkpointId = 'syrym'): Promise<{ out: WaitForecast; in: WaitForecast }> =>
  (await world.server.call('GET', `/api/checkpoints/${checkpointId}/forecast`)).body;
const pictureOf = async (checkpointId: string, direction = 'out') =>
  (await loadPictures(world.server.parts.db, world.server.clock.now())).find(
    (picture) => picture.checkpointId === checkpointId && picture.direction === direction,
  )!;

describe('before anything happened at a gate', () => {
  test('there is no forecast until there is one', async () => {
    expect(await get()).toEqual({ out: null, in: null });
    expect((await world.server.call('GET', '/api/forecasts')).body).toEqual({ forecasts: [] });
    const unknown = await world.server.call('GET', '/api/checkpoints/atlantis/forecast');
    expect([unknown.status, unknown.body.code]).toEqual([404, 'CHECKPOINT_NOT_FOUND']);
  });

  test('the bookings alone make it, and it says so', async () => {
    await world.book({ skip: 1 });
    await round();
    const { out } = await get();
    expect(waitForecastSchema.parse(out)).toEqual(out);
    expect(out).toMatchObject({
      checkpointId: 'syrym',
      direction: 'out',
      source: 'forecast',
      basedOn: 'bookings',
      replications,
    });
    expect(out.madeAt).toBe(world.server.clock.now().toISOString());
    expect(out.hours.map(({ startsAt }) => Date.parse(startsAt) - Date.parse(out.madeAt))).toEqual(
      Array.from({ length: 24 }, (_, hour) => hour * 3_600_000),
    );
    for (const { waitP50Minutes, waitP80Minutes } of out.hours) {
      expect(waitP50Minutes).toBeGreaterThan(0);
      expect(waitP80Minutes).toBeGreaterThanOrEqual(waitP50Minutes!);
    }
  });

  test('the job twice is one row for each queue, and the newer one stays', async () => {
    const { db } = world.server.parts;
    const before = await get();
    await round();
    expect(await db.waitForecast.count()).toBe(37 * 2);
    const after = await get();
    expect(after.out.seq).toBeGreaterThan(before.out.seq);
    expect({ ...after.out, seq: 0 }).toEqual({ ...before.out, seq: 0 }); // the same was known
    await db.waitForecast.updateMany({ data: { madeAt: new Date('2026-06-15T09:00:00Z') } });
    await round(); // begun before, and late
    expect((await get()).out.seq).toBe(after.out.seq);
    await db.waitForecast.updateMany({ data: { madeAt: world.server.clock.now() } });
    await round(AbortSignal.abort()); // a process that ends leaves off
    expect((await get()).out.seq).toBe(after.out.seq);
  });
});

test('what is known of a queue is where its trucks are, what the calendar has, and how long services took', async () => {
  const { clock } = world.server;
  const [through, waiting, expected] = [
    await world.book({ skip: 1 }),
    await world.book({ skip: 1 }),
    await world.book({ skip: 2 }),
  ];
  clock.set(new Date(through.startsAt));
  for (const step of wholeWay) {
    await world.take(through, step);
    clock.advanceMinutes(step[0] === 'documents' ? 9 : 2);
  }
  await world.take(waiting, ['arrived']);
  const picture = await pictureOf('syrym');
  expect(picture).toMatchObject({ basedOn: 'gate', clearedLastHour: 1, secondPostMost: 1, reactionMinutes: 2 });
  expect(picture.approach).toMatchObject({ count: 1, minutes: 2, squares: 4 });
  expect(picture.first.documents).toEqual([{ count: 1, minutes: 9, squares: 81, hoursAgo: 0, calendarMinutes: 6 }]);
  expect(picture.trucks.filter(({ place }) => place === 'waiting')).toEqual([
    {
      place: 'waiting',
      slotStartsAtMs: Date.parse(waiting.startsAt),
      class: 'general',
      channel: 'green',
      late: false,
      arrivedAtMs: clock.now().getTime(),
      sinceMs: clock.now().getTime(),
    },
  ]);
  const slots = picture.trucks.filter(({ place }) => place === 'expected').map(({ slotStartsAtMs }) => slotStartsAtMs);
  expect(slots).toContain(Date.parse(expected.startsAt));
  expect(slots.length).toBe(2); // and the one that was booked before
  const present = picture.slots.find(({ endsAtMs }) => endsAtMs > clock.now().getTime())!;
  expect(present).toMatchObject({
    closed: false,
    first: { lanes: 3, documentMinutes: 6 },
    second: { lanes: 2, documentMinutes: 5 },
  });
  expect(present.startsAtMs).toBeLessThanOrEqual(clock.now().getTime());
});

test('two processes, one round: the clients of both have it, on the map and at the checkpoint', async () => {
  const { parts, databaseUrl } = world.server;
  const [near, far] = await Promise.all([connectLive(world.server.url), connectLive(second.url)]);
  const snapshots = [await near.watch({ kind: 'map' }), await far.watch({ kind: 'checkpoint', checkpointId: 'syrym' })];
  expect(snapshots[0]!.forecasts).toHaveLength(37 * 2);
  expect(snapshots[1]!.forecasts).toHaveLength(2);

  const isSyrym = ({ checkpointId }: { checkpointId: string }) => checkpointId === 'syrym';
  const news = Promise.all([near.next('forecast', isSyrym), far.next('forecast', isSyrym)]);
  let rounds = 0;
  const run = () => {
    rounds++;
    return round();
  };
  const [job] = createRecurringJobs(parts).filter(({ name }) => name === 'make-forecasts');
  const counted = { ...job!, run };
  const workers = await Promise.all(
    [1, 2].map(() => startJobs(databaseUrl, { recurring: [counted], queued: [] }, createLog('silent'))),
  );
  const [onMap, atCheckpoint] = await news;
  await Promise.all(workers.map((worker) => worker.close()));
  expect(rounds).toBe(1);
  expect(onMap).toEqual(atCheckpoint);
  const { out, in: inward } = await get();
  expect(onMap.forecasts).toEqual([out, inward]);
  expect(out.basedOn).toBe('gate');
  expect(inward.basedOn).toBe('bookings');
  expect(far.messages.filter(({ event }) => event === 'forecast')).toHaveLength(1);
  near.socket.disconnect();
  far.socket.disconnect();
});

test('a checkpoint that is closed has no wait to tell, and one that opens again has', async () => {
  const { db } = world.server.parts;
  await db.slot.updateMany({
    where: { checkpointId: 'orda' },
    data: { closedBecause: 'status', totalPlaces: 0, inspectedPlaces: 0, examinedPlaces: 0 },
  });
  const now = world.server.clock.now();
  const reopensAt = new Date(now.getTime() + 5 * 3_600_000);
  await db.slot.updateMany({
    where: { checkpointId: 'taskala', endsAt: { lt: reopensAt } },
    data: { closedBecause: 'closure', totalPlaces: 0, inspectedPlaces: 0, examinedPlaces: 0 },
  });
  await round();
  const { out } = await get('orda');
  expect(
    out.hours.every(({ waitP50Minutes, waitP80Minutes }) => waitP50Minutes === null && waitP80Minutes === null),
  ).toBe(true);
  const closed = (await get('taskala')).out.hours;
  expect(closed[0]!.waitP50Minutes).toBeGreaterThan(180);
  expect(closed[10]!.waitP50Minutes).toBeLessThan(60);
  expect((await world.server.call('GET', '/api/forecasts')).body.forecasts).toHaveLength(37 * 2);
});

test('offers of the next day carry it: the median as wait, and what P80 is more as risk; later ones do not', async () => {
  const now = world.server.clock.now();
  const { out } = await get('zhaisan');
  const ask = async (fromHours: number) => {
    const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString();
    const { vehicle, cargo } = {
      vehicle: { plate: '900TST01', vin: 'XTA21074099999999', country: 'KZ' },
      cargo: { hsCode: '730890', grossWeightKg: 18_000 },
    };
    const body = {
      checkpointId: 'zhaisan',
      direction: 'out',
      earliestAt: at(fromHours),
      latestAt: at(fromHours + 4),
      vehicle,
      cargo,
      class: 'general',
    };
    return (await world.server.call('POST', '/api/offers', { token: world.dispatcher, body })).body.offers;
  };
  const [offer] = await ask(3);
  const hour = out.hours.find(({ startsAt }) => {
    const sinceMs = Date.parse(offer.slot.startsAt) - Date.parse(startsAt);
    return sinceMs >= 0 && sinceMs < 3_600_000;
  })!;
  // A minute of waiting costs what a minute of delay costs: one.
  expect(offer.cost.expectedWaitMinutes).toBe(Math.round(hour.waitP50Minutes!));
  expect(offer.cost.riskMinutes).toBe(Math.round(hour.waitP80Minutes! - hour.waitP50Minutes!));
  const [later] = await ask(40);
  expect(later.cost).toMatchObject({ expectedWaitMinutes: null, riskMinutes: null });

  world.server.clock.advanceMinutes(61);
  const [stale] = await ask(3);
  expect(stale.cost).toMatchObject({ expectedWaitMinutes: null, riskMinutes: null });
});
