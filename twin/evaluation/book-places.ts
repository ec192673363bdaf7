import { buildProblem, type RequestInput, type SlotPlaces } from '../../server/planning/build-problem.ts';
import type { Places } from '../../server/planning/capacity.ts';
import { NONE, type Problem } from '../../server/planning/model.ts';
import { planFirstCome } from '../../server/planning/policies/first-come.ts';
import { delayCost, detourCostPerHour, moveCost, penalty } from './assumptions.ts';
import type { Scenario, Truck } from './build-scenario.ts';

/** Which trucks have which place. */
export interface Bookings {
  slotHours: 1 | 24;
  /** By truck: cell `crossing × slots of the horizon + slot`, or NONE. */
  cellOf: Int32Array;
  /** 1 for trucks whose place was changed after it was given. */
  moved: Uint8Array;
}

/** By crossing and hour: places as the planner believes them. */
export type PlacesByHour = readonly (readonly Places[])[];

/** Which of its ways a truck may be sent. */
export type WaysUsed = 'wished' | 'all';

export function openBookings({ trucks }: Scenario, slotHours: Bookings['slotHours'] = 1): Bookings {
  return { slotHours, cellOf: new Int32Array(trucks.length).fill(NONE), moved: new Uint8Array(trucks.length) };
}

/**
 * What is left of the places when those trucks have theirs, by crossing and hour. Where more hold a place than there are, after a cut, the
 * rest spill into the hours that follow: they will stand there before whoever is booked for it.
 */
export function placesLeft(
  { trucks, hours }: Scenario,
  places: PlacesByHour,
  { cellOf }: Bookings,
  holds: (truck: number) => boolean = () => true,
): SlotPlaces[] {
  const taken = Array.from({ length: 3 }, () => new Int32Array(places.length * hours));
  trucks.forEach(({ channel }, truck) => {
    const cell = cellOf[truck]!;
    if (cell !== NONE && holds(truck)) for (let count = 0; count <= channel; count++) taken[count]![cell]!++;
  });
  return places.map((ofCrossing, crossing) => {
    const spilt = [0, 0, 0];
    return ofCrossing.map(({ total, inspected, examined }, hour) => {
      const left = [total, inspected, examined].map((offered, count) => {
        const free = offered - taken[count]![crossing * hours + hour]! - spilt[count]!;
        spilt[count] = Math.max(0, -free);
        return Math.max(0, free);
      });
      const atMost = Math.min(left[0]!, left[1]!);
      return [left[0]!, atMost, Math.min(atMost, left[2]!)] as const;
    });
  });
}

/** The trucks' wishes as a problem of the engine. Windows last to the end of the horizon: each truck has to cross. */
export function poseProblem(
  { trucks, hours, seed }: Scenario,
  places: readonly SlotPlaces[],
  asking: readonly number[],
  waysUsed: WaysUsed,
  { slotHours, cellOf }: Bookings,
): Problem {
  const slots = hours / slotHours;
  const requests = asking.map((index): RequestInput => {
    const truck = trucks[index]!;
    return {
      weight: 1,
      // Whoever has a place would lose it to an equal newcomer at the same cost, were its penalty not higher by what a move costs.
      penalty: cellOf[index] === NONE ? penalty : penalty + moveCost,
      channel: truck.channel,
      lottery: truck.lottery,
      windows: listWindows(truck, slots, slotHours, waysUsed),
      currentCell: cellOf[index]!,
      moveCost,
    };
  });
  return buildProblem({ delayCost, checkpoints: places, requests, seed });
}

function listWindows({ ways, readyMinutes }: Truck, slots: number, slotHours: number, waysUsed: WaysUsed) {
  return (waysUsed === 'all' ? ways : ways.slice(0, 1)).flatMap(({ crossing, detourHours }) => {
    const first = Math.floor((readyMinutes / 60 + detourHours) / slotHours);
    if (first >= slots) return [];
    const detour = Math.round(detourHours * detourCostPerHour);
    return [{ cell: crossing * slots + first, length: slots - first, detour }];
  });
}

/** One by one, each with the cheapest place that is open then: what an offer gives them. */
export function bookOneByOne(
  scenario: Scenario,
  places: PlacesByHour,
  bookings: Bookings,
  asking: readonly number[],
  waysUsed: WaysUsed,
): void {
  const problem = poseProblem(scenario, placesLeft(scenario, places, bookings), asking, waysUsed, bookings);
  take(bookings, asking, planFirstCome(problem).cellOf);
}

export function take({ cellOf }: Bookings, asking: readonly number[], decided: Int32Array): void {
  decided.forEach((cell, index) => {
    cellOf[asking[index]!] = cell;
  });
}

/** After the first hour and up to the second, in the order in which they apply. */
export function appliedBetween({ trucks }: Scenario, afterHour: number, toHour: number): number[] {
  return trucks.flatMap(({ madeMinutes }, index) =>
    madeMinutes > afterHour * 60 && madeMinutes <= toHour * 60 ? [index] : [],
  );
}
