import type { CheckpointLoad } from '../../shared/contract/checkpoints.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { createGatherer } from '../platform/gatherer.ts';
import type { Live } from '../platform/live.ts';
import type { Logger } from '../platform/log.ts';
import { listLoads } from './list-loads.ts';
import type { ChangedSlot } from './open-lanes.ts';
import { slotView } from './slot-view.ts';
import { checkpointRoom, mapRoom } from './watch.ts';

/** A message carries at most so many slots; after a closure of weeks the rest follows in the next ones. */
const slotsPerMessage = 200;

export interface SlotFeed {
  /** Tells every watching client that these slots have other values now. Call it after the commit. */
  changed(slots: readonly ChangedSlot[]): void;
  /** Sends the load of every checkpoint: the window of 24 hours moves on where nobody books. */
  announceLoads(): Promise<void>;
  /** Sends what is gathered. */
  close(): Promise<void>;
}

export function createSlotFeed(db: Database, live: Live, clock: Clock, log: Logger): SlotFeed {
  const gatherer = createGatherer<ReadonlySet<number>>({
    split(ids) {
      const now = [...ids].slice(0, slotsPerMessage);
      const later = [...ids].slice(slotsPerMessage);
      return { now: new Set(now), later: later.length > 0 ? new Set(later) : undefined };
    },
    send: (checkpointId, ids) => send(checkpointId, [...ids]),
    onError: (error, checkpointId) => log.error({ err: error, checkpointId }, 'slot feed'),
  });

  async function send(checkpointId: string, slotIds: number[]) {
    const [slots, [load]] = await Promise.all([
      db.slot.findMany({ where: { id: { in: slotIds } }, orderBy: { startsAt: 'asc' } }),
      listLoads(db, clock.now(), [checkpointId]),
    ]);
    live.to(checkpointRoom(checkpointId)).emit('slots', { checkpointId, slots: slots.map(slotView) });
    if (load) emitLoad(load);
  }

  function emitLoad(load: CheckpointLoad) {
    live.to(mapRoom).to(checkpointRoom(load.checkpointId)).emit('load', load);
  }

  return {
    changed(slots) {
      for (const { id, checkpointId } of slots) gatherer.add(checkpointId, (ids) => new Set(ids).add(id));
    },
    async announceLoads() {
      for (const load of await listLoads(db, clock.now())) emitLoad(load);
    },
    close: gatherer.close,
  };
}
