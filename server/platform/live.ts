import type { Server as HttpServer } from 'node:http';
import { createAdapter } from '@socket.io/postgres-adapter';
import type { Pool, PoolClient } from 'pg';
import { Server } from 'socket.io';
import type { ClientToServerEvents, ServerToClientEvents, ServerToServerEvents } from '../../shared/live.ts';

export type Live = Server<ClientToServerEvents, ServerToClientEvents, ServerToServerEvents>;

/**
 * The live fan-out of one process. What it emits reaches the clients of every process on the same database. A process without
 * an HTTP server (a worker) emits all the same. Resolves when it hears the others.
 */
export async function openLive(pool: Pool, onError: (error: Error) => void, http?: HttpServer): Promise<Live> {
  const live: Live = new Server({ serveClient: false, adapter: createAdapter(pool, { errorHandler: onError }) });
  if (http) live.attach(http);
  await new Promise<void>((resolve) => {
    afterEachGap(pool, onError, () => {
      // Not disconnectSockets(): that tells a client to stay away.
      for (const socket of live.sockets.sockets.values()) socket.conn.close();
      resolve();
    });
  });
  return live;
}

/**
 * When the connection that listens to the other processes breaks (the database was restarted), what they say is lost until the adapter
 * listens again, 1 to 3 s later, and no client would know. So then they are cut off: they come back, watch again, and have a snapshot.
 *
 * @param then called when it listens, for the first time and after each gap
 */
function afterEachGap(pool: Pool, onError: (error: Error) => void, then: () => void) {
  let gap = true;
  const listens = (client: PoolClient) => client.listenerCount('notification') > 0;
  pool.on('connect', (client) => {
    // Nobody else hears the error of a connection in use, and an error that nobody hears ends the process.
    client.on('error', onError);
    client.on('end', () => {
      if (!listens(client)) return;
      gap = true;
      client.release(true); // the adapter forgets it without giving its place in the pool back
    });
  });
  pool.on('acquire', (client) => {
    if (!gap) return;
    // A turn later the adapter has asked to listen on it; statements of one connection wait for each other.
    setImmediate(async () => {
      if (!gap || !listens(client)) return;
      gap = false;
      await client.query('SELECT pg_listening_channels()').catch(onError);
      then();
    });
  });
}
