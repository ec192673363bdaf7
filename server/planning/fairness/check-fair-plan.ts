import { boundFrom, checkCertificate } from '../certificate.ts';
import type { Plan, Problem } from '../model.ts';
import { delaysByCarrier, giniOf, greatestOf, meanDelays } from './carrier-delay.ts';
import { conjugateOf, fairTermOf, raiseWeights } from './fair-terms.ts';
import type { Fairness } from './plan-fairly.ts';

export interface FairReport {
  readonly faults: readonly string[];
  /** Cost and fairness term of the plan, what no plan's can be less than, and the difference, all computed anew. */
  readonly objective: number;
  readonly lowerBound: number;
  readonly gap: number;
}

/**
 * Checks a fair plan without the solver: limits and cost as any plan's, the fair objective from the delays, and its bound from the proof's
 * prices and weights. The proof holds for whatever yardstick the plan names; that the yardstick is the exact plan's mean delay, and what
 * the exact plan's Gini was, only planning again can show.
 */
export function checkFairPlan(problem: Problem, plan: Plan, fairness: Fairness): FairReport {
  const certificate = checkCertificate(problem, plan);
  const faults = [...certificate.faults];
  if (faults.length > 0) return { faults, objective: Number.NaN, lowerBound: Number.NaN, gap: Number.NaN };
  const { proof } = fairness;
  const delays = delaysByCarrier(problem, plan.cellOf);
  const objective = certificate.objective + fairTermOf(fairness, delays);
  const lowerBound = fairBoundFrom(problem, fairness);
  const claims: [name: string, claimed: number, found: number][] = [
    ['fair objective', fairness.objective, objective],
    ['fair bound', fairness.lowerBound, lowerBound],
    ['Gini', fairness.gini.after, giniOf(meanDelays(delays))],
    ['greatest mean delay', fairness.greatestMeanDelay.after, greatestOf(meanDelays(delays))],
  ];
  for (const [name, claimed, found] of claims) {
    if (Math.abs(claimed - found) > ROUNDING * Math.max(1, found))
      faults.push(`the ${name} is ${found}, not ${claimed}`);
  }
  if (proof.extraWeight.length !== problem.carrierQuota.length) faults.push('one extra weight per carrier is needed');
  return { faults, objective, lowerBound, gap: objective - lowerBound };
}

/** The term divides, so these sums are not whole numbers. */
const ROUNDING = 1e-9;

/** Fenchel's inequality for the term and weak duality for the assignment: true for any weights and prices of at least nought. */
export function fairBoundFrom(problem: Problem, fairness: Pick<Fairness, 'strength' | 'reference' | 'proof'>): number {
  const { scale, extraWeight, prices } = fairness.proof;
  const weighted = raiseWeights(problem, scale, extraWeight);
  const { trucks } = delaysByCarrier(problem, new Int32Array(problem.requests.count).fill(-1));
  return boundFrom(weighted.problem, prices) / scale + conjugateOf(fairness, trucks, weighted.multipliers);
}
