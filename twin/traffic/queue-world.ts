import type { GateEvent } from '../../shared/contract/gate.ts';
import { isAtPost, isFinal, type Post } from '../../shared/gate-steps.ts';
import { createAgenda } from './agenda.ts';
import { callEveryMinutes, turnedBackReason } from './assumptions.ts';
import { drawFate, eventId, makeMood } from './chance.ts';
import type { CallRule, CallView, QueueFacts, TrafficTruck } from './facts.ts';
import { createPostWorld } from './post-world.ts';
import type { Truck } from './truck.ts';

/** One direction of one checkpoint as it truly is: trucks come, are called, pass the posts. What happens comes out as gate events. */
export interface QueueWorld {
  /** Trucks that are booked, or under way; one that is known is not taken again. */
  expect(trucks: readonly TrafficTruck[]): void;
  /** Calls trucks of the waiting area now; one that is not there is passed over. @returns what happened by it, at once */
  call(bookingIds: readonly string[]): GateEvent[];
  /**
   * Lets time pass. However many steps it passes in, the same happens; a rule, where there is one, looks every other minute of the clock.
   *
   * @returns what happened, in order, until then included
   */
  advance(untilMs: number): GateEvent[];
  /** What an officer sees now. */
  view(): CallView;
  /** Trucks that have come and are not through. */
  countInside(): number;
}

export interface QueueWorldOptions {
  /** Of all hidden chance: the same one gives the same events. */
  seed: string;
  startsAtMs: number;
  /** Who calls trucks; without one only `call` does. */
  rule?: CallRule;
  /** Trucks that were cleared in the hour before it begins; the pace of calling hangs on it. */
  clearedLastHour?: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Calendars change on the hour, in zones whole or half hours apart. */
const lookEveryMs = hourMs / 2;

export function createQueueWorld(facts: QueueFacts, options: QueueWorldOptions): QueueWorld {
  const { seed, startsAtMs } = options;
  const { rule, direction, checkpointId } = facts;
  const agenda = createAgenda(startsAtMs);
  const trucks = new Map<string, Truck>();
  const waiting = new Set<Truck>();
  /** Done at the first post, and no place on the strip; across the strip, and no room at the second post. */
  const held: Truck[] = [];
  const across: Truck[] = [];
  const clearedMs = spreadOverHour(startsAtMs, options.clearedLastHour ?? 0);
  const counts = { called: 0, first: 0, strip: 0, second: 0 };
  let events: GateEvent[] = [];

  const [firstSide, secondSide] = direction === 'out' ? (['kz', 'neighbour'] as const) : (['neighbour', 'kz'] as const);
  const first = createPostWorld({
    agenda,
    open: facts.first,
    mood: makeMood(seed, checkpointId, firstSide),
    fateOf: ({ fate }) => fate.first,
    onStage: (truck, stage, atMs) => record(truck, stage, 'first', atMs),
    onRoom: () => {},
    onDone(truck, atMs) {
      held.push(truck);
      letOntoStrip(atMs);
    },
  });
  const second = createPostWorld({
    agenda,
    open: facts.second,
    mood: makeMood(seed, checkpointId, secondSide),
    fateOf: ({ fate }) => fate.second,
    onStage: (truck, stage, atMs) => record(truck, stage, 'second', atMs),
    onRoom: letToSecondPost,
    onDone(truck, atMs) {
      counts.second--;
      clearedMs.push(atMs);
      record(truck, 'cleared', null, atMs);
    },
  });

  function record(truck: Truck, step: Exclude<GateEvent['step'], 'undo'>, post: Post | null, atMs: number) {
    Object.assign(truck, { state: step, post, sinceMs: atMs });
    events.push({
      id: eventId(seed, truck.bookingId, step, post, atMs),
      truck: { bookingId: truck.bookingId },
      step,
      ...(post ? { post } : {}),
      happenedAt: new Date(atMs).toISOString(),
      ...(step === 'turned-back' ? { reason: turnedBackReason } : {}),
    });
  }

  function arrive(truck: Truck, atMs: number) {
    truck.arrivedAtMs = atMs;
    record(truck, 'arrived', null, atMs);
    wait(truck);
    scheduleCall(atMs);
  }

  function wait(truck: Truck) {
    const { slotStartsAtMs, slotEndsAtMs } = truck;
    const arrivedAtMs = truck.arrivedAtMs ?? truck.sinceMs;
    truck.late = arrivedAtMs > slotEndsAtMs + rule.graceMinutes * minuteMs;
    if (truck.late) {
      const slotMs = slotEndsAtMs - slotStartsAtMs;
      const present = slotStartsAtMs + Math.floor((arrivedAtMs - slotStartsAtMs) / slotMs) * slotMs;
      const served = [...waiting].filter(({ late }) => !late).map(({ servedAtMs }) => servedAtMs);
      truck.servedAtMs = Math.max(slotStartsAtMs, Math.min(present, ...served));
    }
    waiting.add(truck);
  }

  function callAll(bookingIds: readonly string[], atMs: number) {
    for (const id of bookingIds) {
      const truck = trucks.get(id);
      if (!truck || !waiting.delete(truck)) continue;
      counts.called++;
      record(truck, 'called', null, atMs);
      driveUp(truck);
    }
  }

  function driveUp(truck: Truck) {
    agenda.add(truck.sinceMs + truck.fate.driveUpMs, (nowMs) => {
      counts.called--;
      counts.first++;
      record(truck, 'at-post', 'first', nowMs);
      first.join(truck, nowMs);
    });
  }

  function letOntoStrip(atMs: number) {
    while (held.length > 0 && (held[0]!.fate.isTurnedBack || counts.strip < rule.stripPlaces)) {
      const truck = held.shift()!;
      counts.first--;
      if (truck.fate.isTurnedBack) record(truck, 'turned-back', null, atMs);
      else {
        counts.strip++;
        record(truck, 'strip', null, atMs);
        cross(truck);
      }
    }
  }

  function cross(truck: Truck) {
    agenda.add(truck.sinceMs + truck.fate.stripMs, (nowMs) => {
      across.push(truck);
      letToSecondPost(nowMs);
    });
  }

  function letToSecondPost(atMs: number) {
    while (across.length > 0 && second.hasRoom(atMs)) {
      const truck = across.shift()!;
      counts.strip--;
      counts.second++;
      record(truck, 'at-post', 'second', atMs);
      second.join(truck, atMs);
    }
    letOntoStrip(atMs);
  }

  function look(atMs: number) {
    first.look(atMs);
    second.look(atMs);
    agenda.add(nextOf(atMs, lookEveryMs), look);
  }
  agenda.add(nextOf(startsAtMs, lookEveryMs), look);

  let isCallScheduled = false;
  function scheduleCall(atMs: number) {
    if (!options.rule || isCallScheduled || waiting.size === 0) return;
    isCallScheduled = true;
    agenda.add(nextOf(atMs, callEveryMinutes * minuteMs), (nowMs) => {
      isCallScheduled = false;
      callAll(options.rule!(view()), nowMs);
      scheduleCall(nowMs);
    });
  }

  function view(): CallView {
    const { nowMs } = agenda;
    while (clearedMs.length > 0 && clearedMs[0]! <= nowMs - hourMs) clearedMs.shift();
    return {
      nowMs,
      called: counts.called,
      atFirstPost: counts.first,
      onStrip: counts.strip,
      clearedLastHour: clearedMs.length,
      scheduledPerHour: facts.scheduledPerHour(nowMs),
      rule,
      waiting: [...waiting].map((truck) => ({
        id: truck.bookingId,
        class: truck.class,
        late: truck.late,
        arrivedAtMs: truck.arrivedAtMs!,
        servedAtMs: truck.servedAtMs,
        callableFromMs: truck.servedAtMs - rule.earlyMinutes * minuteMs,
      })),
    };
  }

  /** Puts a truck where it is. Of one that is in the middle of something only the rest is still to come. */
  function place(truck: Truck) {
    const { state, post, sinceMs, fate } = truck;
    const there = post === 'first' ? first : second;
    if (isFinal(state)) return;
    if (isAtPost(state)) counts[post!]++;
    if (state === 'expected') {
      if (fate.arrivesAtMs !== undefined) agenda.add(fate.arrivesAtMs, (nowMs) => arrive(truck, nowMs));
    } else if (state === 'arrived') {
      truck.arrivedAtMs ??= sinceMs;
      wait(truck);
      scheduleCall(agenda.nowMs);
    } else if (state === 'called') {
      counts.called++;
      driveUp(truck);
    } else if (state === 'strip') {
      counts.strip++;
      cross(truck);
    } else if (state === 'at-post') there.join(truck, agenda.nowMs);
    else if (state === 'documents' || state === 'scan' || state === 'examination') there.resume(truck, state, sinceMs);
  }

  const takeEvents = () => {
    const happened = events;
    events = [];
    return happened;
  };

  return {
    expect(news) {
      for (const one of [...news].sort(byPlace)) {
        if (trucks.has(one.bookingId)) continue;
        const truck = { ...one, fate: drawFate(seed, one), late: false, servedAtMs: one.slotStartsAtMs };
        trucks.set(one.bookingId, truck);
        place(truck);
      }
    },
    call(bookingIds) {
      callAll(bookingIds, agenda.nowMs);
      return takeEvents();
    },
    advance(untilMs) {
      agenda.runUntil(untilMs);
      return takeEvents();
    },
    view,
    countInside: () => waiting.size + counts.called + counts.first + counts.strip + counts.second,
  };
}

/** Those in a lane before those who wait for one, and each by how long it is there. */
const byPlace = (a: TrafficTruck, b: TrafficTruck) =>
  Number(a.state === 'at-post') - Number(b.state === 'at-post') || a.sinceMs - b.sinceMs;

const nextOf = (atMs: number, everyMs: number) => (Math.floor(atMs / everyMs) + 1) * everyMs;

function spreadOverHour(endMs: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => endMs - hourMs + ((index + 1) * hourMs) / (count + 1));
}
