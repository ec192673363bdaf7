import { createPostgresBackend, Queue, Worker } from 'bullmq';
import type { Logger } from './log.ts';

/**
 * A piece of work that comes again and again. Of all processes on the database one runs each round, and a round that takes longer than its
 * interval is never overtaken by the next. A round that fails is logged and comes again.
 */
export interface RecurringJob {
  name: string;
  everySeconds: number;
  run(): Promise<void>;
}

export interface Jobs {
  close(): Promise<void>;
}

/**
 * A round belongs to a worker for as long as it says so. After kill -9 the next start waits until it has not been heard of for the first
 * and somebody looks for such rounds, as often as the second: with the defaults of 30 s each, the demo world stood still for 90 s.
 */
const comeBackSoon = { lockDuration: 10_000, stalledInterval: 5_000 };

/** Starts this process as a worker of the jobs. Each has a queue of its own, in the schema bullmq of the same database. */
export async function startJobs(databaseUrl: string, jobs: readonly RecurringJob[], log: Logger): Promise<Jobs> {
  const started: Jobs[] = [];
  for (const job of jobs) started.push(await startJob(databaseUrl, job, log));
  return {
    async close() {
      await Promise.all(started.map((job) => job.close()));
    },
  };
}

async function startJob(databaseUrl: string, job: RecurringJob, log: Logger): Promise<Jobs> {
  const connection = { connectionString: databaseUrl, max: 2, migrate: true };
  const queue = new Queue(job.name, { connection }, createPostgresBackend);
  queue.on('error', (error) => log.error({ err: error, job: job.name }, 'job queue'));
  await queue.waitUntilReady();
  await queue.setGlobalConcurrency(1);
  await queue.upsertJobScheduler(
    job.name,
    { every: job.everySeconds * 1000 },
    { name: job.name, opts: { removeOnComplete: 20, removeOnFail: 200 } },
  );

  const worker = new Worker(job.name, () => job.run(), { connection, ...comeBackSoon }, createPostgresBackend);
  worker.on('failed', (_job, error) => log.error({ job: job.name, err: error }, 'job failed'));
  worker.on('error', (error) => log.error({ job: job.name, err: error }, 'job worker'));
  await worker.waitUntilReady();

  return {
    async close() {
      await worker.close();
      await queue.close();
    },
  };
}
