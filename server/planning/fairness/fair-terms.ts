import type { Problem } from '../model.ts';
import { MAX_PENALTY, MAX_WEIGHT, NONE } from '../model.ts';
import { type CarrierDelays, delayOf } from './carrier-delay.ts';

/** The greatest strength: far beyond it, a truck's own delay would count for nothing. */
export const MAX_STRENGTH = 100;

/** What the fairness term is made of; fixed once the exact plan is known. */
export interface FairTerms {
  /** How much fairness weighs: the extra weight that the delay of an averagely delayed carrier gets, 0…MAX_STRENGTH. */
  readonly strength: number;
  /** The mean delay of all trucks of carriers in the exact plan: the yardstick, which makes the term a cost. */
  readonly reference: number;
}

/**
 * `strength · Σ_carriers trucks · (mean delay)² / (2 · reference)`: the quadratic of the mean delays, alpha-fairness with α = 1 for what is
 * borne rather than enjoyed (Bertsimas, Farias, Trichakis: The price of fairness, Operations Research 59, 2011; On the efficiency-fairness
 * trade-off, Management Science 58, 2012). Its slope is `strength · mean delay / reference` for each unit of delay: with strength 0.5 a
 * truck of a carrier that is delayed twice as much as all are counts for 1 more, of one delayed as all are for 0.5 more.
 */
export function fairTermOf({ strength, reference }: FairTerms, { sum, trucks }: CarrierDelays): number {
  if (reference === 0) return 0;
  let squares = 0;
  for (let carrier = 0; carrier < sum.length; carrier++) {
    if (trucks[carrier]! > 0) squares += sum[carrier]! ** 2 / trucks[carrier]!;
  }
  return (strength * squares) / (2 * reference);
}

/**
 * What the term at least is, for any multipliers: `Σ multiplier · delays + conjugateOf(multipliers)`, by Fenchel's inequality. So the
 * least of `cost + Σ multiplier · delays`, which is an assignment with other weights, plus this, bounds the fair objective.
 */
export function conjugateOf({ strength, reference }: FairTerms, trucks: Int32Array, multipliers: Float64Array): number {
  let sum = 0;
  for (let carrier = 0; carrier < trucks.length; carrier++) {
    if (multipliers[carrier] === 0) continue;
    sum -= (trucks[carrier]! * multipliers[carrier]! ** 2 * reference) / (2 * strength);
  }
  return sum;
}

/** A problem whose trucks' weights are raised by their carrier's multiplier: whole numbers of 1 / scale. */
export interface WeightedProblem {
  readonly problem: Problem;
  readonly scale: number;
  readonly multipliers: Float64Array;
}

/**
 * Every cost times `scale`, and the weight of each truck plus its carrier's extra weight; its penalty plus as much as its delay without a cell.
 * `assign` then finds the least of `scale · (cost + Σ multiplier · delays)` exactly.
 */
export function raiseWeights(problem: Problem, scale: number, extraWeight: Int32Array): WeightedProblem {
  const { requests, windows } = problem;
  const extraOf = (request: number) => {
    const carrier = requests.carrier[request]!;
    return carrier === NONE ? 0 : extraWeight[carrier]!;
  };
  return {
    scale,
    multipliers: Float64Array.from(extraWeight, (extra) => extra / scale),
    problem: {
      ...problem,
      requests: {
        ...requests,
        weight: requests.weight.map((weight, request) => scale * weight + extraOf(request)),
        penalty: requests.penalty.map((penalty, request) => {
          return scale * penalty + extraOf(request) * delayOf(problem, request, NONE);
        }),
        moveCost: requests.moveCost.map((cost) => Math.min(MAX_PENALTY, scale * cost)),
      },
      windows: { ...windows, detour: windows.detour.map((cost) => Math.min(MAX_PENALTY, scale * cost)) },
    },
  };
}

/** Fine enough that rounding a multiplier is no part of the gap, where the costs leave room for it. */
const FINEST_SCALE = 32;

/** The greatest scale that leaves half of the ranges of model.ts to the extra weights. */
export function findScale({ requests }: Problem): number {
  let scale = FINEST_SCALE;
  const isTooGreat = (values: Int32Array, limit: number) => values.some((value) => scale * value > limit / 2);
  while (scale > 1 && (isTooGreat(requests.penalty, MAX_PENALTY) || isTooGreat(requests.weight, MAX_WEIGHT)))
    scale /= 2;
  return scale;
}

/** The greatest extra weight of each carrier with which its trucks' weights and penalties stay in range. */
export function listRoom(problem: Problem, scale: number): Int32Array {
  const { requests } = problem;
  const room = new Int32Array(problem.carrierQuota.length).fill(MAX_WEIGHT);
  for (let request = 0; request < requests.count; request++) {
    const carrier = requests.carrier[request]!;
    if (carrier === NONE) continue;
    const byWeight = MAX_WEIGHT - scale * requests.weight[request]!;
    const delay = Math.max(1, delayOf(problem, request, NONE));
    const byPenalty = Math.floor((MAX_PENALTY - scale * requests.penalty[request]!) / delay);
    room[carrier] = Math.max(0, Math.min(room[carrier]!, byWeight, byPenalty));
  }
  return room;
}
