import { DateTime } from 'luxon';
import { type ErrorCode, errorTable } from '../../shared/errors.ts';
import { type Snapshot, type Topic, topicSchema } from '../../shared/live.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import type { Live } from '../platform/live.ts';
import type { Logger } from '../platform/log.ts';
import { horizonDays } from './keep-slots.ts';
import { listLoads } from './list-loads.ts';
import { slotView } from './slot-view.ts';

export const mapRoom = 'map';
export const checkpointRoom = (checkpointId: string) => `checkpoint:${checkpointId}`;

/** A page watches a handful of topics and again after each reconnect. An answer has up to half a megabyte, a question has fifty bytes. */
const watchesPerMinute = 60;

const roomOf = (topic: Topic) => (topic.kind === 'map' ? mapRoom : checkpointRoom(topic.checkpointId));

export interface WatchParts {
  live: Live;
  db: Database;
  clock: Clock;
  log: Logger;
  /** Run before places are shown, so that an expired hold is not seen as taken. */
  releaseExpiredHolds(): Promise<unknown>;
}

/** Answers clients that watch the map or a checkpoint. All of it is public: slots carry counts, never who booked them. */
export function answerWatchers({ live, db, clock, log, releaseExpiredHolds }: WatchParts): void {
  live.on('connection', (socket) => {
    const mayAsk = countPerMinute(clock, watchesPerMinute);
    socket.on('watch', async (asked, reply) => {
      if (typeof reply !== 'function') return;
      const refuse = (code: ErrorCode) => reply({ ok: false, code, message: errorTable[code].message });
      if (!mayAsk()) return refuse('TOO_MANY_REQUESTS');
      const topic = topicSchema.safeParse(asked);
      if (!topic.success) return refuse('INVALID_INPUT');
      const room = roomOf(topic.data);
      try {
        // Joined before the snapshot is read: what changes in between arrives twice, and the larger seq wins.
        await socket.join(room);
        await releaseExpiredHolds();
        const snapshot = await readSnapshot(db, clock.now(), topic.data);
        if (snapshot) return reply({ ok: true, snapshot });
        await socket.leave(room);
        refuse('CHECKPOINT_NOT_FOUND');
      } catch (error) {
        log.error({ err: error }, 'watch');
        refuse('INTERNAL');
      }
    });
    socket.on('unwatch', async (asked) => {
      const topic = topicSchema.safeParse(asked);
      if (topic.success) await socket.leave(roomOf(topic.data));
    });
  });
}

/** @returns says at each call whether it is one of the first so many of its minute */
function countPerMinute(clock: Clock, most: number): () => boolean {
  let minute = 0;
  let count = 0;
  return () => {
    const current = Math.floor(clock.now().getTime() / 60_000);
    if (current !== minute) count = 0;
    minute = current;
    return ++count <= most;
  };
}

async function readSnapshot(db: Database, now: Date, topic: Topic): Promise<Snapshot | undefined> {
  if (topic.kind === 'map') return { loads: await listLoads(db, now), slots: [] };
  const loads = await listLoads(db, now, [topic.checkpointId]);
  if (loads.length === 0) return undefined;
  const slots = await db.slot.findMany({
    where: {
      checkpointId: topic.checkpointId,
      startsAt: {
        gte: DateTime.fromJSDate(now).minus({ days: 1 }).toJSDate(),
        lt: DateTime.fromJSDate(now)
          .plus({ days: horizonDays + 1 })
          .toJSDate(),
      },
    },
    orderBy: [{ direction: 'asc' }, { startsAt: 'asc' }],
  });
  return { loads, slots: slots.map(slotView) };
}
