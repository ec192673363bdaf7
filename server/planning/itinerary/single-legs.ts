import { NONE, type Problem } from '../model.ts';
import type { ItineraryProblem } from './itinerary-model.ts';

export function haveOneLegEach({ itineraries, legs }: ItineraryProblem): boolean {
  return legs.count === itineraries.count;
}

/**
 * Every leg as a request of its own, with its share of the penalty, no order and no quota. Where each itinerary has one leg, and the
 * quotas are kept, this is the problem itself; else a relaxation, whose optimal prices are where the search for better ones begins.
 */
export function toSingleLegs(problem: ItineraryProblem): Problem {
  const { itineraries, legs, windows, delayCost, firstCell, places, seed } = problem;
  const exact = haveOneLegEach(problem);
  const ownerOf = new Int32Array(legs.count);
  const legsOf = new Int32Array(itineraries.count);
  for (let itinerary = 0; itinerary < itineraries.count; itinerary++) {
    ownerOf.fill(itinerary, itineraries.firstLeg[itinerary]!, itineraries.firstLeg[itinerary + 1]!);
    legsOf[itinerary] = itineraries.firstLeg[itinerary + 1]! - itineraries.firstLeg[itinerary]!;
  }
  return {
    delayCost,
    firstCell,
    places,
    carrierQuota: exact ? problem.carrierQuota : problem.carrierQuota.map(() => NONE),
    requests: {
      count: legs.count,
      weight: ownerOf.map((owner) => itineraries.weight[owner]!),
      penalty: ownerOf.map((owner) => Math.floor(itineraries.penalty[owner]! / legsOf[owner]!)),
      channel: Uint8Array.from(ownerOf, (owner) => itineraries.channel[owner]!),
      carrier: ownerOf.map((owner) => itineraries.carrier[owner]!),
      lottery: Uint32Array.from(ownerOf, (owner) => itineraries.lottery[owner]!),
      currentCell: legs.currentCell,
      moveCost: ownerOf.map((owner) => itineraries.moveCost[owner]!),
      firstWindow: legs.firstWindow,
    },
    windows,
    seed,
  };
}
