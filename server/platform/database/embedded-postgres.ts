import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { type Cluster, openCluster, ROLE } from './postgres-cluster.ts';
import { findServer, type Server, spawnServer, stopServer } from './postgres-server.ts';

declare module 'pg' {
  interface ClientBase {
    // Part of pg, missing in its types.
    ref(): void;
    unref(): void;
  }
}

export interface EmbeddedPostgres {
  /** Connection string of the database `otkel`, with its password: never log it. */
  url: string;
  /** Leaves the server, and stops it when no other Otkel uses it. Call it after every other connection is closed. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  dataDir: string;
  log: { info(message: string): void; warn(message: string): void };
  /** Told before every step that can take over a second. */
  onProgress?: (step: string) => void;
  /** `false` trades safety against a power cut for speed: for tests. */
  durable?: boolean;
}

const DATABASE = 'otkel';

/** Every Otkel on a cluster holds this advisory lock, shared, for as long as it uses the server. Any number does. */
const PRESENCE_LOCK = 6_835_351;

/** Recovery after a power cut replays at most 1 GB of log (`max_wal_size`): well below a minute on a slow disk. */
const START_SECONDS = 120;

/** Two starts may meet, the free port may be taken, or a killed server's last processes may need a moment to end. */
const START_ATTEMPTS = 5;

/**
 * Runs the PostgreSQL that comes with Otkel on the files of `dataDir`, or joins the one that already runs there: one that
 * outlived a killed Otkel, or one that another Otkel uses now. **The last to leave stops it**, whoever started it. Who is
 * present is known by a shared advisory lock on a connection that each holds, which PostgreSQL lets go of when a process
 * dies in whatever way. This function handles no signals: the caller stops when it has closed its own connections.
 * @throws Error with one line for the person who started Otkel
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log, onProgress = () => {}, durable = true } = options;
  const cluster = await openCluster({ dataDir, onProgress, durable });

  let reason: string | undefined;
  for (let failures = 0; failures < START_ATTEMPTS; ) {
    const found = await findServer(cluster);
    onProgress(found ? 'Joining the PostgreSQL that already runs on this data folder' : 'Starting PostgreSQL');
    const server = found ?? (await spawnServer(cluster, durable));
    const presence = await enter(cluster, server);
    if (presence) {
      log.info(`PostgreSQL ${found ? 'joined' : 'started'} on 127.0.0.1:${server.port}, files in ${cluster.folder}`);
      presence.on('error', (error) =>
        log.warn(`PostgreSQL closed the connection that keeps it running: ${error.message}`),
      );
      presence.unref(); // it must not keep a process alive whose start failed later on
      let stopped: Promise<void> | undefined;
      const stop = () => {
        stopped ??= leave(cluster, presence);
        return stopped;
      };
      return { url: urlOf(cluster, server, DATABASE), stop };
    }
    reason = await server.findStopReason();
    if (!found) failures++; // one that was found may have been stopped by the last who used it
    await delay(200);
  }
  throw new Error(`PostgreSQL does not start on ${cluster.folder}: ${reason}`);
}

/** Connects, waiting while the server gets ready, and takes the shared lock. Returns nothing when the server went away. */
async function enter(cluster: Cluster, server: Server): Promise<Client | undefined> {
  const deadline = performance.now() + START_SECONDS * 1000;
  for (;;) {
    const client = new Client(urlOf(cluster, server, 'postgres'));
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query('SELECT pg_advisory_lock_shared($1)', [PRESENCE_LOCK]);
      await createDatabase(client);
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      if (!(await server.isRunning())) return undefined;
      // Until it is ready, and while it stops, PostgreSQL refuses in several ways: what counts is that it runs.
      if (performance.now() > deadline) throw new Error(`PostgreSQL does not answer: ${(error as Error).message}`);
      await delay(50);
    }
  }
}

async function createDatabase(client: Client): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rowCount) return;
  await client.query(`CREATE DATABASE ${DATABASE}`).catch((error: { code?: string }) => {
    // Another Otkel made it since: 42P04 duplicate_database, 23505 when both were at it.
    if (error.code !== '42P04' && error.code !== '23505') throw error;
  });
}

async function leave(cluster: Cluster, presence: Client): Promise<void> {
  for (let client: Client | undefined = presence; client; client = await returnTo(cluster)) {
    client.ref();
    client.removeAllListeners('error').on('error', () => {}); // the server says goodbye to this connection, too
    const isLast = await takeLeave(client).catch(() => undefined);
    // Stopped while the lock is held, so that whoever comes in between is turned away and starts its own.
    if (isLast) await stopServer(cluster);
    await client.end().catch(() => {});
    if (isLast !== undefined) return;
  }
}

/** Gives the shared lock back and tells whether nobody else holds it. */
async function takeLeave(client: Client): Promise<boolean> {
  await client.query('SELECT pg_advisory_unlock_shared($1)', [PRESENCE_LOCK]);
  const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS "isLast"', [PRESENCE_LOCK]);
  return rows[0].isLast;
}

/** The connection broke: the server crashed, or the last one to leave stopped it. It may run again, for whoever came since. */
async function returnTo(cluster: Cluster): Promise<Client | undefined> {
  const server = await findServer(cluster);
  return server && enter(cluster, server);
}

function urlOf(cluster: Cluster, server: Server, database: string): string {
  return `postgresql://${ROLE}:${cluster.password}@127.0.0.1:${server.port}/${database}`;
}
