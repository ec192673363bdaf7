import { assign } from '../assign/assign.ts';
import { inLotteryOrder } from '../lottery-order.ts';
import { objectiveOf, type Plan, type Prices, type Problem } from '../model.ts';
import { makeRandom } from '../random.ts';
import {
  type CarrierDelays,
  delaysByCarrier,
  giniOf,
  greatestOf,
  meanDelayOfAll,
  meanDelays,
} from './carrier-delay.ts';
import { exchangeCells } from './exchange-cells.ts';
import { conjugateOf, type FairTerms, fairTermOf, findScale, listRoom, raiseWeights } from './fair-terms.ts';

export interface BeforeAfter {
  /** In the exact plan. */
  readonly before: number;
  /** In the fair one. */
  readonly after: number;
}

export interface FairPlan {
  readonly cellOf: Int32Array;
  /** What the plan costs without the fairness term; what no plan can cost less than; its exact proof is `exact.prices`. */
  readonly objective: number;
  readonly exact: Plan;
  readonly fairness: Fairness;
  readonly seed: string;
}

export interface Fairness extends FairTerms {
  /** Cost and fairness term together, and what no plan's can be less than. */
  readonly objective: number;
  readonly lowerBound: number;
  readonly gap: number;
  readonly relativeGap: number;
  /** How much dearer the plan is than the cheapest one, as a share of it. */
  readonly priceOfFairness: number;
  /** Of the carriers' mean delays. */
  readonly gini: BeforeAfter;
  readonly greatestMeanDelay: BeforeAfter;
  /** What proves the bound: extra weights by carrier, in parts of `scale`, and the prices of the problem so weighted. */
  readonly proof: FairnessProof;
}

export interface FairnessProof {
  readonly scale: number;
  readonly extraWeight: Int32Array;
  readonly prices: Prices;
}

export interface PlanFairlyOptions {
  /** The most assignments solved; 24 by default. */
  readonly rounds?: number;
  /** Ends earlier where the gap is at most this share of the objective; 0.0005 by default. */
  readonly closeEnough?: number;
  /** Called with the share of the work done, at most 1. It may throw to stop the work. */
  readonly onProgress?: (share: number) => void;
}

/**
 * Trades a little cost for delays that are spread more evenly over the carriers, with a bound for the sum of both.
 *
 * The term is convex in the carriers' delays, and those are sums over the plan. So the conditional gradient method (Frank and Wolfe 1956)
 * applies: the term's slope at the mean of the plans so far is an extra weight per carrier, the plan for those weights is one exact
 * `assign`; each such plan is a candidate, and each set of weights a bound. Exchanges of cells improve the best
 * candidate. A plan that is less even than the exact
 * one, by Gini or by the worst carrier, is never returned.
 *
 * Takes a problem that passed `checkProblem`. Strength 0 is the exact plan. The same problem gives the same plan.
 *
 * @throws Error if the plan were below its bound, which would be an error in this code.
 */
export function planFairly(problem: Problem, strength: number, options: PlanFairlyOptions = {}): FairPlan {
  const { rounds = 24, closeEnough = 0.0005, onProgress = () => {} } = options;
  const exact = inLotteryOrder(problem, assign);
  const before = delaysByCarrier(problem, exact.cellOf);
  const terms: FairTerms = { strength, reference: meanDelayOfAll(before) };
  const judge = (cellOf: Int32Array) => {
    const delays = delaysByCarrier(problem, cellOf);
    const cost = objectiveOf(problem, cellOf);
    return { cellOf, delays, cost, objective: cost + fairTermOf(terms, delays) };
  };
  let best = judge(exact.cellOf);
  let bound = exact.lowerBound;
  let proof: FairnessProof = { scale: 1, extraWeight: before.trucks.map(() => 0), prices: exact.prices };

  if (strength > 0 && terms.reference > 0) {
    const scale = findScale(problem);
    const room = listRoom(problem, scale);
    let mean = before.sum;
    for (let round = 0; round < rounds && best.objective - bound > closeEnough * best.objective; round++) {
      onProgress(round / rounds);
      const slope = scale * (strength / terms.reference);
      const extraWeight = room.map((most, carrier) => {
        return Math.min(most, Math.round((slope * mean[carrier]!) / Math.max(1, before.trucks[carrier]!)));
      });
      const weighted = raiseWeights(problem, scale, extraWeight);
      const plan = inLotteryOrder(weighted.problem, assign);
      const reached = plan.lowerBound / scale + conjugateOf(terms, before.trucks, weighted.multipliers);
      if (reached > bound) {
        bound = reached;
        proof = { scale, extraWeight, prices: plan.prices };
      }
      const candidate = judge(plan.cellOf);
      if (candidate.objective < best.objective && isAsEven(candidate.delays, before)) best = candidate;
      const share = 2 / (round + 3);
      mean = mean.map((sum, carrier) => (1 - share) * sum + share * candidate.delays.sum[carrier]!);
    }
    const random = makeRandom(problem.seed, 'fairness');
    const exchanged = judge(
      exchangeCells(problem, terms, best.cellOf, random, EXCHANGES_EACH * problem.requests.count),
    );
    if (exchanged.objective < best.objective && isAsEven(exchanged.delays, before)) best = exchanged;
  }
  onProgress(1);
  if (bound > best.objective * (1 + ROUNDING)) throw new Error(`${best.objective} is below its bound, ${bound}`);
  const lowerBound = Math.min(bound, best.objective);
  return {
    cellOf: best.cellOf,
    objective: best.cost,
    exact,
    seed: problem.seed,
    fairness: {
      ...terms,
      objective: best.objective,
      lowerBound,
      gap: best.objective - lowerBound,
      relativeGap: best.objective === 0 ? 0 : (best.objective - lowerBound) / best.objective,
      priceOfFairness: priceOf(best.cost, exact.objective),
      gini: { before: giniOf(meanDelays(before)), after: giniOf(meanDelays(best.delays)) },
      greatestMeanDelay: { before: greatestOf(meanDelays(before)), after: greatestOf(meanDelays(best.delays)) },
      proof,
    },
  };
}

/** Exchanges looked at, for each request. */
const EXCHANGES_EACH = 40;

/** The term divides, so its sums are not whole numbers. */
const ROUNDING = 1e-9;

/** By how much the fair plan is dearer; where the cheapest costs nothing, nothing or infinitely much. */
function priceOf(cost: number, cheapest: number): number {
  return cost === cheapest ? 0 : cost / cheapest - 1;
}

function isAsEven(after: CarrierDelays, before: CarrierDelays): boolean {
  const [then, now] = [meanDelays(before), meanDelays(after)];
  return giniOf(now) <= giniOf(then) && greatestOf(now) <= greatestOf(then);
}
