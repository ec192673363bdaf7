import { makeDistanceHeap } from '../assign/distance-heap.ts';
import { NONE, objectiveOf, type Problem } from '../model.ts';
import type { PolicyPlan } from '../policies/book-slots.ts';
import { makeResidualNetwork } from './residual-network.ts';

export interface OnlineRepairOptions {
  /** How often a truck that was answered may be given another answer. No limit by default. */
  readonly movesEach?: number;
}

export interface RepairedPlan extends PolicyPlan {
  /** How often a truck that had its answer was given another one. */
  readonly moves: number;
}

/**
 * Online repair: requests come one by one, in the order of the problem, and each gets its answer at once, by one cheapest augmenting
 * path. The newcomer takes a place, whoever held it moves to another, and so on, until a place was free or somebody is better left
 * without a slot than all the others were moved once more.
 *
 * Measure: what a plan saves, `Σ penalty − objective`, beside what the best plan saves.
 *
 * - Without a limit, the plan is the cheapest for all who have come so far, after each of them: a cheapest augmenting path keeps a cheapest
 *   flow cheapest (Edmonds and Karp 1972; row by row in Jonker and Volgenant 1987). So it stays at the whole of the best, above the two
 *   thirds that repair by short paths alone keeps (Angelopoulos, Dürr and Jin 2020, Online maximum matching with recourse).
 *   Its price is unrest: at a load of 1.0, ten thousand trucks were moved forty thousand times (bench instances).
 * - With `movesEach: 1`, six thousand moves save 97% of it there (first come, first served: 90%). No bound holds for every
 *   order of coming: a truck that has moved stays, however dear that gets for a later one; among 10,000 made-up problems of six trucks the
 *   worst saved 40%.
 *
 * Takes a problem that passed `checkProblem`. Costs about 0.1 ms an arrival without quotas; a carrier at its quota makes the search wide.
 */
export function planOnlineRepair(problem: Problem, { movesEach = Number.POSITIVE_INFINITY }: OnlineRepairOptions = {}) {
  const answers = new Int32Array(problem.requests.count);
  const network = makeResidualNetwork(problem, (request) => answers[request]! <= movesEach);
  const search = makeSearch(network);
  for (let request = 0; request < problem.requests.count; request++) {
    for (const { from, to, mover } of search.findPath(request, network.admit(request))) {
      network.step(from, to, mover);
      if (mover !== NONE) answers[mover]!++;
    }
  }
  const cellOf = network.readCells();
  const moves = answers.reduce((sum, count) => sum + count - 1, 0);
  return { cellOf, objective: objectiveOf(problem, cellOf), moves } satisfies RepairedPlan;
}

/** Distances are of 32 bits. With the greatest penalties, 2^27, and crowded quotas, they came to 2^28. */
const MOST_DISTANCE = 2 ** 30;

interface Step {
  readonly from: number;
  readonly to: number;
  readonly mover: number;
}

/** Dijkstra's search at reduced costs: a node's price keeps every arc at nought or above, though a move may save something. */
function makeSearch(network: ReturnType<typeof makeResidualNetwork>) {
  const heap = makeDistanceHeap(network.nodes);
  const { distance } = heap;
  const price = new Float64Array(network.nodes);
  const stepInto = new Array<Step>(network.nodes);

  /** The cheapest way to seat the newcomer that ends at the goal, the last step first. The newcomer comes from nowhere (NONE). */
  function findPath(newcomer: number, goal: number): Step[] {
    heap.clear();
    network.forEachChoice(newcomer, 0, (to, mover, cost) => {
      if (heap.lower(to, cost + price[to]!)) stepInto[to] = { from: NONE, to, mover };
    });
    const nearer: number[] = [];
    for (let here = heap.pop(); here !== goal; here = heap.pop()) {
      // Not having a slot is a choice of everyone, and leads to either goal.
      if (here === NONE) throw new Error('a request without a way out: the residual network is broken');
      nearer.push(here);
      const reach = distance[here]! - price[here]!;
      network.forEachArcOutOf(here, (to, mover, cost) => {
        if (heap.lower(to, reach + cost + price[to]!)) stepInto[to] = { from: here, to, mover };
      });
    }
    if (distance[goal]! > MOST_DISTANCE) throw new RangeError('prices have grown past what the search can add up');
    for (const node of nearer) price[node]! += distance[goal]! - distance[node]!;
    const path: Step[] = [];
    for (let node = goal; node !== NONE; node = stepInto[node]!.from) path.push(stepInto[node]!);
    return path;
  }

  return { findPath };
}
