// @vitest-environment node
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLiveConnection, type LiveSocket } from '../../client/live/live-connection.ts';
import { createLiveStore, loadKey } from '../../client/live/live-store.ts';
import type { ClientToServerEvents, ServerToClientEvents, Topic } from '../../shared/live.ts';
import { sampleLoad } from './support/samples.ts';

/** A real socket.io server that answers a watch with the load it has now. */
function startServer() {
  const http = createServer();
  const server: Server<ClientToServerEvents, ServerToClientEvents> = new Server(http);
  const watched: Topic[] = [];
  const current = { load: sampleLoad({ seq: 1 }) };
  server.on('connection', (socket) => {
    socket.on('watch', (topic, reply) => {
      watched.push(topic);
      reply({ ok: true, snapshot: { loads: [current.load], slots: [], queues: [] } });
    });
  });
  return { http, server, watched, current };
}

let running: ReturnType<typeof startServer>;
let socket: LiveSocket;

beforeEach(async () => {
  running = startServer();
  await new Promise<void>((resolve) => void running.http.listen(0, '127.0.0.1', resolve));
  const { port } = running.http.address() as AddressInfo;
  socket = io(`http://127.0.0.1:${port}`, { autoConnect: false, transports: ['websocket'], reconnectionDelay: 5 });
});

afterEach(async () => {
  socket.disconnect();
  await running.server.close();
});

/** Waits for the next change of a checkpoint's load. */
const nextLoad = (store: ReturnType<typeof createLiveStore>) =>
  new Promise<void>((resolve) => {
    const stop = store.subscribe(loadKey('karasu'), () => {
      stop();
      resolve();
    });
  });

it('asks once for a topic that two screens watch, takes the snapshot and then live values', async () => {
  const store = createLiveStore();
  const connection = createLiveConnection(socket, store);
  connection.watch({ kind: 'map' });
  connection.watch({ kind: 'map' });
  const snapshot = nextLoad(store);
  socket.connect();
  await snapshot;
  expect(store.getLoad('karasu')?.seq).toBe(1);
  expect(running.watched).toEqual([{ kind: 'map' }]);
  expect(connection.getState()).toBe('connected');

  const live = nextLoad(store);
  running.server.emit('load', sampleLoad({ seq: 2 }));
  await live;
  expect(store.getLoad('karasu')?.seq).toBe(2);
});

it('is right again after a lost connection: it watches again and takes the new snapshot', async () => {
  const store = createLiveStore();
  const connection = createLiveConnection(socket, store);
  const states: string[] = [];
  connection.subscribe(() => states.push(connection.getState()));
  connection.watch({ kind: 'checkpoint', checkpointId: 'karasu' });
  const first = nextLoad(store);
  socket.connect();
  await first;

  running.current.load = sampleLoad({ seq: 42 });
  const again = nextLoad(store);
  for (const peer of running.server.of('/').sockets.values()) peer.conn.close();
  await again;
  expect(store.getLoad('karasu')?.seq).toBe(42);
  expect(running.watched).toHaveLength(2);
  expect(states).toEqual(['connected', 'lost', 'connected']);
});

it('stops watching with the last watcher', async () => {
  const store = createLiveStore();
  const connection = createLiveConnection(socket, store);
  const stops = [connection.watch({ kind: 'map' }), connection.watch({ kind: 'map' })];
  const first = nextLoad(store);
  socket.connect();
  await first;
  const unwatched = new Promise<Topic>((resolve) => {
    for (const peer of running.server.of('/').sockets.values()) peer.on('unwatch', resolve);
  });
  for (const stop of stops) stop();
  expect(await unwatched).toEqual({ kind: 'map' });
});
