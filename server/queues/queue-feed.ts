import type { QueueStatus } from '../../shared/contract/queues.ts';
import { bookingIdOfRoom, bookingRoom, checkpointRoom, mapRoom } from '../corridors/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { createGatherer } from '../platform/gatherer.ts';
import type { Live } from '../platform/live.ts';
import type { Logger } from '../platform/log.ts';
import { listPassages } from './list-passages.ts';
import { listQueueStatuses } from './queue-status.ts';

export interface QueueFeed {
  /** Tells every watching client what stands there now. Call it after the commit. */
  changed(statuses: readonly QueueStatus[]): void;
  /** The same, where only the checkpoint is known. */
  changedAt(checkpointId: string): Promise<void>;
  /** Sends the status of every queue: the last hour moves on where nothing happens. */
  announceQueues(): Promise<void>;
  /** Sends what is gathered. */
  close(): Promise<void>;
}

type Statuses = Partial<Record<QueueStatus['direction'], QueueStatus>>;

/** @param onMoved told in each process of a queue that moved, at most once a second */
export function createQueueFeed(
  db: Database,
  live: Live,
  clock: Clock,
  log: Logger,
  onMoved: (checkpointId: string) => Promise<void> = async () => {},
): QueueFeed {
  const onError = (error: unknown, checkpointId: string) => log.error({ err: error, checkpointId }, 'queue feed');
  const statuses = createGatherer<Statuses>({ send: sendStatuses, onError });
  const moved = createGatherer<true>({ send: sendPassages, onError });

  async function sendStatuses(checkpointId: string, gathered: Statuses) {
    const queues = Object.values(gathered);
    live.to(mapRoom).to(checkpointRoom(checkpointId)).emit('queues', { checkpointId, queues });
    live.serverSideEmit('queueMoved', checkpointId);
    moved.add(checkpointId, () => true);
  }

  /**
   * When a queue moves, the places of all its trucks change. Each process tells those who watch a booking through it, so that nothing is computed
   * for the hundreds that nobody looks at.
   */
  async function sendPassages(checkpointId: string) {
    await onMoved(checkpointId);
    const watched = [...live.sockets.adapter.rooms.keys()].flatMap((room) => bookingIdOfRoom(room) ?? []);
    if (watched.length === 0) return;
    for (const passage of await listPassages(db, clock.now(), { checkpointId, bookingIds: watched }))
      live.local.to(bookingRoom(passage.bookingId)).emit('passage', passage);
  }

  live.on('queueMoved', (checkpointId) => moved.add(checkpointId, () => true));

  const changed = (news: readonly QueueStatus[]) => {
    for (const status of news)
      statuses.add(status.checkpointId, (gathered) => {
        const kept = gathered?.[status.direction];
        return kept && kept.seq > status.seq ? gathered : { ...gathered, [status.direction]: status };
      });
  };
  return {
    changed,
    async changedAt(checkpointId) {
      changed(await listQueueStatuses(db, [checkpointId]));
    },
    async announceQueues() {
      changed(await listQueueStatuses(db));
    },
    async close() {
      await statuses.close();
      await moved.close();
    },
  };
}
