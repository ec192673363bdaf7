import type { Side } from '../../server/planning/capacity.ts';
import { NONE } from '../../server/planning/model.ts';
import { buildTrucks, type CallRule, NO_SLOT, type Period, type Post } from '../../server/planning/simulate/model.ts';
import { simulate } from '../../server/planning/simulate/simulate.ts';
import { earlyMinutes, lateAfterMinutes, serviceVariation, stripPlaces } from './assumptions.ts';
import type { Bookings } from './book-places.ts';
import type { Scenario, Truck } from './build-scenario.ts';
import type { Crossing } from './crossings.ts';

export const STATUS = { cleared: 0, notServed: 1, noShow: 2 } as const;

/** What became of each truck, in the order of the scenario. Hours add up to those from readiness to clearance, or to the horizon. */
export interface Outcome {
  status: Uint8Array;
  /** Waited at home or on a parking for the slot, or held up on the road. */
  elsewhereHours: Float64Array;
  /** Driven to another crossing than the wished one. */
  detourHours: Float64Array;
  /** Stood at the checkpoint: before the posts, between the stages, on the strip. */
  queueHours: Float64Array;
  serviceHours: Float64Array;
  /** By crossing and full hour: trucks that have come and are not cleared. */
  presentAt: Int32Array[];
}

/** Where a truck goes and when it is there. */
interface Trip {
  crossing: number;
  detourHours: number;
  arrivalMinute: number;
  slotMinute: number;
}

/**
 * Sends the trucks to the posts as they are booked and lets the posts work through them, each crossing by the same discrete-event model of
 * both posts and the strip. Chance belongs to the truck: at every crossing all trucks that could ever come there are rowed in the same order,
 * those that go elsewhere as absent, so that the same truck meets the same service times under every policy.
 *
 * @param postPlaces trucks that fit into the yard of a post; Infinity: it never blocks.
 */
export function simulateWeek(
  scenario: Scenario,
  crossings: readonly Crossing[],
  bookings: Bookings | undefined,
  postPlaces: number,
): Outcome {
  const { trucks, hours } = scenario;
  const trips = trucks.map((truck, index) => planTrip(scenario, truck, index, bookings));
  const outcome = openOutcome(scenario, trips);
  const changes = crossings.map(() => new Int32Array(hours + 1));
  listRosters(scenario).forEach((roster, crossingIndex) => {
    const crossing = crossings[crossingIndex]!;
    const comes = (index: number) => trips[index]?.crossing === crossingIndex && !trucks[index]!.noShow;
    if (!roster.some(comes)) return;
    const { trucks: journeys } = simulate(
      {
        horizonMinutes: hours * 60,
        posts: listPosts(crossing, postPlaces),
        stripPlaces,
        callRule: callRuleOf(bookings),
        service: { kind: 'lognormal', cv: serviceVariation },
        // The trips have their own earliness and lateness, the second without a slot as well: the engine adds none.
        behaviour: { noShowChance: 0, deviationQuantiles: [-earlyMinutes.most] },
        trucks: buildTrucks(
          roster.map((index) => ({
            readyMinute: trips[index]?.arrivalMinute ?? 0,
            slotMinute: trips[index]?.slotMinute ?? NO_SLOT,
            channel: trucks[index]!.channel,
            noShow: !comes(index),
          })),
        ),
      },
      `${scenario.seed}/${crossing.checkpoint.id}/${crossing.direction}`,
    );
    roster.forEach((index, row) => {
      if (!comes(index)) return;
      const { arrivalMinute } = trips[index]!;
      const clearedMinute = journeys.clearedMinute[row]!;
      countFrom(changes[crossingIndex]!, arrivalMinute, 1);
      if (Number.isNaN(clearedMinute)) return;
      countFrom(changes[crossingIndex]!, clearedMinute, -1);
      const servedMinutes = journeys.servedMinutes[row]!;
      outcome.status[index] = STATUS.cleared;
      outcome.serviceHours[index] = servedMinutes / 60;
      outcome.queueHours[index] = (clearedMinute - arrivalMinute - servedMinutes) / 60;
    });
  });
  return { ...outcome, presentAt: changes.map(addUp) };
}

/** Undefined for a truck that got no place: it stays at home to the end. */
function planTrip({ hours }: Scenario, truck: Truck, index: number, bookings: Bookings | undefined): Trip | undefined {
  const { readyMinutes, lateMinutes, ways } = truck;
  if (bookings === undefined) return { ...ways[0]!, arrivalMinute: readyMinutes + lateMinutes, slotMinute: NO_SLOT };
  const cell = bookings.cellOf[index]!;
  if (cell === NONE) return undefined;
  const slots = hours / bookings.slotHours;
  const way = ways.find(({ crossing }) => crossing === Math.floor(cell / slots))!;
  const beginMinute = (cell % slots) * bookings.slotHours * 60;
  const thereMinute = readyMinutes + way.detourHours * 60;
  // Of a day nobody comes before it begins, and then as early as he can: within it, it is first come, first served.
  if (bookings.slotHours === 24) {
    return { ...way, arrivalMinute: Math.max(thereMinute, beginMinute) + lateMinutes, slotMinute: NO_SLOT };
  }
  const meantMinute = Math.max(thereMinute, beginMinute - truck.earlyMinutes);
  return { ...way, arrivalMinute: meantMinute + lateMinutes, slotMinute: beginMinute };
}

/** Everybody as not served: at home until arrival, and in the queue from then to the horizon. */
function openOutcome({ trucks, hours }: Scenario, trips: readonly (Trip | undefined)[]): Omit<Outcome, 'presentAt'> {
  const outcome = {
    status: new Uint8Array(trucks.length).fill(STATUS.notServed),
    elsewhereHours: new Float64Array(trucks.length),
    detourHours: new Float64Array(trucks.length),
    queueHours: new Float64Array(trucks.length),
    serviceHours: new Float64Array(trucks.length),
  };
  trucks.forEach(({ noShow, readyMinutes }, index) => {
    if (noShow) {
      outcome.status[index] = STATUS.noShow;
      return;
    }
    const detourHours = trips[index]?.detourHours ?? 0;
    const arrivalHours = Math.min(hours, (trips[index]?.arrivalMinute ?? hours * 60) / 60);
    outcome.detourHours[index] = detourHours;
    outcome.elsewhereHours[index] = arrivalHours - readyMinutes / 60 - detourHours;
    outcome.queueHours[index] = hours - arrivalHours;
  });
  return outcome;
}

function countFrom(changes: Int32Array, minute: number, change: 1 | -1): void {
  changes[Math.min(changes.length - 1, Math.ceil(minute / 60))]! += change;
}

function addUp(changes: Int32Array): Int32Array {
  let present = 0;
  return changes.subarray(0, -1).map((change) => {
    present += change;
    return present;
  });
}

/** By crossing, the trucks that may come there by any of their ways. */
function listRosters({ trucks, crossings }: Scenario): number[][] {
  const rosters: number[][] = crossings.map(() => []);
  trucks.forEach(({ ways }, index) => {
    for (const { crossing } of ways) rosters[crossing]!.push(index);
  });
  return rosters;
}

/** Who has an hour is called by it; without one, trucks are served as they come. */
function callRuleOf(bookings: Bookings | undefined): CallRule {
  return { order: bookings?.slotHours === 1 ? 'slot' : 'first-come', lateAfterMinutes, slotMinutes: 60 };
}

function listPosts({ direction, hours }: Crossing, places: number): Post[] {
  const sides: readonly Side[] = direction === 'out' ? ['kz', 'neighbour'] : ['neighbour', 'kz'];
  return sides.map((side) => ({ places, periods: listPeriods(hours.map((hour) => hour[side])) }));
}

/** A period for each change, not for each hour. */
function listPeriods(hours: readonly Omit<Period, 'fromMinute'>[]): Period[] {
  return hours.flatMap((hour, index) => (hour === hours[index - 1] ? [] : [{ ...hour, fromMinute: index * 60 }]));
}
