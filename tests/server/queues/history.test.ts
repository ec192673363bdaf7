import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildQueueHistory } from '../../../server/queues/index.ts';
import type { QueueBucket } from '../../../shared/contract/queues.ts';
import { testStart } from '../../support/test-clock.ts';
import { type GateWorld, startGateWorld, wholeWay } from './world.ts';

let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld();
});
afterAll(() => world.server.stop());

const at = (minutes: number) => new Date(testStart.getTime() + minutes * 60_000);
const build = () => buildQueueHistory(world.server.parts.db, world.server.clock.now());
async function history(query = ''): Promise<QueueBucket[]> {
  const path = `/api/checkpoints/syrym/queue-history?direction=out&from=${testStart.toISOString()}${query}`;
  return (await world.server.call('GET', path)).body.items;
}
/** Arrives after the first number of minutes, and takes each of its steps that many minutes after the one before. */
async function pass(minutes: number, each: number) {
  const truck = await world.book({ skip: 1 });
  const steps = wholeWay.map(([step, post], index) => ({
    id: crypto.randomUUID(),
    truck: { bookingId: truck.id },
    step,
    ...(post ? { post } : {}),
    happenedAt: at(minutes + index * each).toISOString(),
  }));
  const { body } = await world.batch(steps);
  expect(body.results.map(({ outcome }: { outcome: string }) => outcome)).toEqual(steps.map(() => 'applied'));
}

test('buckets say what stood there, and how long those cleared had waited', async () => {
  world.server.clock.set(at(61));
  await pass(2, 2); // arrives at 2, called at 4, first post at 6, cleared at 16
  await pass(5, 4); // arrives at 5, called at 9, first post at 13, cleared at 33
  await build();
  const items = await history();
  expect(items.map(({ startsAt }) => startsAt)).toEqual(
    [0, 10, 20, 30, 40, 50].map((minute) => at(minute).toISOString()),
  );
  const [first, second, third, fourth] = items;
  // One waits from 2 to 4, the other from 5 to 9: 6 of 10 minutes. From 4 and from 9 on they are in the posts: 6 + 1.
  expect(first).toMatchObject({
    source: 'gate',
    arrivals: 2,
    cleared: 0,
    waitingMean: 0.6,
    waitingMax: 1,
    inPostsMean: 0.7,
    inPostsMax: 2,
  });
  expect(first!.waitP50Minutes).toBeNull();
  expect(second).toMatchObject({
    arrivals: 0,
    cleared: 1,
    waitingMax: 0,
    inPostsMean: 1.6,
    waitP50Minutes: 4,
    crossingP80Minutes: 14,
  });
  expect(third).toMatchObject({ cleared: 0, inPostsMean: 1, inPostsMax: 1 });
  expect(fourth).toMatchObject({ cleared: 1, waitMeanMinutes: 8, crossingMeanMinutes: 28, inPostsMean: 0.3 });
});

test('building it again gives the same, and what comes in late is built in', async () => {
  const before = await history();
  await build();
  expect(await history()).toEqual(before);

  await pass(21, 1); // arrives at 21, called at 22, cleared at 28; recorded after an hour
  await build();
  const [, , third] = await history();
  expect(third).toMatchObject({ arrivals: 1, cleared: 1, waitingMean: 0.1, inPostsMean: 1.6, waitP50Minutes: 2 });
});

test('who stands there still is counted all the time, and so are the hours in which nothing happened', async () => {
  world.server.clock.set(at(125));
  const [waits, called] = [await world.book({ skip: 2 }), await world.book({ skip: 2 })];
  await world.take(waits, ['arrived']);
  await world.take(called, ['arrived'], ['called']);
  world.server.clock.set(at(181));
  await build();
  world.server.clock.set(at(181 + 300));
  await build();
  const items = await history('&limit=100');
  expect(items).toHaveLength(48);
  const [, first, ...later] = items.slice(11);
  expect(first).toMatchObject({ arrivals: 2, waitingMean: 0.5, waitingMax: 1, inPostsMean: 0.5, inPostsMax: 1 });
  for (const bucket of later)
    expect(bucket).toMatchObject({ waitingMean: 1, waitingMax: 1, inPostsMean: 1, inPostsMax: 1 });

  // Two days on somebody comes at last: what stood there until then is not heaped on the last bucket before.
  world.server.clock.set(at(3 * 24 * 60));
  await world.take(waits, ['called']);
  world.server.clock.set(at(3 * 24 * 60 + 11));
  await build();
  const [last] = (await history('&limit=1008')).filter(({ startsAt }) => startsAt >= at(24 * 60).toISOString());
  expect(last).toMatchObject({ waitingMean: 1, inPostsMean: 1 });
  for (const { startsAt } of items.slice(12))
    await world.server.parts.db.queueBucket.deleteMany({ where: { startsAt } });
});

test('is paged by time', async () => {
  const all = await history();
  const path = `/api/checkpoints/syrym/queue-history?direction=out&from=${testStart.toISOString()}&limit=4`;
  const { body } = await world.server.call('GET', path);
  expect(body.items).toEqual(all.slice(0, 4));
  expect(await history(`&cursor=${body.nextCursor}`)).toEqual(all.slice(4));
  const wrong = await world.server.call('GET', `${path}&cursor=yesterday`);
  expect(wrong).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT', field: 'cursor' } });
});

test('is a table for everybody, with a header also where there is nothing', async () => {
  const get = (query: string) => fetch(`${world.server.url}/api/queue-history.csv?${query}`);
  const response = await get(`from=${testStart.toISOString()}&to=${at(60).toISOString()}`);
  expect(response.headers.get('content-type')).toContain('text/csv');
  expect(response.headers.get('content-disposition')).toContain('queue-history.csv');
  expect(response.headers.get('cache-control')).toBe('public, max-age=5');
  const lines = (await response.text()).trim().split('\n');
  expect(lines[0]).toMatch(/^checkpointId,direction,startsAt,bucketMinutes,source,arrivals,cleared,/);
  expect(lines[1]).toBe(`syrym,out,${testStart.toISOString()},10,gate,2,0,0.6,1,0.7,2,,,,,,`);
  expect(lines).toHaveLength(1 + 6);

  expect((await (await get('checkpointId=taskala')).text()).trim().split('\n')).toHaveLength(1);
  expect((await get('checkpointId=atlantis')).status).toBe(404);
  expect(await (await get('from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z')).json()).toMatchObject({
    field: 'from',
  });
});
