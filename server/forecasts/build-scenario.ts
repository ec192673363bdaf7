import { ranks } from '../planning/call-forward.ts';
import { toTruckInput } from '../planning/simulate/gate-truck.ts';
import { buildTrucks, type Probes, type Scenario } from '../planning/simulate/model.ts';
import { buildSlotScenario, type ScenarioSlot } from '../planning/simulate/slot-scenario.ts';
import type { PictureSlot, Punctuality, QueuePicture } from './queue-picture.ts';

export const forecastHours = 24;
/** A wait that ends later than this is told as longer than the forecast sees. */
export const horizonHours = 48;
/** Where no gate says what stands there, the run starts so long before now with an empty checkpoint, and the bookings fill it. */
const warmUpHours = 6;
/** Moments of each hour at which the wait is looked at. */
const probesPerHour = 4;
const minuteMs = 60_000;
const green = 0;

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
  const factorAt = (factors: readonly number[], slot: ScenarioSlot) =>
    factors[Math.max(0, Math.min(factors.length - 1, Math.floor((slot.startsAtMs - nowMs) / (60 * minuteMs)) + 1))] ??
    1;
  const gate = buildSlotScenario({
    slots,
    rule,
    startMs,
    horizonMinutes: (hoursBefore(picture) + horizonHours) * 60,
    secondPostPlaces: picture.secondPostMost,
    tempoAt: (post, slot) => factorAt(tempo[post], slot),
    approach: tempo.approach,
    clearedLastHour: picture.clearedLastHour,
    service: { kind: 'lognormal', cv: tempo.scatter },
  });
  return {
    ...gate,
    behaviour: punctuality,
    trucks: buildTrucks(picture.trucks.map((truck) => toTruckInput(truck, minuteOf))),
    walkIns: { perHour: spreadOverHours(slots, startMs), channel: green, rank: ranks.general },
    probes: makeProbes(picture, gate.callRule.lateAfterMinutes),
  };
}

function makeProbes(picture: QueuePicture, lateAfterMinutes: number): Probes {
  return {
    hours: hoursBefore(picture) + forecastHours,
    perHour: probesPerHour,
    channel: green,
    rank: ranks.general,
    deviationQuantiles: withinWindow(picture.punctuality, -picture.rule.earlyMinutes, lateAfterMinutes),
  };
}

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
