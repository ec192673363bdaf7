import { checkProblem, ProblemError } from '../check-problem.ts';
import { NONE } from '../model.ts';
import { type ItineraryProblem, MAX_LEGS, MAX_TRAVEL } from './itinerary-model.ts';
import { toSingleLegs } from './single-legs.ts';

/**
 * Refuses what is out of the ranges that itinerary-model.ts names. Each leg must be a request that `checkProblem` takes; it is named by
 * its number among all legs, as `requests[leg]`.
 *
 * @throws ProblemError at the first fault.
 */
export function checkItineraries(problem: ItineraryProblem): void {
  const { itineraries, legs, timeOf, firstCell, places, carrierQuota } = problem;
  checkRange('itineraries.firstLeg[0]', itineraries.firstLeg[0]!, 0, 0);
  for (let itinerary = 0; itinerary < itineraries.count; itinerary++) {
    const size = itineraries.firstLeg[itinerary + 1]! - itineraries.firstLeg[itinerary]!;
    checkRange(`itineraries[${itinerary}].legs.length`, size, 1, MAX_LEGS);
    checkRange(`itineraries[${itinerary}].carrier`, itineraries.carrier[itinerary]!, NONE, carrierQuota.length - 1);
  }
  checkRange(
    'legs.count',
    legs.count,
    itineraries.firstLeg[itineraries.count]!,
    itineraries.firstLeg[itineraries.count]!,
  );
  checkProblem({ ...toSingleLegs(problem), carrierQuota });

  checkRange('timeOf.length', timeOf.length, places.total.length, places.total.length);
  for (let checkpoint = 0; checkpoint + 1 < firstCell.length; checkpoint++) {
    for (let cell = firstCell[checkpoint]!; cell < firstCell[checkpoint + 1]!; cell++) {
      const least = cell === firstCell[checkpoint] ? 0 : timeOf[cell - 1]! + 1;
      checkRange(`timeOf[${cell}]`, timeOf[cell]!, least, MAX_TRAVEL);
    }
  }
  for (let itinerary = 0; itinerary < itineraries.count; itinerary++) checkTravel(problem, itinerary);
}

function checkTravel({ itineraries, legs }: ItineraryProblem, itinerary: number): void {
  const begin = itineraries.firstLeg[itinerary]!;
  for (let leg = begin; leg < itineraries.firstLeg[itinerary + 1]!; leg++) {
    const path = `itineraries[${itinerary}].legs[${leg - begin}]`;
    const windows = legs.firstWindow[leg + 1]! - legs.firstWindow[leg]!;
    const pairs = leg === begin ? 0 : windows * (legs.firstWindow[leg]! - legs.firstWindow[leg - 1]!);
    checkRange(`${path}.travel.length`, legs.firstTravel[leg + 1]! - legs.firstTravel[leg]!, pairs, pairs);
    checkRange(`${path}.margin`, legs.margin[leg]!, 0, MAX_TRAVEL);
    for (let pair = 0; pair < pairs; pair++) {
      checkRange(`${path}.travel[${pair}]`, legs.travel[legs.firstTravel[leg]! + pair]!, NONE, MAX_TRAVEL);
    }
  }
}

function checkRange(path: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const range = least === most ? `${least}` : `a whole number from ${least} to ${most}`;
  throw new ProblemError(path, `${value} is not ${range}`);
}
