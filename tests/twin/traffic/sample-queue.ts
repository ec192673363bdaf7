import type { SideHour } from '../../../server/planning/capacity.ts';
import { makeRandom, pickWeighted } from '../../../server/planning/random.ts';
import type { QueueFacts, TrafficTruck } from '../../../twin/traffic/facts.ts';

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
/** A Monday in June, 00:00 UTC. */
export const startMs = Date.parse('2026-06-15T00:00:00Z');

const lanes = (count: number): SideHour => ({
  lanes: count,
  scanners: 1,
  bays: 1,
  documentMinutes: 6,
  scanMinutes: 12,
  examinationMinutes: 45,
  scanShare: 0.03,
  examinationShare: 0.01,
});

const never = () => false;

/** A checkpoint with two lanes and then one, as most: 8.5 places an hour. */
export function sampleQueue({
  stripPlaces = 12,
  closedAtMs = never,
}: {
  stripPlaces?: number;
  closedAtMs?: (atMs: number) => boolean;
} = {}): QueueFacts {
  const closed = { ...lanes(0), scanners: 0, bays: 0 };
  return {
    checkpointId: 'sample',
    direction: 'out',
    first: (atMs) => (closedAtMs(atMs) ? closed : lanes(2)),
    second: (atMs) => (closedAtMs(atMs) ? closed : lanes(1)),
    scheduledPerHour: (atMs) => (closedAtMs(atMs) ? 0 : 8.5),
    rule: { earlyMinutes: 60, graceMinutes: 60, postPlaces: 8, stripPlaces, callLeadMinutes: 15 },
  };
}

/** Booked trucks of one day, so many in each hour. */
export function sampleTrucks(seed: string, perHour: number, hours = 24): TrafficTruck[] {
  const random = makeRandom('sample trucks', seed);
  const channels = [
    { channel: 'green', weight: 90 },
    { channel: 'yellow', weight: 8 },
    { channel: 'red', weight: 2 },
  ] as const;
  return Array.from({ length: Math.round(perHour * hours) }, (_, index): TrafficTruck => {
    const slotStartsAtMs = startMs + Math.floor(index / perHour) * hourMs;
    return {
      bookingId: `booking-${seed}-${index}`,
      class: random() < 0.05 ? 'out-of-turn' : 'general',
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
