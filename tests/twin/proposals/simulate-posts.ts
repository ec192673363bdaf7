import { nothingOpen, type SideHour } from '../../../server/planning/capacity.ts';
import { makeRandom, pickWeighted } from '../../../server/planning/random.ts';
import { hourMs, measurePosts, type PostEvent, type PostHour } from '../../../server/proposals/measure-posts.ts';
import type { Post } from '../../../shared/gate-steps.ts';
import type { Channel } from '../../../shared/words.ts';
import { callByRule } from '../../../twin/traffic/call-rule.ts';
import type { QueueFacts, TrafficTruck } from '../../../twin/traffic/facts.ts';
import { createQueueWorld } from '../../../twin/traffic/queue-world.ts';

/** A Monday in June, 00:00 UTC. */
export const startMs = Date.parse('2026-06-15T00:00:00Z');

export interface SimulatedPosts {
  seed: string;
  perHour: number;
  hours: number;
  /** What a post truly has open; the parameters are `calendarOf()`. */
  truly?(post: Post, calendar: SideHour, atMs: number): SideHour;
}

/** A checkpoint for so many trucks an hour: the calendar takes a tenth more at the target load of 0.85. */
export function calendarOf(perHour: number): SideHour {
  const lanes = Math.max(1, Math.ceil(perHour / 8));
  return {
    ...nothingOpen,
    lanes,
    scanners: 1,
    bays: 1,
    documentMinutes: (lanes * 60 * 0.85) / (1.1 * perHour),
    scanMinutes: 12,
    examinationMinutes: 45,
    scanShare: 0.03,
    examinationShare: 0.01,
  };
}

const channels = [
  { channel: 'green', weight: 92 },
  { channel: 'yellow', weight: 7 },
  { channel: 'red', weight: 1 },
] as const;

const stripPlaces = 12;

/** What its gate events say of both posts. */
export function simulatePosts(options: SimulatedPosts): Record<Post, PostHour[]> {
  const toMs = startMs + options.hours * hourMs;
  return measurePosts(simulateEvents(options), { fromMs: startMs, toMs, stripPlaces });
}

/** Days at a checkpoint of the twin, with its moods and slow spells. */
export function simulateEvents(options: SimulatedPosts): PostEvent[] {
  const { seed, perHour, hours, truly = (_, hour) => hour } = options;
  const calendar = calendarOf(perHour);
  const facts: QueueFacts = {
    checkpointId: 'sample',
    direction: 'out',
    first: (atMs) => truly('first', calendar, atMs),
    second: (atMs) => truly('second', calendar, atMs),
    scheduledPerHour: () => perHour * 1.1,
    rule: { earlyMinutes: 60, graceMinutes: 60, postPlaces: 8, stripPlaces, callLeadMinutes: 15 },
  };
  const trucks = bookTrucks(options);
  const world = createQueueWorld(facts, { seed, startsAtMs: startMs - 6 * hourMs, rule: callByRule });
  world.expect(trucks);
  const channelOf = new Map(trucks.map(({ bookingId, channel }) => [bookingId, channel]));
  return world.advance(startMs + hours * hourMs).map(({ truck, step, post, happenedAt }) => {
    const bookingId = 'bookingId' in truck ? truck.bookingId : '';
    const channel: Channel = channelOf.get(bookingId) ?? 'green';
    return { bookingId, channel, step, post: post ?? null, atMs: Date.parse(happenedAt) };
  });
}

function bookTrucks({ seed, perHour, hours }: SimulatedPosts): TrafficTruck[] {
  const random = makeRandom('simulated posts', seed);
  return Array.from({ length: Math.round(perHour * (hours + 6)) }, (_, index): TrafficTruck => {
    const slotStartsAtMs = startMs + (Math.floor(index / perHour) - 6) * hourMs;
    return {
      bookingId: `booking-${seed}-${index}`,
      class: 'general',
      channel: pickWeighted(random, channels, ({ weight }) => weight).channel,
      slotStartsAtMs,
      slotEndsAtMs: slotStartsAtMs + hourMs,
      state: 'expected',
      post: null,
      sinceMs: slotStartsAtMs,
      arrivedAtMs: null,
    };
  });
}
