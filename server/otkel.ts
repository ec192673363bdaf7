import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { contract } from '../shared/contract/index.ts';
import {
  createAuth,
  createAuthHandler,
  createFindCaller,
  describePermissions,
  getOrganisation,
  getUserId,
} from './accounts/index.ts';
import { createApi } from './api.ts';
import { releaseExpiredHolds } from './bookings/index.ts';
import { answerWatchers, createSlotFeed } from './corridors/index.ts';
import { createForecastFeed, listForecasts } from './forecasts/index.ts';
import { createNoticesFeed, readUnreadNotices } from './notices/index.ts';
import { createPlanFeed, listPlans, type PlanTask, runPlan } from './plans/index.ts';
import type { Clock } from './platform/clock.ts';
import { openDatabase, openPool } from './platform/database/client.ts';
import { apiPrefix, createApiHandler, generateOpenApi } from './platform/http/api-handler.ts';
import { createApp, type RequestLimits } from './platform/http/create-app.ts';
import { listen } from './platform/http/listen.ts';
import { openJobQueue, type QueuedJob, type RecurringJob, startJobs } from './platform/jobs.ts';
import { openLive } from './platform/live.ts';
import type { Logger } from './platform/log.ts';
import type { Mailer } from './platform/mail.ts';
import { openWebhookSender, type WebhookNetwork } from './platform/send-webhook.ts';
import { openSigner } from './platform/signatures.ts';
import { openThreads } from './platform/threads.ts';
import { assertMayWatch, createQueueFeed, findWatched, listQueueStatuses } from './queues/index.ts';
import { createRecurringJobs } from './recurring-jobs.ts';
import { createMovesFeed, type PreviewJob, readOpenMoves, runPreview } from './replans/index.ts';
import { createTripsFeed } from './trip-board/index.ts';
import { version } from './version.ts';

export interface OtkelOptions {
  /** A database that prepareDatabase() has brought up to date. */
  databaseUrl: string;
  role: 'web' | 'worker' | 'both';
  /** Ports to try, in order; 0 is any free one. */
  ports: readonly number[];
  clock: Clock;
  log: Logger;
  limits: RequestLimits;
  clientDirectory?: string;
  /** Whether the screens say that this world is simulated. */
  demo: boolean;
  /** Left out where this process sends no e-mails: they wait for one that does. */
  mailer?: Mailer;
  /** Where people find the screens, for the links of e-mails; else the address that this process listens on. */
  publicUrl?: string | undefined;
  /** For tests, whose receivers stand on this machine. */
  webhookNetwork?: WebhookNetwork;
}

export type Parts = Awaited<ReturnType<typeof openParts>>;

export interface Otkel {
  /** Address of the web role; undefined for a worker. */
  url: string | undefined;
  parts: Parts;
  /** Starts the recurring jobs of a worker, with those that a demo world adds. */
  startWorker(more?: readonly RecurringJob[]): Promise<void>;
  stop(): Promise<void>;
}

/** Builds the parts of one process and starts its web role. Nothing of what matters lives in it: any number of them share a database. */
export async function startOtkel(options: OtkelOptions): Promise<Otkel> {
  const { databaseUrl, log } = options;
  const parts = await openParts(options);
  const { http, live, pool, db, feed, queueFeed } = parts;
  let closeJobs: (() => Promise<void>) | undefined;
  let stopped: Promise<void> | undefined;

  async function stop() {
    await closeJobs?.();
    await parts.planQueue.close();
    await parts.threads.close();
    await parts.previewQueue.close();
    await parts.previewThreads.close();
    await feed.close();
    await queueFeed.close();
    await parts.movesFeed.close();
    await parts.noticesFeed.close();
    options.mailer?.close();
    await parts.tripsFeed.close();
    await live.close();
    http.closeAllConnections();
    if (http.listening) await new Promise((done) => http.close(done));
    await db.$disconnect();
    await pool.end();
  }

  const port = options.role === 'worker' ? undefined : await listenOrStop();

  async function listenOrStop() {
    try {
      return await listen(http, options.ports);
    } catch (error) {
      await stop(); // or its connections keep a process alive that has nothing to do
      throw error;
    }
  }

  return {
    url: port === undefined ? undefined : `http://localhost:${port}`,
    parts,
    async startWorker(more = []) {
      const recurring = [...createRecurringJobs(parts), ...more];
      const jobs = await startJobs(
        databaseUrl,
        { recurring, queued: [createPlanJob(parts), createPreviewJob(parts)] },
        log,
      );
      closeJobs = jobs.close;
    },
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}

/** Rounds run in the queue that startPlan() puts them into. */
const planJobName = 'plans';

function createPlanJob(parts: Parts): QueuedJob<PlanTask> {
  return { name: planJobName, run: ({ planId }, stopping) => runPlan(parts, planId, stopping) };
}

/** Previews run in the queue that startPreview() puts them into. */
const previewJobName = 'previews';

function createPreviewJob(parts: Parts): QueuedJob<PreviewJob> {
  return { name: previewJobName, run: ({ previewId }, stopping) => runPreview(parts, previewId, stopping) };
}

/** The port of a server that listens. */
const portOf = (address: AddressInfo | string | null) =>
  address === null || typeof address === 'string' ? undefined : address.port;

async function openParts(options: OtkelOptions) {
  const { databaseUrl, clock, log, limits, clientDirectory, demo, mailer, webhookNetwork } = options;
  const db = openDatabase(databaseUrl);
  const pool = openPool(databaseUrl, 4);
  pool.on('error', (error) => log.error({ err: error }, 'live fan-out'));
  const auth = await createAuth({ db, log });
  const findCaller = createFindCaller({ db, auth, clock });

  // Before live: it puts itself in front of the listeners it finds. One that came later would answer its requests a second time.
  const http = createServer((request, response) => app(request, response));
  const live = await openLive(pool, (error) => log.error({ err: error }, 'live fan-out'), http);
  const feed = createSlotFeed(db, live, clock, log);
  const tripsFeed = createTripsFeed(db, live, clock, log);
  const queueFeed = createQueueFeed(db, live, clock, log, tripsFeed.queueMovedHere);
  const forecastFeed = createForecastFeed(db, live);
  const movesFeed = createMovesFeed(db, live, clock, log, (organisationId) => tripsFeed.changedHere([organisationId]));
  const noticesFeed = createNoticesFeed(db, live, log);
  const webhookSender = openWebhookSender(webhookNetwork);
  const signer = await openSigner(db);
  answerWatchers({
    live,
    db,
    clock,
    log,
    releaseExpiredHolds: () => releaseExpiredHolds(db, feed, clock.now()),
    readQueues: (checkpointIds) => listQueueStatuses(db, checkpointIds),
    readForecasts: (checkpointIds) => listForecasts(db, checkpointIds),
    assertMayWatch: (topic, headers) => assertMayWatch(db, signer, clock.now(), topic, () => findCaller(headers)),
    findPassage: (bookingId) => findWatched(db, clock.now(), bookingId),
    listLatestPlans: async () => (await listPlans(db, { limit: 20 })).items,
    getOrganisationId: async (headers) => getOrganisation(await findCaller(headers)).id,
    readOpenMoves: (organisationId) => readOpenMoves(db, clock.now(), organisationId),
    getUserId: async (headers) => getUserId(await findCaller(headers)),
    readUnreadNotices: (userId) => readUnreadNotices(db, userId),
  });
  const planFeed = createPlanFeed(db, live, log);
  const planQueue = openJobQueue<PlanTask>(databaseUrl, planJobName, log);
  // One core stays with the event loop.
  const threads = openThreads({ maxThreads: Math.max(1, availableParallelism() - 1) });
  const previewQueue = openJobQueue<PreviewJob>(databaseUrl, previewJobName, log);
  // A planner waits for these, and may not stand behind a round of ten seconds or the forecasts: two for a preview, one for the sliders of what-if.
  const previewThreads = openThreads({ maxThreads: 3, idleSeconds: 30 * 60 });

  const api = createApiHandler(
    createApi({
      ...{ db, clock, feed, queueFeed, movesFeed, tripsFeed, noticesFeed, webhookSender, signer, planQueue, planFeed },
      ...{ previewQueue, previewThreads, version, demo },
    }),
    log,
  );
  const app = createApp({
    log,
    limits,
    behindProxy: !demo,
    clientDirectory,
    openApi: describePermissions(await generateOpenApi(contract, version)),
    answerAuth: createAuthHandler({ auth, findCaller }),
    async answerApi(request, response) {
      const context = { caller: await findCaller(request.headers) };
      const { matched } = await api.handle(request, response, { prefix: apiPrefix, context });
      return matched;
    },
  });
  return {
    db,
    pool,
    http,
    live,
    feed,
    queueFeed,
    forecastFeed,
    movesFeed,
    noticesFeed,
    webhookSender,
    mailer,
    publicUrl: () => options.publicUrl ?? `http://localhost:${portOf(http.address()) ?? options.ports[0]}`,
    tripsFeed,
    signer,
    planFeed,
    planQueue,
    threads,
    previewQueue,
    previewThreads,
    clock,
    log,
    auth,
  };
}
