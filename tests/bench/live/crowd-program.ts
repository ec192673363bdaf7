import { once } from 'node:events';
import { io } from 'socket.io-client';
import type { LiveSocket } from '../../server/live/live-client.ts';
import type { CrowdNews, CrowdOrder } from './crowd.ts';
import { nowMs } from './measures.ts';

/** Many clients in a process that is not the server's. Says when all are there, and of each message when the last of them has it. */
const { url, count, watches }: CrowdOrder = JSON.parse(process.argv[2]!);
const joinersAtOnce = 8;
const say = (news: CrowdNews) => process.send?.(news);
const arrived = new Map<number, number>();

async function join() {
  const socket: LiveSocket = io(url, { forceNew: true, transports: ['websocket'] });
  socket.on('queues', ({ queues }) => arrive(queues[0]!.seq));
  socket.on('disconnect', (reason) => {
    throw new Error(`a client lost its connection: ${reason}`);
  });
  await once(socket as unknown as NodeJS.EventEmitter, 'connect');
  if (!watches) return;
  const answer = await socket.emitWithAck('watch', { kind: 'map' });
  if (!answer.ok) throw new Error(answer.message);
}

function arrive(seq: number) {
  const at = nowMs();
  const clients = (arrived.get(seq) ?? 0) + 1;
  arrived.set(seq, clients);
  if (clients === count) say({ kind: 'arrived', seq, at });
}

let left = count;
const startedAt = nowMs();
await Promise.all(
  Array.from({ length: joinersAtOnce }, async () => {
    while (left-- > 0) await join();
  }),
);
say({ kind: 'joined', seconds: (nowMs() - startedAt) / 1000 });
process.once('disconnect', () => process.exit(0));
