import { createPostgresBackend, type Processor, Queue, WaitingError, Worker } from 'bullmq';
import type { Logger } from './log.ts';

/**
 * A piece of work that comes again and again. Of all processes on the database one runs each round, and a round that takes longer than its
 * interval is never overtaken by the next. A round that fails is logged and comes again.
 */
export interface RecurringJob {
  name: string;
  everySeconds: number;
  /** @param stopping comes when this process ends: a long round may leave off then, for the next one comes anyway */
  run(stopping?: AbortSignal): Promise<void>;
}

/**
 * A kind of work that is asked for by name, one piece after the other over all processes. A piece whose worker was killed is run again by
 * another one, so running it twice must do no harm; one that throws is logged and not tried again.
 */
export interface QueuedJob<Task> {
  name: string;
  /** @param stopping comes when this process ends: what throws after that is handed to another worker, from the beginning */
  run(task: Task, stopping: AbortSignal): Promise<void>;
}

/** The asking side of a {@link QueuedJob}, open to every process. */
export interface JobQueue<Task> {
  /** Nothing happens while a piece of work with this id waits or runs. */
  add(id: string, task: Task): Promise<void>;
  close(): Promise<void>;
}

export interface Jobs {
  /** Lets rounds of recurring jobs end, and gives the pieces of queued ones to other workers. */
  close(): Promise<void>;
}

/**
 * A round belongs to a worker for as long as it says so. After kill -9 the next start waits until it has not been heard of for the first
 * and somebody looks for such rounds, as often as the second: with the defaults of 30 s each, the demo world stood still for 90 s.
 */
const comeBackSoon = { lockDuration: 10_000, stalledInterval: 5_000 };
/** A piece of work outlives any number of killed workers; with the default of 1, the second kill failed it for good. */
const outliveKills = { ...comeBackSoon, maxStalledCount: 1000 };

/** One to ask by; each worker has another to listen on. With thirty jobs a third would take a worker beyond the 100 of a PostgreSQL as it comes. */
const connectionTo = (databaseUrl: string) => ({ connectionString: databaseUrl, max: 1, migrate: true });

/** Starts this process as a worker of the jobs. Each has a queue of its own, in the schema bullmq of the same database. */
export async function startJobs(
  databaseUrl: string,
  jobs: { recurring: readonly RecurringJob[]; queued: readonly QueuedJob<never>[] },
  log: Logger,
): Promise<Jobs> {
  const started: Jobs[] = [];
  for (const job of jobs.recurring) started.push(await startRecurring(databaseUrl, job, log));
  for (const job of jobs.queued) started.push(await startQueued(databaseUrl, job, log));
  return {
    async close() {
      await Promise.all(started.map((job) => job.close()));
    },
  };
}

async function startRecurring(databaseUrl: string, job: RecurringJob, log: Logger): Promise<Jobs> {
  const queue = await openQueue(databaseUrl, job.name, log);
  await queue.setGlobalConcurrency(1);
  await queue.upsertJobScheduler(
    job.name,
    { every: job.everySeconds * 1000 },
    { name: job.name, opts: { removeOnComplete: 20, removeOnFail: 200 } },
  );
  await queue.close(); // a worker needs none, and each holds connections
  const stopping = new AbortController();
  const worker = await startWorker(databaseUrl, job.name, () => job.run(stopping.signal), comeBackSoon, log);
  return {
    close() {
      stopping.abort();
      return worker.close();
    },
  };
}

async function startQueued<Task>(databaseUrl: string, job: QueuedJob<Task>, log: Logger): Promise<Jobs> {
  const queue = await openQueue(databaseUrl, job.name, log);
  await queue.setGlobalConcurrency(1);
  await queue.close();
  const stopping = new AbortController();
  const process: Processor<Task, void> = async (piece, token) => {
    try {
      await job.run(piece.data, stopping.signal);
    } catch (error) {
      if (!stopping.signal.aborted) throw error;
      await piece.moveToWait(token);
      throw new WaitingError();
    }
  };
  const worker = await startWorker(databaseUrl, job.name, process, outliveKills, log);
  return {
    async close() {
      stopping.abort();
      await worker.close();
    },
  };
}

/** The asking side of a queued job; connected when it is first used, since most processes of a test never are. */
export function openJobQueue<Task>(databaseUrl: string, name: string, log: Logger): JobQueue<Task> {
  let opened: ReturnType<typeof openQueue> | undefined;
  return {
    async add(id, task) {
      // Forgotten when it is over, either way, so that its id can be asked for again.
      opened ??= openQueue(databaseUrl, name, log);
      const queue = await opened;
      await queue.add(name, task, { jobId: id, attempts: 1, removeOnComplete: true, removeOnFail: true });
    },
    async close() {
      await (await opened)?.close();
    },
  };
}

async function openQueue(databaseUrl: string, name: string, log: Logger) {
  const queue = new Queue(name, { connection: connectionTo(databaseUrl) }, createPostgresBackend);
  queue.on('error', (error) => log.error({ err: error, job: name }, 'job queue'));
  await queue.waitUntilReady();
  return queue;
}

async function startWorker<Task>(
  databaseUrl: string,
  name: string,
  process: Processor<Task, void>,
  options: typeof comeBackSoon,
  log: Logger,
) {
  const connection = connectionTo(databaseUrl);
  const worker = new Worker(name, process, { connection, ...options }, createPostgresBackend);
  worker.on('failed', (_job, error) => log.error({ job: name, err: error }, 'job failed'));
  worker.on('error', (error) => log.error({ job: name, err: error }, 'job worker'));
  await worker.waitUntilReady();
  return worker;
}
