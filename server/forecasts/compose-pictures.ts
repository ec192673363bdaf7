import type { PassageState, Post } from '../../shared/gate-steps.ts';
import type { Channel, Direction, VehicleClass } from '../../shared/words.ts';
import { type GateTruck, placeOf } from '../planning/simulate/gate-truck.ts';
import { measureScatter, measureUnrest } from './measure-tempo.ts';
import type { Measured, MeasuredHour, PostMeasure, Punctuality, QueuePicture } from './queue-picture.ts';
import { type Calendar, type CalendarSlot, pastHours } from './read-calendar.ts';
import { countLaterBookings, type LeadHours, type QueueMeasures, type StepHour } from './read-measures.ts';

const hourMs = 3_600_000;

/** All that is known at a moment, as the database has it. */
export interface Known {
  queues: readonly QueueRow[];
  trucks: readonly TruckRow[];
  calendar: Calendar;
  steps: readonly StepHour[];
  measures: readonly QueueMeasures[];
  punctuality: Punctuality;
  leads: readonly LeadHours[];
}

export interface QueueRow {
  checkpointId: string;
  direction: Direction;
  source: 'gate' | 'simulated' | null;
  clearedLastHour: number;
  earlyMinutes: number;
  graceMinutes: number;
  postPlaces: number;
  stripPlaces: number;
  callLeadMinutes: number;
}

export interface TruckRow {
  checkpointId: string;
  direction: Direction;
  startsAt: Date;
  bookingState: string;
  state: PassageState;
  post: Post | null;
  since: Date | null;
  servedAt: Date | null;
  arrivedAt: Date | null;
  late: boolean;
  class: VehicleClass;
  channel: Channel;
}

/** A picture of each queue. What all queues share, the scatter of services and the unrest of posts, is measured over all of them. */
export function composePictures(known: Known, now: Date): QueuePicture[] {
  const { queues, trucks, calendar, steps, measures, punctuality, leads } = known;
  const posts = queues.map((queue) => ({
    first: measurePost(steps, calendar, queue, 'first', now),
    second: measurePost(steps, calendar, queue, 'second', now),
  }));
  const scatter = measureScatter(posts.flatMap(({ first, second }) => [...first.documents, ...second.documents]));
  const unrest = measureUnrest(
    posts.flatMap(({ first, second }) => [first, second]),
    scatter,
  );
  return queues.map((queue, index): QueuePicture => {
    const { checkpointId, direction, source, clearedLastHour, ...rule } = queue;
    const own = isOf(queue);
    const measured = measures.find(own);
    const basedOn = source ?? 'bookings';
    return {
      checkpointId,
      direction,
      nowMs: now.getTime(),
      basedOn,
      rule,
      slots: fillPast(calendar.slotsOf(checkpointId, direction), now).map((slot) => toSlot(slot, calendar, leads, now)),
      trucks: trucks.filter(own).flatMap((truck) => toTruck(truck, basedOn === 'bookings', now)),
      punctuality,
      clearedLastHour: basedOn === 'bookings' ? 0 : clearedLastHour,
      ...posts[index]!,
      approach: sumOf(steps.filter((step) => own(step) && step.step === 'called')),
      reactionMinutes: measured?.reactionMinutes ?? 0,
      secondPostMost: measured?.secondPostMost ?? 0,
      unrest,
    };
  });
}

type OfQueue = Pick<QueueRow, 'checkpointId' | 'direction'>;
const isOf = (queue: OfQueue) => (other: OfQueue) =>
  other.checkpointId === queue.checkpointId && other.direction === queue.direction;

/** Where nobody feeds a queue, it is not known who is there: only what was booked counts, from the warm-up on. */
function toTruck(row: TruckRow, isUnfed: boolean, now: Date): GateTruck[] {
  const place = placeOf(row.state, row.post);
  if (isUnfed && (row.startsAt.getTime() < now.getTime() - pastHours * hourMs || place !== 'expected')) return [];
  if (!isUnfed && row.bookingState === 'ended') return [];
  return [
    {
      place,
      slotStartsAtMs: (row.servedAt ?? row.startsAt).getTime(),
      class: row.class,
      channel: row.channel,
      late: row.late,
      arrivedAtMs: row.arrivedAt?.getTime() ?? null,
      sinceMs: row.since?.getTime() ?? null,
    },
  ];
}

/** Slots are made for the future only: a checkpoint that is new has none of its present hour. Taken to be as its first one. */
function fillPast(slots: readonly CalendarSlot[], now: Date): CalendarSlot[] {
  const filled = [...slots];
  for (
    let first = filled[0];
    first && first.startsAt.getTime() > now.getTime() - pastHours * hourMs;
    [first] = filled
  ) {
    const lengthMs = first.endsAt.getTime() - first.startsAt.getTime();
    const startsAt = new Date(first.startsAt.getTime() - lengthMs);
    filled.unshift({ ...first, startsAt, endsAt: first.startsAt, totalTaken: 0 });
  }
  return filled;
}

function toSlot(slot: CalendarSlot, calendar: Calendar, leads: readonly LeadHours[], now: Date) {
  const { checkpointId, direction, startsAt, endsAt, totalPlaces, totalTaken: taken } = slot;
  const hoursAhead = (startsAt.getTime() - now.getTime()) / hourMs;
  return {
    startsAtMs: startsAt.getTime(),
    endsAtMs: endsAt.getTime(),
    closed: slot.closedBecause !== null,
    totalPlaces,
    laterBookings: hoursAhead > 0 ? countLaterBookings(leads, { hoursAhead, taken, totalPlaces }) : 0,
    first: calendar.sideHourAt(checkpointId, direction, 'first', startsAt),
    second: calendar.sideHourAt(checkpointId, direction, 'second', startsAt),
  };
}

function measurePost(
  steps: readonly StepHour[],
  calendar: Calendar,
  queue: OfQueue,
  post: Post,
  now: Date,
): PostMeasure {
  const own = isOf(queue);
  const documents = steps
    .filter((step) => own(step) && step.step === 'documents' && step.post === post)
    .map(
      ({ startsAt, count, minutes, squares }): MeasuredHour => ({
        count,
        minutes,
        squares,
        hoursAgo: Math.max(0, Math.floor((now.getTime() - startsAt.getTime()) / hourMs)),
        calendarMinutes: calendar.sideHourAt(queue.checkpointId, queue.direction, post, startsAt).documentMinutes,
      }),
    );
  return { documents };
}

const sumOf = (parts: readonly Measured[]): Measured => ({
  count: parts.reduce((sum, { count }) => sum + count, 0),
  minutes: parts.reduce((sum, { minutes }) => sum + minutes, 0),
  squares: parts.reduce((sum, { squares }) => sum + squares, 0),
});
