import { DateTime } from 'luxon';
import { errorTable } from '../../shared/errors.ts';
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

const roomOf = (topic: Topic) => (topic.kind === 'map' ? mapRoom : checkpointRoom(topic.checkpointId));

/** Answers clients that watch the map or a checkpoint. All of it is public: slots carry counts, never who booked them. */
export function answerWatchers(live: Live, db: Database, clock: Clock, log: Logger): void {
  live.on('connection', (socket) => {
    socket.on('watch', async (asked, reply) => {
      if (typeof reply !== 'function') return;
      const topic = topicSchema.safeParse(asked);
      if (!topic.success) return reply({ ok: false, code: 'INVALID_INPUT', message: errorTable.INVALID_INPUT.message });
      try {
        // Joined before the snapshot is read: what changes in between arrives twice, and the larger seq wins.
        await socket.join(roomOf(topic.data));
        const snapshot = await readSnapshot(db, clock.now(), topic.data);
        if (!snapshot) {
          await socket.leave(roomOf(topic.data));
          return reply({ ok: false, code: 'CHECKPOINT_NOT_FOUND', message: errorTable.CHECKPOINT_NOT_FOUND.message });
        }
        reply({ ok: true, snapshot });
      } catch (error) {
        log.error({ err: error }, 'watch');
        reply({ ok: false, code: 'INTERNAL', message: errorTable.INTERNAL.message });
      }
    });
    socket.on('unwatch', async (asked) => {
      const topic = topicSchema.safeParse(asked);
      if (topic.success) await socket.leave(roomOf(topic.data));
    });
  });
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
