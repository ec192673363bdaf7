import { NONE } from '../model.ts';
import { type ItineraryPlan, type ItineraryProblem, itineraryCostOf } from './itinerary-model.ts';

/**
 * Serves equal claims in the order of their lottery numbers, as `drawLots` does for single requests: itineraries with the same terms can
 * trade all their cells without any change in cost or in a limit, so the cheapest goes to the smallest number.
 */
export function drawItineraryLots(problem: ItineraryProblem, plan: Pick<ItineraryPlan, 'cellOf' | 'windowOf'>): void {
  const { firstLeg, lottery } = problem.itineraries;
  for (const equals of listEqualClaims(problem)) {
    const ways = equals.map((itinerary) => {
      const begin = firstLeg[itinerary]!;
      const end = firstLeg[itinerary + 1]!;
      // As offsets from the itinerary's own first window: equal claims have the same windows under other numbers.
      const origin = firstWindowOf(problem, itinerary);
      return {
        cost: itineraryCostOf(problem, itinerary, plan),
        cells: plan.cellOf.slice(begin, end),
        windows: plan.windowOf.slice(begin, end).map((window) => (window === NONE ? NONE : window - origin)),
      };
    });
    // No way comes after one of the same cost.
    ways.sort((a, b) => a.cost - b.cost || Number(a.cells[0] === NONE) - Number(b.cells[0] === NONE));
    equals.sort((a, b) => lottery[a]! - lottery[b]! || a - b);
    equals.forEach((itinerary, rank) => {
      const { cells, windows } = ways[rank]!;
      const origin = firstWindowOf(problem, itinerary);
      plan.cellOf.set(cells, firstLeg[itinerary]!);
      plan.windowOf.set(
        windows.map((window) => (window === NONE ? NONE : window + origin)),
        firstLeg[itinerary]!,
      );
    });
  }
}

function firstWindowOf({ itineraries, legs }: ItineraryProblem, itinerary: number): number {
  return legs.firstWindow[itineraries.firstLeg[itinerary]!]!;
}

/** Groups of at least two itineraries with the same terms. */
function listEqualClaims(problem: ItineraryProblem): number[][] {
  const groups = new Map<string, number[]>();
  for (let itinerary = 0; itinerary < problem.itineraries.count; itinerary++) {
    const terms = termsOf(problem, itinerary);
    const group = groups.get(terms);
    if (group) group.push(itinerary);
    else groups.set(terms, [itinerary]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

function termsOf({ itineraries, legs, windows, carrierQuota }: ItineraryProblem, itinerary: number): string {
  const carrier = itineraries.carrier[itinerary]!;
  const begin = itineraries.firstLeg[itinerary]!;
  const end = itineraries.firstLeg[itinerary + 1]!;
  const [firstWindow, lastWindow] = [legs.firstWindow[begin]!, legs.firstWindow[end]!];
  const ways = Array.from({ length: end - begin }, (_, leg) => [
    legs.firstWindow[begin + leg + 1]! - legs.firstWindow[begin + leg]!,
    legs.currentCell[begin + leg]!,
    leg === 0 ? 0 : legs.margin[begin + leg]!,
  ]);
  return [
    itineraries.weight[itinerary]!,
    itineraries.penalty[itinerary]!,
    itineraries.channel[itinerary]!,
    itineraries.moveCost[itinerary]!,
    // Two carriers are alike for as long as neither has a quota.
    carrier === NONE || carrierQuota[carrier] === NONE ? NONE : carrier,
    ...ways.flat(),
    ...legs.travel.subarray(legs.firstTravel[begin]!, legs.firstTravel[end]!),
    ...windows.cell.subarray(firstWindow, lastWindow),
    ...windows.length.subarray(firstWindow, lastWindow),
    ...windows.detour.subarray(firstWindow, lastWindow),
  ].join();
}
