import type { CheckpointLoad, Slot } from '../../shared/contract/checkpoints.ts';
import type { Snapshot, Topic } from '../../shared/live.ts';

/** A value and the connection it came by. */
interface Kept<Value> {
  value: Value;
  connection: number;
}

type Slots = ReadonlyMap<number, Slot>;
const noSlots: Slots = new Map();

/**
 * The one truth about loads and slots on this screen: answers over HTTP and live messages meet here. Of two values of one thing the
 * larger seq wins, in whatever order they come. A value of an earlier connection gives way to any value of the present one: a server
 * that was restored from a backup counts from an older seq, and the screen must not cling to what is no longer so.
 */
export function createLiveStore() {
  const loads = new Map<string, Kept<CheckpointLoad>>();
  const slotsByCheckpoint = new Map<string, Slots>();
  const connectionOfSlot = new Map<number, number>();
  const listeners = new Map<string, Set<() => void>>();
  let connection = 0;

  const tell = (key: string) => {
    for (const listener of listeners.get(key) ?? []) listener();
  };

  function offerLoads(offered: readonly CheckpointLoad[]): void {
    for (const load of offered) {
      const kept = loads.get(load.checkpointId);
      if (kept && kept.connection === connection && kept.value.seq >= load.seq) continue;
      loads.set(load.checkpointId, { value: load, connection });
      tell(loadKey(load.checkpointId));
    }
  }

  function isNews(slot: Slot, kept: Slot | undefined): boolean {
    return !kept || connectionOfSlot.get(slot.id) !== connection || kept.seq < slot.seq;
  }

  function offerSlots(offered: readonly Slot[]): void {
    const changed = new Map<string, Map<number, Slot>>();
    for (const slot of offered) {
      const { checkpointId } = slot;
      const slots = changed.get(checkpointId) ?? slotsByCheckpoint.get(checkpointId) ?? noSlots;
      if (!isNews(slot, slots.get(slot.id))) continue;
      const copy = changed.get(checkpointId) ?? new Map(slots);
      changed.set(checkpointId, copy.set(slot.id, slot));
      connectionOfSlot.set(slot.id, connection);
    }
    for (const [checkpointId, slots] of changed) {
      slotsByCheckpoint.set(checkpointId, slots);
      tell(slotsKey(checkpointId));
    }
  }

  /** What the snapshot of a checkpoint no longer has, from its first slot on, is gone; it says nothing of what lies before. */
  function dropMissing(checkpointId: string, slots: readonly Slot[]): void {
    const first = slots[0]?.startsAt;
    const kept = slotsByCheckpoint.get(checkpointId);
    if (!first || !kept) return;
    const present = new Set(slots.map((slot) => slot.id));
    const firstMs = slots.reduce((earliest, slot) => Math.min(earliest, Date.parse(slot.startsAt)), Date.parse(first));
    const stays = [...kept].filter(([id, slot]) => present.has(id) || Date.parse(slot.startsAt) < firstMs);
    if (stays.length === kept.size) return;
    slotsByCheckpoint.set(checkpointId, new Map(stays));
    tell(slotsKey(checkpointId));
  }

  return {
    offerLoads,
    offerSlots,
    takeSnapshot(topic: Topic, snapshot: Snapshot): void {
      offerLoads(snapshot.loads);
      if (topic.kind === 'checkpoint') dropMissing(topic.checkpointId, snapshot.slots);
      offerSlots(snapshot.slots);
    },
    /** Called on every (re)connect, before anything of the new connection arrives. */
    startConnection(): void {
      connection += 1;
    },
    getLoad: (checkpointId: string): CheckpointLoad | undefined => loads.get(checkpointId)?.value,
    getSlots: (checkpointId: string): Slots => slotsByCheckpoint.get(checkpointId) ?? noSlots,
    /** @param key of loadKey or slotsKey @returns how to stop listening */
    subscribe(key: string, listener: () => void): () => void {
      const ofKey = listeners.get(key) ?? new Set();
      listeners.set(key, ofKey.add(listener));
      return () => ofKey.delete(listener);
    },
  };
}

export type LiveStore = ReturnType<typeof createLiveStore>;

export const loadKey = (checkpointId: string) => `load ${checkpointId}`;
export const slotsKey = (checkpointId: string) => `slots ${checkpointId}`;
