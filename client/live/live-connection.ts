import type { Socket } from 'socket.io-client';
import type { ClientToServerEvents, ServerToClientEvents, Topic } from '../../shared/live.ts';
import type { LiveStore } from './live-store.ts';

export type LiveSocket = Socket<ServerToClientEvents, ClientToServerEvents>;
export type ConnectionState = 'connecting' | 'connected' | 'lost';

/** A watch that is not answered within this time is asked again; one that was refused, after a rest. */
const watchTimeoutMs = 8_000;
const refusedRestMs = 5_000;

interface Watch {
  topic: Topic;
  watchers: number;
}

/**
 * The only owner of the socket. Screens say what they watch; the same topic watched twice is asked for once, and after every
 * reconnect all topics are asked for again, with their snapshots.
 */
export function createLiveConnection(socket: LiveSocket, store: LiveStore) {
  const watches = new Map<string, Watch>();
  const listeners = new Set<() => void>();
  let state: ConnectionState = 'connecting';
  let signedIn: string | null | undefined;

  const setState = (next: ConnectionState) => {
    state = next;
    for (const listener of listeners) listener();
  };

  async function ask(topic: Topic): Promise<void> {
    try {
      const answer = await socket.timeout(watchTimeoutMs).emitWithAck('watch', topic);
      if (answer.ok) store.takeSnapshot(topic, answer.snapshot);
      // An unknown checkpoint stays unknown; a server in trouble, or too many questions, pass.
      else if (answer.code !== 'CHECKPOINT_NOT_FOUND') setTimeout(askAgain, refusedRestMs, topic);
    } catch {
      askAgain(topic);
    }
  }

  function askAgain(topic: Topic): void {
    if (socket.connected && watches.has(keyOf(topic))) void ask(topic);
  }

  socket.on('connect', () => {
    store.startConnection();
    setState('connected');
    for (const { topic } of watches.values()) void ask(topic);
  });
  socket.on('disconnect', () => setState('lost'));
  socket.on('connect_error', () => setState('lost'));
  socket.on('load', (load) => store.offerLoads([load]));
  socket.on('slots', (change) => store.offerSlots(change.slots));
  socket.on('queues', (change) => store.offerQueues(change.queues));
  socket.on('forecast', (change) => store.offerForecasts(change.forecasts));
  socket.on('passage', (passage) => store.offerPassages([passage]));
  socket.on('plan', (plan) => store.offerPlans([plan]));
  socket.on('moves', (moves) => store.offerMoves([moves]));
  socket.on('trips', () => store.tellTrips());
  socket.on('notices', (notices) => store.offerNotices([notices]));

  return {
    /** @returns how to stop watching */
    watch(topic: Topic): () => void {
      const key = keyOf(topic);
      const watch = watches.get(key) ?? { topic, watchers: 0 };
      watch.watchers += 1;
      watches.set(key, watch);
      if (watch.watchers === 1 && socket.connected) void ask(topic);
      return () => {
        watch.watchers -= 1;
        if (watch.watchers > 0) return;
        watches.delete(key);
        if (socket.connected) socket.emit('unwatch', topic);
      };
    },
    /**
     * The server knows a connection by the cookie that it came with, so for another account there has to be another one: the first would go on
     * hearing what was for the one before. Until then `userId` is what it was when the page loaded.
     */
    signedInAs(userId: string | null): void {
      if (signedIn !== undefined && signedIn !== userId) socket.disconnect().connect();
      signedIn = userId;
    },
    getState: () => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function keyOf(topic: Topic): string {
  if (topic.kind === 'checkpoint') return `checkpoint ${topic.checkpointId}`;
  return topic.kind === 'booking' ? `booking ${topic.bookingId}` : topic.kind;
}
