import type { CheckpointLoad } from '../../shared/contract/checkpoints.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import type { Live } from '../platform/live.ts';
import type { Logger } from '../platform/log.ts';
import type { ChangedSlot } from './keep-slots.ts';
import { listLoads } from './list-loads.ts';
import { slotView } from './slot-view.ts';
import { checkpointRoom, mapRoom } from './watch.ts';

/** At most one message a second for each checkpoint: the first change goes out at once, those that follow are gathered. */
const messageIntervalMs = 1000;
/** A message carries at most so many slots; after a closure of weeks the rest follows in the next ones. */
const slotsPerMessage = 200;

export interface SlotFeed {
  /** Tells every watching client that these slots have other values now. Call it after the commit. */
  changed(slots: readonly ChangedSlot[]): void;
  /** Sends the load of every checkpoint: the window of 24 hours moves on where nobody books. */
  announceLoads(): Promise<void>;
  /** Sends what is gathered: clients of other processes stay connected and would never hear of it. */
  close(): Promise<void>;
}

export function createSlotFeed(db: Database, live: Live, clock: Clock, log: Logger): SlotFeed {
  const pending = new Map<string, Set<number>>();
  const resting = new Map<string, NodeJS.Timeout>();
  const underWay = new Set<Promise<void>>();

  function publish(checkpointId: string) {
    const ids = pending.get(checkpointId);
    if (!ids?.size) {
      resting.delete(checkpointId);
      return;
    }
    const batch = [...ids].slice(0, slotsPerMessage);
    for (const id of batch) ids.delete(id);
    resting.set(checkpointId, setTimeout(publish, messageIntervalMs, checkpointId));
    start(checkpointId, batch);
  }

  function start(checkpointId: string, slotIds: number[]) {
    const sent = send(checkpointId, slotIds)
      .catch((error) => log.error({ err: error, checkpointId }, 'slot feed'))
      .finally(() => underWay.delete(sent));
    underWay.add(sent);
  }

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
      for (const { id, checkpointId } of slots) {
        const ids = pending.get(checkpointId) ?? new Set();
        pending.set(checkpointId, ids.add(id));
        if (!resting.has(checkpointId)) resting.set(checkpointId, setTimeout(publish, 0, checkpointId));
      }
    },
    async announceLoads() {
      for (const load of await listLoads(db, clock.now())) emitLoad(load);
    },
    async close() {
      for (const timer of resting.values()) clearTimeout(timer);
      for (const [checkpointId, ids] of pending) if (ids.size > 0) start(checkpointId, [...ids]);
      await Promise.all(underWay);
    },
  };
}
