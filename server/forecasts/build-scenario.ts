import { ranks, type VehicleClass } from '../planning/call-forward.ts';
import type { SideHour } from '../planning/capacity.ts';
import {
  buildTrucks,
  type Period,
  type Probes,
  type Scenario,
  STEP,
  type TruckInput,
} from '../planning/simulate/model.ts';
import type { PictureSlot, PictureTruck, Punctuality, QueuePicture } from './queue-picture.ts';

export const forecastHours = 24;
/** A wait that ends later than this is told as longer than the forecast sees. */
export const horizonHours = 48;
/** Where no gate says what stands there, the run starts so long before now with an empty checkpoint, and the bookings fill it. */
const warmUpHours = 6;
/** Moments of each hour at which the wait is looked at. */
const probesPerHour = 4;
const minuteMs = 60_000;
const channels = { green: 0, yellow: 1, red: 2 } as const;

/** One possible tempo of the posts: factors on the calendar's minutes, by hours from now. */
export interface PossibleTempo {
  first: readonly number[];
  second: readonly number[];
  approach: { minutes: number; cv: number };
  scatter: number;
}

/** Hours that the run begins before now. */
export const hoursBefore = ({ basedOn }: Pick<QueuePicture, 'basedOn'>) => (basedOn === 'bookings' ? warmUpHours : 0);

/**
 * The simulation of one queue from what is known of it. Minute 0 is now, or {@link hoursBefore} it. Probes come in every hour up to the last of the
 * forecast: ordinary green trucks, in time for a slot of their own.
 */
export function buildScenario(picture: QueuePicture, tempo: PossibleTempo): Scenario {
  const { rule, slots, punctuality, nowMs } = picture;
  const startMs = nowMs - hoursBefore(picture) * 60 * minuteMs;
  const minuteOf = (ms: number) => (ms - startMs) / minuteMs;
  const [head] = slots;
  if (!head) throw new RangeError(`no slots of ${picture.checkpointId} ${picture.direction}`);
  const slotMinutes = (head.endsAtMs - head.startsAtMs) / minuteMs;
  const lateAfterMinutes = slotMinutes + rule.graceMinutes;
  const factorAt = (factors: readonly number[], slot: PictureSlot) =>
    factors[Math.max(0, Math.min(factors.length - 1, Math.floor((slot.startsAtMs - nowMs) / (60 * minuteMs)) + 1))] ??
    1;
  const periods = (post: 'first' | 'second', factors: readonly number[]): Period[] =>
    slots.map((slot) => ({
      ...(slot.closed ? closed(slot[post]) : slower(slot[post], factorAt(factors, slot))),
      fromMinute: minuteOf(slot.startsAtMs),
      scheduledPerHour: slot.closed ? 0 : (slot.totalPlaces * 60) / slotMinutes,
    }));

  const mostLanes = slots.reduce((most, slot) => Math.max(most, slot.second.lanes), 1);

  return {
    horizonMinutes: (hoursBefore(picture) + horizonHours) * 60,
    posts: [
      { places: rule.postPlaces, periods: periods('first', tempo.first) },
      { places: Math.max(picture.secondPostMost, mostLanes), periods: periods('second', tempo.second) },
    ],
    stripPlaces: rule.stripPlaces,
    approach: {
      ...tempo.approach,
      loopPlaces: rule.stripPlaces,
      leadMinutes: Math.max(1, rule.callLeadMinutes),
      clearedLastHour: picture.clearedLastHour,
    },
    callRule: {
      order: 'slot',
      lateAfterMinutes,
      earlyMinutes: rule.earlyMinutes,
      slotMinutes,
      slotsFromMinute: minuteOf(head.startsAtMs),
    },
    service: { kind: 'lognormal', cv: tempo.scatter },
    behaviour: punctuality,
    trucks: buildTrucks(picture.trucks.map((truck) => toInput(truck, minuteOf))),
    walkIns: { perHour: spreadOverHours(slots, startMs), channel: channels.green, rank: ranks.general },
    probes: makeProbes(picture, lateAfterMinutes),
  };
}

function makeProbes(picture: QueuePicture, lateAfterMinutes: number): Probes {
  return {
    hours: hoursBefore(picture) + forecastHours,
    perHour: probesPerHour,
    channel: channels.green,
    rank: ranks.general,
    deviationQuantiles: withinWindow(picture.punctuality, -picture.rule.earlyMinutes, lateAfterMinutes),
  };
}

const closed = (side: SideHour): SideHour => ({ ...side, lanes: 0, scanners: 0, bays: 0 });

function slower(side: SideHour, factor: number): SideHour {
  return {
    ...side,
    documentMinutes: side.documentMinutes * factor,
    scanMinutes: side.scanMinutes * factor,
    examinationMinutes: side.examinationMinutes * factor,
  };
}

function toInput(truck: PictureTruck, minuteOf: (ms: number) => number): TruckInput {
  const slotMinute = Math.floor(minuteOf(truck.slotStartsAtMs));
  const common = { channel: channels[truck.channel], rank: rankOf(truck) };
  if (truck.place === 'expected') return { ...common, slotMinute, readyMinute: 0 };
  const readyMinute = Math.min(0, minuteOf(truck.arrivedAtMs ?? truck.sinceMs ?? truck.slotStartsAtMs));
  const sinceMinute = Math.max(readyMinute, Math.min(0, minuteOf(truck.sinceMs ?? truck.slotStartsAtMs)));
  return { ...common, slotMinute, readyMinute, sinceMinute, step: STEP[truck.place] };
}

const classes = Object.keys(ranks).length;
const rankOf = ({ class: name, late }: { class: VehicleClass; late: boolean }) => ranks[name] + (late ? classes : 0);

/** Bookings that are still to be made, by hours of the run. */
function spreadOverHours(slots: readonly PictureSlot[], startMs: number): number[] {
  const perHour = Array.from({ length: horizonHours }, () => 0);
  for (const { startsAtMs, endsAtMs, laterBookings } of slots) {
    if (laterBookings <= 0) continue;
    for (let hour = 0; hour < perHour.length; hour++) {
      const fromMs = startMs + hour * 60 * minuteMs;
      const sharedMs = Math.min(endsAtMs, fromMs + 60 * minuteMs) - Math.max(startsAtMs, fromMs);
      if (sharedMs > 0) perHour[hour]! += (laterBookings * sharedMs) / (endsAtMs - startsAtMs);
    }
  }
  return perHour;
}

/** The punctuality of those who come in time: the quantiles within the window. */
function withinWindow({ deviationQuantiles }: Punctuality, from: number, to: number): number[] {
  const inside = deviationQuantiles.filter((minutes) => minutes > from && minutes < to);
  return inside.length > 0 ? inside : [0];
}
