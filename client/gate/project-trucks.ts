import type { GateResult } from '../../shared/contract/gate.ts';
import type { QueueTruck } from '../../shared/contract/queues.ts';
import { isFinal, type Position } from '../../shared/gate-steps.ts';
import { type GateTruck, isSameTruck, truckOfQueue } from './gate-truck.ts';
import type { KeptEvent } from './kept-event.ts';

/** A truck that is through stays on the page of the officer who let it through, for as long as one would still undo that. */
const doneMs = 2 * 3_600_000;

/**
 * The trucks as they stand after what this device recorded and has not sent: the last list of the server, and the kept events on top of
 * it, in their order. Trucks that ended stay for a while, so that their last step can be undone.
 */
export function projectTrucks(
  list: readonly QueueTruck[],
  { waiting, sent }: { waiting: readonly KeptEvent[]; sent: readonly KeptEvent[] },
  now: Date,
): GateTruck[] {
  const trucks = list.map(truckOfQueue);
  const known = [...sent, ...waiting];

  const place = (truck: GateTruck) => {
    const index = trucks.findIndex((other) => isSameTruck(other, truck));
    if (index < 0) trucks.push(truck);
    else trucks[index] = truck;
  };
  const find = (truck: GateTruck) => trucks.find((other) => isSameTruck(other, truck));

  for (const kept of sent) {
    const after = applyEvent(kept.truck, kept, known);
    const ended = after.position !== null && isFinal(after.position.state);
    const fresh = now.getTime() - Date.parse(kept.event.happenedAt) < doneMs;
    const index = trucks.findIndex((other) => isSameTruck(other, after));
    if (ended && fresh && index < 0) trucks.push(after);
    // An undo brought it back: the list has it, or will.
    else if (!ended && index >= list.length) trucks.splice(index, 1);
  }
  for (const kept of waiting) {
    const before = find(kept.truck) ?? kept.truck;
    place({ ...applyEvent(before, kept, known), waiting: before.waiting + 1 });
  }
  return trucks;
}

function applyEvent(truck: GateTruck, { event }: KeptEvent, known: readonly KeptEvent[]): GateTruck {
  if (event.step === 'undo') {
    const undone = known.find((kept) => kept.event.id === event.undoes)?.truck;
    const { position = null, lastEventId = null, since = null, arrivedAt = null, place = null } = undone ?? {};
    return { ...truck, position, lastEventId, since, arrivedAt, place };
  }
  const position: Position = { state: event.step, post: event.post ?? null };
  return {
    ...truck,
    position,
    lastEventId: event.id,
    since: event.happenedAt,
    arrivedAt: event.step === 'arrived' ? event.happenedAt : truck.arrivedAt,
    place: event.step === 'arrived' ? truck.place : null,
  };
}

/** The list of the server with what it has just answered, so that nothing jumps back until the next list is there. */
export function patchTrucks(
  list: readonly QueueTruck[],
  batch: readonly KeptEvent[],
  results: readonly GateResult[],
): QueueTruck[] {
  const patched = new Map(list.map((truck) => [truck.bookingId, truck]));
  for (const { id, outcome, truck } of results) {
    const kept = batch.find(({ event }) => event.id === id);
    const known = truck && patched.get(truck.bookingId);
    if (!truck || !known || !kept || outcome !== 'applied') continue;
    const undone = batch.find(({ event }) => event.id === kept.event.undoes);
    patched.set(truck.bookingId, {
      ...known,
      state: truck.state,
      post: truck.post,
      punctuality: truck.punctuality,
      since: kept.event.happenedAt,
      lastEventId: kept.event.step === 'undo' ? (undone?.truck.lastEventId ?? null) : id,
      arrivedAt: kept.event.step === 'arrived' ? kept.event.happenedAt : known.arrivedAt,
    });
  }
  return [...patched.values()].filter(({ state }) => !isFinal(state));
}
