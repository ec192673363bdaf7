import { delayCostOf, NONE, type Prices } from '../model.ts';
import type { ItineraryPlan, ItineraryProblem } from './itinerary-model.ts';

/** What is wrong with a plan, in words, and what can be said of its cost. */
export interface ItineraryReport {
  /** Broken limits, legs that cannot be reached and false numbers; empty where the plan is what it says. */
  readonly faults: readonly string[];
  /** What the plan costs, what no plan can cost less than, and the difference, all computed anew. */
  readonly objective: number;
  readonly lowerBound: number;
  readonly gap: number;
}

/**
 * Checks a plan against the problem alone, without any part of the solver: every limit and every journey, every cost, and the bound from
 * the prices by a plain recursion over pairs of cells.
 */
export function checkItineraryPlan(problem: ItineraryProblem, plan: ItineraryPlan): ItineraryReport {
  const faults = [...listBadPrices(problem, plan.prices), ...listBrokenWays(problem, plan)];
  if (faults.length === 0) faults.push(...listBrokenLimits(problem, plan));
  if (faults.length > 0) return { faults, objective: Number.NaN, lowerBound: Number.NaN, gap: Number.NaN };
  let objective = 0;
  for (let itinerary = 0; itinerary < problem.itineraries.count; itinerary++) {
    objective += costAsPlanned(problem, plan, itinerary);
  }
  const lowerBound = Math.ceil(boundFromItineraries(problem, plan.prices));
  if (objective !== plan.objective) faults.push(`the plan costs ${objective} and says ${plan.objective}`);
  if (lowerBound !== plan.lowerBound)
    faults.push(`the prices prove ${lowerBound} and the plan says ${plan.lowerBound}`);
  return { faults, objective, lowerBound, gap: objective - lowerBound };
}

/** Weak duality, as `boundFrom` in certificate.ts, with the cheapest way through all legs in the place of the cheapest cell. */
export function boundFromItineraries(problem: ItineraryProblem, prices: Prices): number {
  const { itineraries, places, carrierQuota } = problem;
  let bound = 0;
  for (let itinerary = 0; itinerary < itineraries.count; itinerary++) {
    const carrier = itineraries.carrier[itinerary]!;
    const way = (carrier === NONE ? 0 : prices.carrier[carrier]!) + cheapestWay(problem, itinerary, prices);
    bound += Math.min(itineraries.penalty[itinerary]!, way);
  }
  for (const name of ['total', 'inspected', 'examined'] as const) {
    places[name].forEach((count, cell) => {
      bound -= count * prices[name][cell]!;
    });
  }
  carrierQuota.forEach((quota, carrier) => {
    if (quota !== NONE) bound -= quota * prices.carrier[carrier]!;
  });
  return bound;
}

interface Stop {
  readonly window: number;
  readonly cell: number;
  readonly paid: number;
}

function cheapestWay(problem: ItineraryProblem, itinerary: number, prices: Prices): number {
  const { firstLeg, channel } = problem.itineraries;
  const rows = [prices.total, prices.inspected, prices.examined].slice(0, channel[itinerary]! + 1);
  let stops: Stop[] | undefined;
  for (let leg = firstLeg[itinerary]!; leg < firstLeg[itinerary + 1]!; leg++) {
    const before: readonly Stop[] | undefined = stops;
    stops = listStops(problem, leg).map(({ window, cell }) => {
      const here = rows.reduce((sum, row) => sum + row[cell]!, costInCell(problem, itinerary, leg, window, cell));
      const reached = before
        ?.filter((stop) => canFollow(problem, leg, stop, { window, cell }))
        .map((stop) => stop.paid);
      return { window, cell, paid: here + (reached ? Math.min(...reached) : 0) };
    });
  }
  return Math.min(...stops!.map((stop) => stop.paid));
}

function listStops({ legs, windows }: ItineraryProblem, leg: number): Omit<Stop, 'paid'>[] {
  const stops: Omit<Stop, 'paid'>[] = [];
  for (let window = legs.firstWindow[leg]!; window < legs.firstWindow[leg + 1]!; window++) {
    for (let slot = 0; slot < windows.length[window]!; slot++)
      stops.push({ window, cell: windows.cell[window]! + slot });
  }
  return stops;
}

type Place = Omit<Stop, 'paid'>;

/** Whether a truck that was in the first cell, for the leg before, can be in the second for this one. */
function canFollow({ legs, timeOf }: ItineraryProblem, leg: number, from: Place, to: Place): boolean {
  const columns = legs.firstWindow[leg + 1]! - legs.firstWindow[leg]!;
  const pair = (from.window - legs.firstWindow[leg - 1]!) * columns + (to.window - legs.firstWindow[leg]!);
  const travel = legs.travel[legs.firstTravel[leg]! + pair]!;
  return travel !== NONE && timeOf[to.cell]! >= timeOf[from.cell]! + travel + legs.margin[leg]!;
}

function costInCell(problem: ItineraryProblem, itinerary: number, leg: number, window: number, cell: number): number {
  const { itineraries, legs, windows } = problem;
  const current = legs.currentCell[leg]!;
  const delay = itineraries.weight[itinerary]! * delayCostOf(problem, cell - windows.cell[window]!);
  const moved = current !== NONE && current !== cell;
  return delay + windows.detour[window]! + (moved ? itineraries.moveCost[itinerary]! : 0);
}

function costAsPlanned(problem: ItineraryProblem, plan: ItineraryPlan, itinerary: number): number {
  const { firstLeg, penalty } = problem.itineraries;
  if (plan.cellOf[firstLeg[itinerary]!] === NONE) return penalty[itinerary]!;
  let cost = 0;
  for (let leg = firstLeg[itinerary]!; leg < firstLeg[itinerary + 1]!; leg++) {
    cost += costInCell(problem, itinerary, leg, plan.windowOf[leg]!, plan.cellOf[leg]!);
  }
  return cost;
}

function listBrokenWays(problem: ItineraryProblem, { cellOf, windowOf }: ItineraryPlan): string[] {
  const { itineraries, legs } = problem;
  if (cellOf.length !== legs.count || windowOf.length !== legs.count)
    return [`${cellOf.length} cells and ${windowOf.length} windows for ${legs.count} legs`];
  const faults: string[] = [];
  for (let itinerary = 0; itinerary < itineraries.count; itinerary++) {
    const begin = itineraries.firstLeg[itinerary]!;
    const end = itineraries.firstLeg[itinerary + 1]!;
    const planned = cellOf.subarray(begin, end).filter((cell) => cell !== NONE).length;
    if (planned === 0) continue;
    if (planned !== end - begin) {
      faults.push(`itinerary ${itinerary} has cells for ${planned} of ${end - begin} legs`);
      continue;
    }
    for (let leg = begin; leg < end; leg++) {
      const here = { window: windowOf[leg]!, cell: cellOf[leg]! };
      const isStop = listStops(problem, leg).some(({ window, cell }) => window === here.window && cell === here.cell);
      if (!isStop)
        faults.push(`leg ${leg - begin} of itinerary ${itinerary} is in cell ${here.cell}, outside its window`);
      else if (leg > begin) {
        const before = { window: windowOf[leg - 1]!, cell: cellOf[leg - 1]! };
        if (!canFollow(problem, leg, before, here))
          faults.push(`leg ${leg - begin} of itinerary ${itinerary} cannot be reached in time`);
      }
    }
  }
  return faults;
}

function listBrokenLimits({ itineraries, places, carrierQuota }: ItineraryProblem, { cellOf }: ItineraryPlan) {
  const faults: string[] = [];
  const taken = [places.total, places.inspected, places.examined].map((row) => new Int32Array(row.length));
  const served = new Int32Array(carrierQuota.length);
  for (let itinerary = 0; itinerary < itineraries.count; itinerary++) {
    const begin = itineraries.firstLeg[itinerary]!;
    if (cellOf[begin] === NONE) continue;
    for (const cell of cellOf.subarray(begin, itineraries.firstLeg[itinerary + 1]!)) {
      for (let row = 0; row <= itineraries.channel[itinerary]!; row++) taken[row]![cell]!++;
    }
    if (itineraries.carrier[itinerary] !== NONE) served[itineraries.carrier[itinerary]!]!++;
  }
  for (const [row, name] of (['total', 'inspected', 'examined'] as const).entries()) {
    taken[row]!.forEach((count, cell) => {
      if (count > places[name][cell]!)
        faults.push(`cell ${cell} has ${places[name][cell]} places (${name}) and ${count} trucks`);
    });
  }
  served.forEach((count, carrier) => {
    const quota = carrierQuota[carrier]!;
    if (quota !== NONE && count > quota)
      faults.push(`carrier ${carrier} has a quota of ${quota} and ${count} itineraries`);
  });
  return faults;
}

function listBadPrices({ places, carrierQuota }: ItineraryProblem, prices: Prices): string[] {
  const cells = places.total.length;
  const lengths = { total: cells, inspected: cells, examined: cells, carrier: carrierQuota.length };
  return (Object.keys(lengths) as (keyof Prices)[]).flatMap((name) => {
    if (prices[name].length !== lengths[name]) return [`${prices[name].length} prices (${name}) for ${lengths[name]}`];
    const bad = prices[name].findIndex((price) => !(price >= 0 && Number.isFinite(price)));
    if (bad !== -1) return [`price ${name}[${bad}] is ${prices[name][bad]}`];
    const unlimited = name === 'carrier' && carrierQuota.some((quota, at) => quota === NONE && prices.carrier[at]! > 0);
    return unlimited ? ['a carrier has a price and no quota'] : [];
  });
}
