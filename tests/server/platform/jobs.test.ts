import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type JobQueue, type Jobs, openJobQueue, type QueuedJob, startJobs } from '../../../server/platform/jobs.ts';
import { createLog } from '../../../server/platform/log.ts';
import { createEmptyDatabase, type TestDatabase } from '../../support/database.ts';

interface Task {
  number: number;
}

const log = createLog('silent');
let database: TestDatabase;
let queue: JobQueue<Task>;
let workers: Jobs[];

beforeEach(async () => {
  database = await createEmptyDatabase();
  queue = openJobQueue<Task>(database.url, 'sums', log);
  workers = [];
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.close()));
  await queue.close();
  await database.drop();
});

async function startWorker(run: QueuedJob<Task>['run']): Promise<Jobs> {
  const worker = await startJobs(database.url, { recurring: [], queued: [{ name: 'sums', run }] }, log);
  workers.push(worker);
  return worker;
}

const runs = (worker: { mock: { calls: [Task, AbortSignal][] } }) => worker.mock.calls.map(([task]) => task.number);

test('a piece of work is run once, with its data, by one of the workers; its id can be asked for again when it is over', async () => {
  const run = vi.fn(async (_task: Task, _stopping: AbortSignal) => {});
  await startWorker(run);
  await startWorker(run);
  for (const number of [1, 2, 3]) await queue.add(`piece-${number}`, { number });
  await vi.waitFor(() => expect(runs(run).sort()).toEqual([1, 2, 3]), 10_000);
  await vi.waitFor(async () => {
    await queue.add('piece-1', { number: 4 });
    expect(runs(run)).toContain(4);
  }, 10_000);
});

test('while one waits or runs, asking for it again does nothing, and others wait for it', async () => {
  let end = () => {};
  const running = new Promise<void>((resolve) => {
    end = resolve;
  });
  const run = vi.fn((_task: Task, _stopping: AbortSignal) => running);
  await startWorker(run);
  await startWorker(run);
  await queue.add('piece', { number: 1 });
  await vi.waitFor(() => expect(runs(run)).toEqual([1]), 10_000);
  await queue.add('piece', { number: 2 });
  await queue.add('other', { number: 3 });
  await queue.add('other', { number: 4 });
  expect(runs(run)).toEqual([1]);
  end();
  await vi.waitFor(() => expect(runs(run)).toEqual([1, 3]), 10_000);
});

test('one that throws is not tried again', async () => {
  const run = vi.fn(async ({ number }: Task, _stopping: AbortSignal) => {
    if (number === 1) throw new Error('no');
  });
  await startWorker(run);
  await queue.add('bad', { number: 1 });
  await queue.add('good', { number: 2 });
  await vi.waitFor(() => expect(runs(run)).toEqual([1, 2]), 10_000);
});

test('a worker that stops hands its piece to another one, from the beginning', async () => {
  const interrupted = vi.fn(
    (_task: Task, stopping: AbortSignal) =>
      new Promise<void>((_, reject) => stopping.addEventListener('abort', () => reject(stopping.reason))),
  );
  const first = await startWorker(interrupted);
  await queue.add('piece', { number: 1 });
  await vi.waitFor(() => expect(runs(interrupted)).toEqual([1]), 10_000);
  const run = vi.fn(async (_task: Task, _stopping: AbortSignal) => {});
  await startWorker(run);
  await first.close();
  await vi.waitFor(() => expect(runs(run)).toEqual([1]), 10_000);
});

test('a recurring job comes again and again', async () => {
  const run = vi.fn(async () => {});
  workers.push(
    await startJobs(database.url, { recurring: [{ name: 'often', everySeconds: 1, run }], queued: [] }, log),
  );
  await vi.waitFor(() => expect(run.mock.calls.length).toBeGreaterThan(2), 15_000);
});
