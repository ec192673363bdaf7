import type { Server as HttpServer } from 'node:http';
import { createAdapter } from '@socket.io/postgres-adapter';
import type { Pool } from 'pg';
import { Server } from 'socket.io';
import type { ClientToServerEvents, ServerToClientEvents } from '../../shared/live.ts';

export type Live = Server<ClientToServerEvents, ServerToClientEvents>;

/**
 * The live fan-out of one process. What it emits reaches the clients of every process on the same database. A process without
 * an HTTP server (a worker) emits all the same.
 */
export function openLive(pool: Pool, onError: (error: Error) => void, http?: HttpServer): Live {
  const live: Live = new Server({ serveClient: false, adapter: createAdapter(pool, { errorHandler: onError }) });
  if (http) live.attach(http);
  return live;
}
