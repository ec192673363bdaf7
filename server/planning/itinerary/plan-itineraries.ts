import { assign } from '../assign/assign.ts';
import { NONE, type Prices } from '../model.ts';
import { makeRandom } from '../random.ts';
import { makeFinder } from './cheapest-itinerary.ts';
import { drawItineraryLots } from './draw-itinerary-lots.ts';
import { improvePlan } from './improve-plan.ts';
import { improvePrices } from './improve-prices.ts';
import { insertAll } from './insert-itineraries.ts';
import { type ItineraryPlan, type ItineraryProblem, legCostOf, totalCostOf } from './itinerary-model.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { closeEmpty, limitsOf, toPrices, toVector } from './price-vector.ts';
import { replanLeg } from './replan-leg.ts';
import { haveOneLegEach, toSingleLegs } from './single-legs.ts';

export interface PlanItinerariesOptions {
  /** Rounds of price improvement; 800 by default. Each is one dynamic programme per itinerary. */
  readonly priceRounds?: number;
  /** Ejection chains per itinerary; 6 by default. */
  readonly chainsEach?: number;
  /** Called with the share of the work done, at most 1. It may throw to stop the work. */
  readonly onProgress?: (share: number) => void;
}

/**
 * A cheap plan for itineraries of several legs, with a bound that says how far from the best it can be.
 *
 * 1. Every leg alone is an assignment; its exact optimum gives the first prices.
 * 2. Prices are improved by the volume algorithm; for fixed prices a dynamic programme finds each itinerary's cheapest way, and the sum is the
 *    Lagrangian bound (Geoffrion 1974): for any prices it is at most what any plan costs.
 * 3. Itineraries are booked one by one at these prices into real places. Then each leg in turn is planned again exactly, with the other
 *    legs held, and ejection chains improve the rest.
 *
 * Takes a problem that passed `checkItineraries`. With one leg each it is `assign`, and the gap is nought. The same problem gives the same plan.
 *
 * @throws Error if the plan were cheaper than its bound, which would be an error in this code.
 */
export function planItineraries(problem: ItineraryProblem, options: PlanItinerariesOptions = {}): ItineraryPlan {
  if (haveOneLegEach(problem)) return planSingleLegs(problem);
  const { priceRounds = 800, chainsEach = 6, onProgress = () => {} } = options;
  const finder = makeFinder(problem);
  const limits = limitsOf(problem);
  const alone = assign(toSingleLegs(problem));
  const start = closeEmpty(toVector(alone.prices), limits);
  const { vector, bound } = improvePrices(problem, finder, start, {
    rounds: priceRounds,
    onProgress: (share) => onProgress(0.5 * share),
  });
  const ledger = openLedger(problem, finder, vector);
  insertAll(ledger, finder);
  replanLegs(ledger);
  improvePlan(ledger, finder, makeRandom(problem.seed, 'itineraries'), {
    rounds: chainsEach * problem.itineraries.count,
    onProgress: (share) => onProgress(0.5 + 0.5 * share),
  });
  replanLegs(ledger);
  const { cellOf, windowOf } = ledger;
  drawItineraryLots(problem, { cellOf, windowOf });
  onProgress(1);
  return close(problem, { cellOf, windowOf }, Math.ceil(bound), toPrices(vector, problem.places.total.length));
}

/** Leg after leg, until a round gains nothing; and no more than a few rounds, since each is as much work as a plan of single legs. */
function replanLegs(ledger: Ledger): void {
  const { firstLeg } = ledger.problem.itineraries;
  const legs = firstLeg.reduce((most, first, itinerary) => Math.max(most, first - (firstLeg[itinerary - 1] ?? 0)), 0);
  for (let round = 0; round < ROUNDS_OF_LEGS; round++) {
    let gain = 0;
    for (let index = 0; index < legs; index++) gain += replanLeg(ledger, index);
    if (gain === 0) return;
  }
}

const ROUNDS_OF_LEGS = 3;

function planSingleLegs(problem: ItineraryProblem): ItineraryPlan {
  const { cellOf, lowerBound, prices } = assign(toSingleLegs(problem));
  const windowOf = cellOf.map((cell, leg) => (cell === NONE ? NONE : cheapestWindowOf(problem, leg, cell)));
  return close(problem, { cellOf, windowOf }, lowerBound, prices);
}

function cheapestWindowOf(problem: ItineraryProblem, leg: number, cell: number): number {
  const { legs, windows } = problem;
  let cheapest = NONE;
  for (let window = legs.firstWindow[leg]!; window < legs.firstWindow[leg + 1]!; window++) {
    const slots = cell - windows.cell[window]!;
    if (slots < 0 || slots >= windows.length[window]!) continue;
    const isCheaper =
      cheapest === NONE || legCostOf(problem, leg, leg, window, cell) < legCostOf(problem, leg, leg, cheapest, cell);
    if (isCheaper) cheapest = window;
  }
  return cheapest;
}

function close(
  problem: ItineraryProblem,
  booked: Pick<ItineraryPlan, 'cellOf' | 'windowOf'>,
  lowerBound: number,
  prices: Prices,
): ItineraryPlan {
  const objective = totalCostOf(problem, booked);
  const gap = objective - lowerBound;
  if (gap < 0) throw new Error(`the plan costs ${objective}, and ${lowerBound} was said to be the least`);
  return {
    cellOf: booked.cellOf,
    windowOf: booked.windowOf,
    objective,
    lowerBound,
    gap,
    relativeGap: objective === 0 ? 0 : gap / objective,
    prices,
    seed: problem.seed,
  };
}
