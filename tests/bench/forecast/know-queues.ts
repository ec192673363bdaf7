import { composePictures, type TruckRow } from '../../../server/forecasts/compose-pictures.ts';
import type { QueuePicture } from '../../../server/forecasts/queue-picture.ts';
import { type LeadHours, type QueueMeasures, settlePunctuality } from '../../../server/forecasts/read-measures.ts';
import { dayMs, hourMs, type ReplayQueue, type ReplayTruck } from './replay-queue.ts';

const minuteMs = 60_000;

/** What the server would know of these queues at an instant, from their events until then and the bookings made until then. */
export function knowQueues(queues: readonly ReplayQueue[], nowMs: number): QueuePicture[] {
  const trucks = queues.flatMap((queue) => queue.trucks);
  const queueOf = (checkpointId: string, direction: string) =>
    queues.find((queue) => queue.checkpointId === checkpointId && queue.direction === direction)!;
  return composePictures(
    {
      queues: queues.map(({ direction, rule, view }) => ({
        ...rule,
        direction,
        source: 'simulated',
        clearedLastHour: view().clearedLastHour,
      })),
      trucks: queues.flatMap((queue) => listTrucks(queue, nowMs)),
      calendar: {
        slotsOf: (checkpointId, direction) => listSlots(queueOf(checkpointId, direction), nowMs),
        sideHourAt: (checkpointId, direction, post, at) => queueOf(checkpointId, direction).sideHourAt(post, at),
      },
      steps: queues.flatMap(({ stepHours }) =>
        [...stepHours.values()].filter(({ startsAt }) => startsAt.getTime() > nowMs - dayMs),
      ),
      measures: queues.map((queue) => measureQueue(queue, nowMs)),
      punctuality: measurePunctuality(trucks, nowMs),
      leads: measureLeads(trucks, nowMs),
    },
    new Date(nowMs),
  );
}

const isOver = ({ state }: ReplayTruck) => state === 'cleared' || state === 'turned-back';
const isNoShow = ({ state, booked }: ReplayTruck, nowMs: number) =>
  state === 'expected' && nowMs > booked.slotEndsAtMs + 4 * hourMs;

function listTrucks(queue: ReplayQueue, nowMs: number): TruckRow[] {
  const { checkpointId, direction, trucks } = queue;
  const waiting = new Map(queue.view().waiting.map((truck) => [truck.id, truck]));
  return trucks
    .filter((truck) => truck.confirmedAtMs <= nowMs && truck.booked.slotStartsAtMs < nowMs + 26 * hourMs)
    .filter((truck) => !isOver(truck) && !isNoShow(truck, nowMs))
    .map(({ booked, state, post, sinceMs, arrivedAtMs }) => {
      const there = waiting.get(booked.bookingId);
      return {
        checkpointId,
        direction,
        startsAt: new Date(booked.slotStartsAtMs),
        bookingState: 'confirmed',
        state,
        post,
        since: arrivedAtMs === undefined ? null : new Date(sinceMs),
        servedAt: there ? new Date(there.servedAtMs) : null,
        arrivedAt: arrivedAtMs === undefined ? null : new Date(arrivedAtMs),
        late: there?.late ?? false,
        class: booked.class,
        channel: booked.channel,
      };
    });
}

function listSlots({ slots, trucks }: ReplayQueue, nowMs: number) {
  const taken = new Map<number, number>();
  for (const { booked, confirmedAtMs } of trucks)
    if (confirmedAtMs <= nowMs) taken.set(booked.slotStartsAtMs, (taken.get(booked.slotStartsAtMs) ?? 0) + 1);
  return slots
    .filter(({ startsAt }) => startsAt.getTime() >= nowMs - 8 * hourMs && startsAt.getTime() < nowMs + 48 * hourMs)
    .map((slot) => ({ ...slot, totalTaken: taken.get(slot.startsAt.getTime()) ?? 0 }));
}

function measureQueue(
  { checkpointId, direction, trucks, secondMost, rule }: ReplayQueue,
  nowMs: number,
): QueueMeasures {
  const arrived = trucks
    .filter(({ arrivedAtMs }) => arrivedAtMs !== undefined && arrivedAtMs > nowMs - dayMs)
    .sort((a, b) => a.arrivedAtMs! - b.arrivedAtMs!);
  let othersUntilMs = 0;
  const reactions: number[] = [];
  for (const { arrivedAtMs, calledAtMs, booked } of arrived) {
    const early = arrivedAtMs! < booked.slotStartsAtMs - rule.earlyMinutes * minuteMs;
    if (!early && calledAtMs !== undefined && othersUntilMs <= arrivedAtMs!)
      reactions.push((calledAtMs - arrivedAtMs!) / minuteMs);
    othersUntilMs = Math.max(othersUntilMs, calledAtMs ?? nowMs);
  }
  const recent = [...secondMost].filter(([hour]) => hour * hourMs > nowMs - dayMs).map(([, most]) => most);
  return {
    checkpointId,
    direction,
    secondPostMost: Math.max(0, ...recent),
    reactionMinutes: reactions.length > 0 ? quantile(reactions.sort(ascending), 0.5) : null,
  };
}

function measurePunctuality(trucks: readonly ReplayTruck[], nowMs: number) {
  const past = trucks.filter(
    ({ booked }) => booked.slotStartsAtMs > nowMs - 7 * dayMs && booked.slotStartsAtMs < nowMs - 6 * hourMs,
  );
  const deviations = past
    .flatMap(({ arrivedAtMs, booked }) =>
      arrivedAtMs === undefined ? [] : [(arrivedAtMs - booked.slotStartsAtMs) / minuteMs],
    )
    .sort(ascending);
  return settlePunctuality({
    arrivals: deviations.length,
    noShows: past.filter((truck) => isNoShow(truck, nowMs)).length,
    quantiles: deviations.length > 0 ? Array.from({ length: 21 }, (_, step) => quantile(deviations, step / 20)) : null,
  });
}

function measureLeads(trucks: readonly ReplayTruck[], nowMs: number): LeadHours[] {
  const counts = new Map<number, number>();
  for (const { booked, confirmedAtMs } of trucks) {
    const { slotStartsAtMs } = booked;
    if (slotStartsAtMs <= nowMs - 7 * dayMs || slotStartsAtMs > nowMs) continue;
    const hours = Math.min(31, Math.max(0, Math.floor((slotStartsAtMs - confirmedAtMs) / hourMs)));
    counts.set(hours, (counts.get(hours) ?? 0) + 1);
  }
  return [...counts].map(([hours, bookings]) => ({ hours, bookings }));
}

const ascending = (a: number, b: number) => a - b;

/** As percentile_cont of PostgreSQL. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)]!;
  return below + (place - Math.floor(place)) * (sorted[Math.ceil(place)]! - below);
}
