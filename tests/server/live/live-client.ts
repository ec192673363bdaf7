import { once } from 'node:events';
import { io, type Socket } from 'socket.io-client';
import type { Slot } from '../../../shared/contract/checkpoints.ts';
import type { ClientToServerEvents, ServerToClientEvents, Snapshot, Topic, WatchReply } from '../../../shared/live.ts';

export type LiveSocket = Socket<ServerToClientEvents, ClientToServerEvents>;
type Events = ServerToClientEvents;
type Message<Name extends keyof Events> = Parameters<Events[Name]>[0];

export interface LiveClient {
  socket: LiveSocket;
  /** Every message in the order it came. */
  messages: { event: string; body: unknown }[];
  ask(topic: unknown): Promise<WatchReply>;
  /** Waits until the server has closed the connection and this end has made it anew. */
  isSentAway(): Promise<void>;
  /** @throws Error where the topic is refused */
  watch(topic: Topic): Promise<Snapshot>;
  /** Waits for a message that is what the test waits for; one that came already does not count. */
  next<Name extends keyof Events>(event: Name, isIt?: (body: Message<Name>) => boolean): Promise<Message<Name>>;
  /** Waits for the slot with these values, among the messages to come. */
  nextSlot(slotId: number, isIt?: (slot: Slot) => boolean): Promise<Slot>;
}

/** A browser's end of the live contract, connected; signed in where a header says so. */
export async function connectLive(url: string, extraHeaders: Record<string, string> = {}): Promise<LiveClient> {
  const socket: LiveSocket = io(url, {
    forceNew: true,
    extraHeaders,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
  });
  const messages: LiveClient['messages'] = [];
  socket.onAny((event, body) => messages.push({ event, body }));
  const emitter = socket as unknown as NodeJS.EventEmitter;
  await once(emitter, 'connect');

  const ask = (topic: unknown) => socket.emitWithAck('watch', topic as Topic);
  const next: LiveClient['next'] = (event, isIt = () => true) =>
    new Promise((resolve) => {
      const listen = (body: Parameters<typeof isIt>[0]) => {
        if (!isIt(body)) return;
        socket.off(event, listen as never);
        resolve(body);
      };
      socket.on(event, listen as never);
    });
  return {
    socket,
    messages,
    ask,
    async isSentAway() {
      await once(emitter, 'disconnect');
      if (!socket.connected) await once(emitter, 'connect');
    },
    async watch(topic) {
      const reply = await ask(topic);
      if (!reply.ok) throw new Error(reply.code);
      return reply.snapshot;
    },
    next,
    async nextSlot(slotId, isIt = () => true) {
      const find = (slots: Slot[]) => slots.find((slot) => slot.id === slotId && isIt(slot));
      const { slots } = await next('slots', (change) => find(change.slots) !== undefined);
      return find(slots)!;
    },
  };
}
