import type { CheckpointLoad, Slot } from '../../shared/contract/checkpoints.ts';
import type { WaitForecast } from '../../shared/contract/forecasts.ts';
import type { OpenMoves } from '../../shared/contract/moves.ts';
import type { UnreadNotices } from '../../shared/contract/notices.ts';
import type { Plan } from '../../shared/contract/plans.ts';
import type { Passage, QueueStatus } from '../../shared/contract/queues.ts';
import type { Snapshot, Topic } from '../../shared/live.ts';
import type { Direction } from '../../shared/words.ts';
import { createNewestValues } from './newest-values.ts';

type Slots = ReadonlyMap<number, Slot>;
const noSlots: Slots = new Map();

/**
 * The one truth about all that lives on this screen: answers over HTTP and live messages meet here, and the newest value wins
 * (newest-values.ts). Listeners name the thing they show, so a change at one checkpoint renders nothing of another.
 */
export function createLiveStore() {
  const slotsByCheckpoint = new Map<string, Slots>();
  const connectionOfSlot = new Map<number, number>();
  const listeners = new Map<string, Set<() => void>>();
  let connection = 0;
  let tripsNews = 0;

  const tell = (key: string) => {
    for (const listener of listeners.get(key) ?? []) listener();
  };
  const newest = <Value extends { seq: number }>(keyOf: (value: Value) => string) =>
    createNewestValues(keyOf, () => connection, tell);

  const loads = newest<CheckpointLoad>((load) => loadKey(load.checkpointId));
  const queues = newest<QueueStatus>((queue) => queueKey(queue.checkpointId, queue.direction));
  const forecasts = newest<WaitForecast>(({ checkpointId, direction }) => forecastKey(checkpointId, direction));
  const passages = newest<Passage>((passage) => passageKey(passage.bookingId));
  const plans = newest<Plan>((plan) => planKey(plan.id));
  const moves = newest<OpenMoves>(() => movesKey);
  const notices = newest<UnreadNotices>(() => noticesKey);

  function tellTrips(): void {
    tripsNews += 1;
    tell(tripsKey);
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
    offerLoads: loads.offer,
    offerQueues: queues.offer,
    offerForecasts: forecasts.offer,
    offerPassages: passages.offer,
    offerPlans: plans.offer,
    offerMoves: moves.offer,
    offerNotices: notices.offer,
    /** Some trips of one's organisation are not as they were. */
    tellTrips,
    offerSlots,
    takeSnapshot(topic: Topic, snapshot: Snapshot): void {
      loads.offer(snapshot.loads);
      queues.offer(snapshot.queues);
      forecasts.offer(snapshot.forecasts ?? []);
      if (snapshot.passage) passages.offer([snapshot.passage]);
      plans.offer(snapshot.plans ?? []);
      if (snapshot.moves) moves.offer([snapshot.moves]);
      if (snapshot.notices) notices.offer([snapshot.notices]);
      if (topic.kind === 'trips') tellTrips(); // what was told while there was no connection is lost
      if (topic.kind === 'checkpoint') dropMissing(topic.checkpointId, snapshot.slots);
      offerSlots(snapshot.slots);
    },
    /** Called on every (re)connect, before anything of the new connection arrives. */
    startConnection(): void {
      connection += 1;
    },
    getLoad: (checkpointId: string) => loads.get(loadKey(checkpointId)),
    getQueue: (checkpointId: string, direction: Direction) => queues.get(queueKey(checkpointId, direction)),
    getForecast: (checkpointId: string, direction: Direction) => forecasts.get(forecastKey(checkpointId, direction)),
    getPassage: (bookingId: string) => passages.get(passageKey(bookingId)),
    getPlan: (planId: string) => plans.get(planKey(planId)),
    getMoves: () => moves.get(movesKey),
    getNotices: () => notices.get(noticesKey),
    /** Grows with every piece of news. */
    getTripsNews: () => tripsNews,
    getSlots: (checkpointId: string): Slots => slotsByCheckpoint.get(checkpointId) ?? noSlots,
    /** @param key of loadKey, queueKey and so on @returns how to stop listening */
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
export const queueKey = (checkpointId: string, direction: Direction) => `queue ${checkpointId} ${direction}`;
export const forecastKey = (checkpointId: string, direction: Direction) => `forecast ${checkpointId} ${direction}`;
export const passageKey = (bookingId: string) => `passage ${bookingId}`;
export const movesKey = 'moves';
export const noticesKey = 'notices';
export const tripsKey = 'trips';
export const planKey = (planId: string) => `plan ${planId}`;
