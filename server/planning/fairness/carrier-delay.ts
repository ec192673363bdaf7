import { delayCostOf, NONE, type Problem } from '../model.ts';

/**
 * How the carriers fare under a plan. A truck's **delay** is counted as the delay cost counts it, for a weight of 1: `linear·d + quadratic·d²`
 * for slot `d` of its window (the cheapest one there), the same for animals and for gravel. A truck without a cell counts as
 * one that waited its longest window out, but no more than what its penalty says it would bear (penalty / weight).
 */
export interface CarrierDelays {
  /** Sum of the delays of a carrier's trucks, and their number, by carrier number. */
  readonly sum: Float64Array;
  readonly trucks: Int32Array;
}

export function delaysByCarrier(problem: Problem, cellOf: Int32Array): CarrierDelays {
  const { requests, carrierQuota } = problem;
  const sum = new Float64Array(carrierQuota.length);
  const trucks = new Int32Array(carrierQuota.length);
  for (let request = 0; request < requests.count; request++) {
    const carrier = requests.carrier[request]!;
    if (carrier === NONE) continue;
    trucks[carrier]!++;
    sum[carrier]! += delayOf(problem, request, cellOf[request]!);
  }
  return { sum, trucks };
}

/** The delay of one truck in a cell of its windows, or without one. */
export function delayOf(problem: Problem, request: number, cell: number): number {
  const { requests, windows } = problem;
  const weight = requests.weight[request]!;
  let longest = 0;
  let cheapest = Number.POSITIVE_INFINITY;
  let delay = 0;
  for (let window = requests.firstWindow[request]!; window < requests.firstWindow[request + 1]!; window++) {
    longest = Math.max(longest, windows.length[window]!);
    const slots = cell - windows.cell[window]!;
    if (cell === NONE || slots < 0 || slots >= windows.length[window]!) continue;
    const here = delayCostOf(problem, slots);
    const cost = weight * here + windows.detour[window]!;
    if (cost > cheapest || (cost === cheapest && here >= delay)) continue;
    cheapest = cost;
    delay = here;
  }
  if (cell !== NONE) return delay;
  return Math.min(delayCostOf(problem, longest), Math.ceil(requests.penalty[request]! / Math.max(1, weight)));
}

/** The mean delay of each carrier that has trucks. */
export function meanDelays({ sum, trucks }: CarrierDelays): number[] {
  return Array.from(sum, (total, carrier) => total / trucks[carrier]!).filter((mean) => !Number.isNaN(mean));
}

/** The mean delay of all trucks that have a carrier; 0 where there is none. */
export function meanDelayOfAll({ sum, trucks }: CarrierDelays): number {
  const count = trucks.reduce((total, number) => total + number, 0);
  return count === 0 ? 0 : sum.reduce((total, delay) => total + delay, 0) / count;
}

/** Gini's coefficient: half the mean difference of two of the values, as a share of their mean; 0 where all are equal. */
export function giniOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const sum = sorted.reduce((total, value) => total + value, 0);
  if (sum === 0) return 0;
  const ranked = sorted.reduce((total, value, index) => total + (2 * index + 1 - sorted.length) * value, 0);
  return ranked / (sorted.length * sum);
}

/** 0 where there is none. */
export function greatestOf(values: readonly number[]): number {
  return values.reduce((greatest, value) => Math.max(greatest, value), 0);
}
