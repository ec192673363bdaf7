import { MAX_PENALTY, NONE, type Prices } from '../model.ts';
import type { Finder } from './cheapest-itinerary.ts';
import type { ItineraryProblem } from './itinerary-model.ts';

/** All prices in one column: total, inspected and examined of every cell, then the carriers'. */
export type PriceVector = Float64Array;

/** Prices are multiples of this: sums of them and of whole costs are then exact in a double, and so is the bound. */
const PRICE_STEP = 1 / 256;

export function roundPrice(price: number): number {
  return Math.round(Math.max(0, price) / PRICE_STEP) * PRICE_STEP;
}

export function toVector({ total, inspected, examined, carrier }: Prices): PriceVector {
  const vector = new Float64Array(3 * total.length + carrier.length);
  vector.set(total, 0);
  vector.set(inspected, total.length);
  vector.set(examined, 2 * total.length);
  vector.set(carrier, 3 * total.length);
  return vector.map(roundPrice);
}

/** A limit of nought gets a price that nobody pays; it costs the bound nothing. */
export function closeEmpty(vector: PriceVector, limits: Float64Array): PriceVector {
  return vector.map((price, index) => (limits[index] === 0 ? MAX_PENALTY : price));
}

export function toPrices(vector: PriceVector, cells: number): Prices {
  return {
    total: vector.slice(0, cells),
    inspected: vector.slice(cells, 2 * cells),
    examined: vector.slice(2 * cells, 3 * cells),
    carrier: vector.slice(3 * cells),
  };
}

/** What a truck pays for each cell, by channel. */
export function tollsOf(vector: PriceVector, cells: number): readonly Float64Array[] {
  const green = vector.slice(0, cells);
  const yellow = green.map((price, cell) => price + vector[cells + cell]!);
  return [green, yellow, yellow.map((price, cell) => price + vector[2 * cells + cell]!)];
}

/** Places and quotas in the order of a price vector; Infinity where there is no quota. */
export function limitsOf({ places, carrierQuota }: ItineraryProblem): Float64Array {
  const quotas = Float64Array.from(carrierQuota, (quota) => (quota === NONE ? Number.POSITIVE_INFINITY : quota));
  return Float64Array.from([...places.total, ...places.inspected, ...places.examined, ...quotas]);
}

/**
 * What the prices prove, and who would take which place if only prices held them back: the bound's supergradient is that use less the
 * places.
 */
export function relax(problem: ItineraryProblem, finder: Finder, vector: PriceVector, limits: Float64Array) {
  const { itineraries, places } = problem;
  const cells = places.total.length;
  const tolls = tollsOf(vector, cells);
  const used = new Float64Array(vector.length);
  let bound = 0;
  for (let itinerary = 0; itinerary < itineraries.count; itinerary++) {
    const channel = itineraries.channel[itinerary]!;
    const carrier = itineraries.carrier[itinerary]!;
    const penalty = itineraries.penalty[itinerary]!;
    const carrierPrice = carrier === NONE ? 0 : vector[3 * cells + carrier]!;
    const cost = carrierPrice + finder.find(itinerary, tolls[channel]!);
    bound += Math.min(penalty, cost);
    if (cost >= penalty) continue;
    const legs = itineraries.firstLeg[itinerary + 1]! - itineraries.firstLeg[itinerary]!;
    for (let leg = 0; leg < legs; leg++) {
      for (let row = 0; row <= channel; row++) used[row * cells + finder.cells[leg]!]!++;
    }
    if (carrier !== NONE) used[3 * cells + carrier]!++;
  }
  for (let index = 0; index < vector.length; index++) {
    if (vector[index]! > 0) bound -= vector[index]! * limits[index]!;
  }
  return { bound, used };
}
