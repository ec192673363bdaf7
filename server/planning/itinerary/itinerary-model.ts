import { delayCostOf, NONE, type Prices, type Problem, type Requests, type Windows } from '../model.ts';

/**
 * Crossings of several legs, planned in one decision: a road checkpoint, then a port gate, then a ship. Cells, nested counts, prices and
 * costs are those of model.ts; a sailing is a cell with places like any other.
 *
 * - An **itinerary** asks for one cell in each of its legs, in order, or for none at all: then it costs its `penalty`, once.
 * - A leg's windows are its alternatives. The truck needs `travel` from a window of one leg to a window of the next (it includes the crossing
 *   itself and the rests that driving rules ask for) and `margin` more before the next cell begins:
 *   `timeOf(next cell) ≥ timeOf(cell) + travel + margin`.
 * - **Delay is counted from the start of the leg's own window**: slot `d` of it costs `weight·(linear·d + quadratic·d²) + detour`, whatever
 *   came before. So the window of a later leg should begin where the truck could be there at the earliest; a truck that is late
 *   in its first leg then pays for that delay in each leg it is late in, as do its customers.
 * - A leg with a current cell costs `moveCost` in every other cell. The itinerary's cost is the sum over its legs.
 * - A carrier's quota counts itineraries, not legs. The channel is the same on all legs.
 */
export interface ItineraryProblem
  extends Pick<Problem, 'delayCost' | 'firstCell' | 'places' | 'carrierQuota' | 'seed'> {
  /** When each cell begins, on one time axis for all checkpoints; grows within a checkpoint. `travel` and `margin` are in its unit. */
  readonly timeOf: Int32Array;
  readonly itineraries: Itineraries;
  readonly legs: Legs;
  readonly windows: Windows;
}

/** One entry per itinerary, as {@link Requests}; `firstLeg` has one more. */
export interface Itineraries
  extends Pick<Requests, 'count' | 'weight' | 'penalty' | 'channel' | 'carrier' | 'lottery' | 'moveCost'> {
  /** The legs of itinerary `i`, in their order, are `firstLeg[i]` … `firstLeg[i + 1] - 1`: 1…MAX_LEGS. */
  readonly firstLeg: Int32Array;
}

/** One entry per leg; `firstWindow` and `firstTravel` have one more. */
export interface Legs {
  readonly count: number;
  readonly firstWindow: Int32Array;
  /** The cell this leg holds now, or NONE. */
  readonly currentCell: Int32Array;
  /** The least time to spare before this leg's cell begins, 0…MAX_TRAVEL; of no effect in a first leg. */
  readonly margin: Int32Array;
  /** Where the leg's rows begin in `travel`: one row per window of the leg before, one column per window of this one. */
  readonly firstTravel: Int32Array;
  /** Time from the begin of a cell to where the next leg's cell may begin, 0…MAX_TRAVEL; NONE where there is no way. */
  readonly travel: Int32Array;
}

export const MAX_LEGS = 16;
/** Times of cells, travel and margins are at most this, so that their sums stay far below 2^31. */
export const MAX_TRAVEL = 2 ** 26;

export interface ItineraryPlan {
  /** The cell and the window of each leg; NONE in all legs of an itinerary that is not planned. */
  readonly cellOf: Int32Array;
  readonly windowOf: Int32Array;
  readonly objective: number;
  /** No plan costs less: proved by the prices, rounded up, since every cost is whole. */
  readonly lowerBound: number;
  /** `objective - lowerBound`, and the same as a share of the objective (0 where that is 0). */
  readonly gap: number;
  readonly relativeGap: number;
  readonly prices: Prices;
  readonly seed: string;
}

/** Travel and margin between two windows of consecutive legs; Infinity where there is no way. */
export function timeBetween({ legs }: ItineraryProblem, leg: number, windowBefore: number, window: number): number {
  const columns = legs.firstWindow[leg + 1]! - legs.firstWindow[leg]!;
  const row = windowBefore - legs.firstWindow[leg - 1]!;
  const travel = legs.travel[legs.firstTravel[leg]! + row * columns + window - legs.firstWindow[leg]!]!;
  return travel === NONE ? Number.POSITIVE_INFINITY : travel + legs.margin[leg]!;
}

/** What one leg costs in a cell of one of its windows. */
export function legCostOf(problem: ItineraryProblem, itinerary: number, leg: number, window: number, cell: number) {
  const { itineraries, legs, windows } = problem;
  const current = legs.currentCell[leg]!;
  const moved = current === NONE || current === cell ? 0 : itineraries.moveCost[itinerary]!;
  const slots = cell - windows.cell[window]!;
  return itineraries.weight[itinerary]! * delayCostOf(problem, slots) + windows.detour[window]! + moved;
}

/** What an itinerary costs as planned: the sum over its legs, or its penalty. */
export function itineraryCostOf(
  problem: ItineraryProblem,
  itinerary: number,
  { cellOf, windowOf }: Pick<ItineraryPlan, 'cellOf' | 'windowOf'>,
): number {
  const { firstLeg, penalty } = problem.itineraries;
  if (cellOf[firstLeg[itinerary]!] === NONE) return penalty[itinerary]!;
  let sum = 0;
  for (let leg = firstLeg[itinerary]!; leg < firstLeg[itinerary + 1]!; leg++) {
    sum += legCostOf(problem, itinerary, leg, windowOf[leg]!, cellOf[leg]!);
  }
  return sum;
}

/** The sum of what all itineraries cost. */
export function totalCostOf(problem: ItineraryProblem, plan: Pick<ItineraryPlan, 'cellOf' | 'windowOf'>): number {
  let sum = 0;
  for (let itinerary = 0; itinerary < problem.itineraries.count; itinerary++) {
    sum += itineraryCostOf(problem, itinerary, plan);
  }
  return sum;
}
