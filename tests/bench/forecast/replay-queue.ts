import { DateTime } from 'luxon';
import { expandCapacity, readCheckpoints, readQueueRules } from '../../../prisma/reference.ts';
import { planSlots } from '../../../server/corridors/rules/index.ts';
import type { TruckRow } from '../../../server/forecasts/compose-pictures.ts';
import type { CalendarSlot } from '../../../server/forecasts/read-calendar.ts';
import type { StepHour } from '../../../server/forecasts/read-measures.ts';
import { placesOfSlot, type SideHour } from '../../../server/planning/capacity.ts';
import { makeRandom, pickWeighted, wholeBelow } from '../../../server/planning/random.ts';
import type { GateEvent } from '../../../shared/contract/gate.ts';
import { type Post, sideOfPost } from '../../../shared/gate-steps.ts';
import type { Direction } from '../../../shared/words.ts';
import { classWeights, hourShape, leadHours } from '../../../twin/demand/assumptions.ts';
import { callByRule } from '../../../twin/traffic/call-rule.ts';
import type { TrafficTruck } from '../../../twin/traffic/facts.ts';
import { createQueueWorld } from '../../../twin/traffic/queue-world.ts';

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
const minuteMs = 60_000;

export interface QueueName {
  checkpointId: string;
  direction: Direction;
}

/** A booked truck, and what has been seen of it so far. */
export interface ReplayTruck {
  booked: TrafficTruck;
  confirmedAtMs: number;
  state: TruckRow['state'];
  post: Post | null;
  sinceMs: number;
  arrivedAtMs?: number;
  calledAtMs?: number;
  atPostMs?: number;
}

/** One queue of the twin, watched from outside: only what its gate events say is kept. */
export interface ReplayQueue extends QueueName {
  rule: ReturnType<typeof readQueueRules>[number];
  slots: readonly CalendarSlot[];
  trucks: readonly ReplayTruck[];
  stepHours: Map<string, StepHour>;
  /** The most trucks at the second post, by hour. */
  secondMost: Map<number, number>;
  sideHourAt(post: Post, at: Date): SideHour;
  advance(untilMs: number): void;
  view(): ReturnType<ReturnType<typeof createQueueWorld>['view']>;
}

const capacities = expandCapacity();
const checkpoints = readCheckpoints();

export function createReplayQueue(seed: string, name: QueueName, fromMs: number, days: number): ReplayQueue {
  const { checkpointId, direction } = name;
  const checkpoint = checkpoints.find(({ id }) => id === checkpointId)!;
  const [rule] = readQueueRules([checkpointId]);
  const rows = capacities.filter((row) => row.checkpointId === checkpointId && row.direction === direction);
  const sideHour = (side: string, hour: number): SideHour =>
    rows.find((row) => row.side === side && row.localHour === hour)!;
  const normalHourAt = (post: Post, at: Date) => {
    const side = sideOfPost(direction, post);
    const zone = side === 'kz' ? checkpoint.kzZone : checkpoint.neighbourZone;
    return sideHour(side, DateTime.fromJSDate(at, { zone }).hour);
  };
  const announced = drawAnnounced(seed, name);
  const sideHourAt = (post: Post, at: Date) => {
    const hour = normalHourAt(post, at);
    const { heavierPost } = announced(at.getTime());
    return post === heavierPost ? { ...hour, documentMinutes: hour.documentMinutes * heavierFactor } : hour;
  };
  const normalSlots = makeSlots();
  const trucks = normalSlots.flatMap((slot) => bookSlot(seed, slot));
  const slots = normalSlots.map((slot) => announceSlot(slot));
  const byBooking = new Map(trucks.map((truck) => [truck.booked.bookingId, truck]));
  const slotAt = new Map(slots.map((slot) => [Math.floor(slot.startsAt.getTime() / hourMs), slot]));
  const open = (post: Post) => {
    const known = new Map<number, SideHour>();
    return (atMs: number) => {
      const hour = Math.floor(atMs / hourMs);
      const value = known.get(hour) ?? openAt(post, hour * hourMs);
      known.set(hour, value);
      return value;
    };
  };
  const world = createQueueWorld(
    {
      checkpointId,
      direction,
      first: open('first'),
      second: open('second'),
      scheduledPerHour: (atMs) => slotAt.get(Math.floor(atMs / hourMs))?.totalPlaces ?? 0,
      rule: rule!,
    },
    { seed, startsAtMs: fromMs, rule: callByRule },
  );
  world.expect(trucks.map(({ booked }) => booked));
  const stepHours = new Map<string, StepHour>();
  const secondMost = new Map<number, number>();
  let atSecond = 0;

  function openAt(post: Post, atMs: number): SideHour {
    const hour = sideHourAt(post, new Date(atMs));
    return announced(atMs).closed ? { ...hour, lanes: 0, scanners: 0, bays: 0 } : hour;
  }

  /** Its places as the server counts them once it is announced; the bookings that were made before stay. */
  function announceSlot(slot: CalendarSlot): CalendarSlot {
    const { closed } = announced(slot.startsAt.getTime());
    const places = placesOfSlot(sideHourAt('first', slot.startsAt), sideHourAt('second', slot.startsAt), 60);
    return {
      ...slot,
      closedBecause: closed ? 'closure' : null,
      totalPlaces: closed ? 0 : Math.min(slot.totalPlaces, Math.round(places.total)),
    };
  }

  function makeSlots(): CalendarSlot[] {
    const side = (name: 'kz' | 'neighbour') => rows.filter((row) => row.side === name);
    const calendar = { status: 'open', opensAt: null, closesAt: null, seasonFrom: null, seasonTo: null };
    const nothing = { closures: [], shifts: [], regimes: [] };
    const hours = { kz: side('kz'), neighbour: side('neighbour') };
    const rules = {
      ...checkpoint,
      ...calendar,
      ...nothing,
      slotMinutes: 60,
      rulesVersion: 0,
      hours: { out: hours, in: hours },
    };
    return planSlots(rules, direction, fromMs, fromMs + (days + 2) * dayMs + 1).map((slot) => ({
      ...slot,
      ...name,
      startsAt: new Date(slot.startsAtMs),
      endsAt: new Date(slot.endsAtMs),
      totalPlaces: slot.total,
      totalTaken: 0,
    }));
  }

  function bookSlot(seed: string, slot: CalendarSlot): ReplayTruck[] {
    const local = DateTime.fromJSDate(slot.startsAt, { zone: checkpoint.kzZone });
    const level = 0.55 + 0.5 * makeRandom(seed, checkpointId, direction, local.toISODate()!)();
    const random = makeRandom(seed, checkpointId, direction, slot.startsAt.getTime());
    const fill = Math.min(1, (level * hourShape[local.hour]!) / meanShape);
    const startMs = slot.startsAt.getTime();
    return Array.from({ length: slot.totalPlaces }, (_, place): ReplayTruck[] => {
      if (random() >= fill) return [];
      const lead =
        random() < leadHours.plannedShare
          ? leadHours.planned
          : leadHours.least - leadHours.meanOfRest * Math.log(1 - random());
      const booked: TrafficTruck = {
        bookingId: `${checkpointId}/${direction}/${startMs}/${place}`,
        class: pickWeighted(random, classWeights, ({ weight }) => weight).class,
        channel: pickWeighted(random, channelWeights, ({ weight }) => weight).channel,
        slotStartsAtMs: startMs,
        slotEndsAtMs: slot.endsAt.getTime(),
        state: 'expected',
        post: null,
        sinceMs: startMs,
        arrivedAtMs: null,
      };
      return [{ booked, confirmedAtMs: startMs - lead * hourMs, state: 'expected', post: null, sinceMs: startMs }];
    }).flat();
  }

  function see({ truck: named, step, post: at, happenedAt }: GateEvent) {
    const post = at ?? null;
    const truck = byBooking.get('bookingId' in named ? named.bookingId : '')!;
    const atMs = Date.parse(happenedAt);
    if (truck.state === 'called' || truck.state === 'documents') measure(truck, atMs);
    if (step === 'arrived') truck.arrivedAtMs = atMs;
    if (step === 'called') truck.calledAtMs = atMs;
    if (step === 'at-post' && post === 'first') truck.atPostMs = atMs;
    if (step === 'at-post' && post === 'second') atSecond++;
    if (step === 'cleared') atSecond--;
    const hour = Math.floor(atMs / hourMs);
    secondMost.set(hour, Math.max(secondMost.get(hour) ?? 0, atSecond));
    Object.assign(truck, { state: step, post, sinceMs: atMs });
  }

  function measure({ state, post, sinceMs }: ReplayTruck, atMs: number) {
    const startsAtMs = Math.floor(sinceMs / hourMs) * hourMs;
    const key = `${state}/${post}/${startsAtMs}`;
    const step = state as StepHour['step'];
    const hour = stepHours.get(key) ?? {
      ...name,
      step,
      post,
      startsAt: new Date(startsAtMs),
      count: 0,
      minutes: 0,
      squares: 0,
    };
    const minutes = (atMs - sinceMs) / minuteMs;
    stepHours.set(key, {
      ...hour,
      count: hour.count + 1,
      minutes: hour.minutes + minutes,
      squares: hour.squares + minutes ** 2,
    });
  }

  return {
    ...name,
    rule: rule!,
    slots,
    trucks,
    stepHours,
    secondMost,
    sideHourAt,
    advance(untilMs) {
      for (const event of world.advance(untilMs)) see(event);
    },
    view: world.view,
  };
}

/** Announced a day and more ahead, so that the forecast may know it: how often a day has it, and what. */
const closures = { share: 0.15, hours: 3 };
const heavier = { share: 0.2 };
const heavierFactor = 1.3;

function drawAnnounced(seed: string, { checkpointId, direction }: QueueName) {
  const known = new Map<number, { closedFromHour: number; heavierPost: Post | undefined }>();
  const drawDay = (day: number) => {
    const random = makeRandom(seed, 'announced', checkpointId, direction, day);
    const closedFromHour = random() < closures.share ? wholeBelow(random, 24 - closures.hours) : Number.NaN;
    const heavierPost: Post = random() < 0.5 ? 'first' : 'second';
    return { closedFromHour, heavierPost: random() < heavier.share ? heavierPost : undefined };
  };
  return (atMs: number) => {
    const day = Math.floor(atMs / dayMs);
    const { closedFromHour, heavierPost } = known.get(day) ?? drawDay(day);
    known.set(day, { closedFromHour, heavierPost });
    const hour = Math.floor((atMs % dayMs) / hourMs);
    return { closed: hour >= closedFromHour && hour < closedFromHour + closures.hours, heavierPost };
  };
}

const meanShape = hourShape.reduce<number>((sum, weight) => sum + weight, 0) / hourShape.length;
const channelWeights = [
  { channel: 'green', weight: 92 },
  { channel: 'yellow', weight: 7 },
  { channel: 'red', weight: 1 },
] as const;
