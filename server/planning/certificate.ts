import { cellCountOf, costOf, delayCostOf, moveCostOf, NONE, type Plan, type Prices, type Problem } from './model.ts';

/** What is wrong with a plan, in words, and what can be said of its cost. */
export interface CertificateReport {
  /** Broken limits and false numbers; empty where the plan is what it says. */
  readonly faults: readonly string[];
  /** What the plan costs and what no plan can cost less than, both computed anew. */
  readonly objective: number;
  readonly lowerBound: number;
  /** True where the plan is sound and nothing cheaper can exist. */
  readonly optimal: boolean;
}

/**
 * Checks a plan against the problem alone, without any part of the solver: every limit is counted, every cost is added again, and the
 * bound is worked out from the prices. Whoever trusts this page needs to trust nothing else.
 */
export function checkCertificate(problem: Problem, plan: Plan): CertificateReport {
  const faults = [...listBrokenLimits(problem, plan.cellOf), ...listBadPrices(problem, plan.prices)];
  const objective = faults.length === 0 ? costOfPlan(problem, plan.cellOf) : Number.NaN;
  const lowerBound = faults.length === 0 ? boundFrom(problem, plan.prices) : Number.NaN;
  if (faults.length === 0) {
    if (objective !== plan.objective) faults.push(`the plan costs ${objective} and says ${plan.objective}`);
    if (lowerBound !== plan.lowerBound)
      faults.push(`the prices prove ${lowerBound} and the plan says ${plan.lowerBound}`);
  }
  return { faults, objective, lowerBound, optimal: faults.length === 0 && objective === lowerBound };
}

/**
 * Weak duality: for any prices, `Σ_i min(penalty_i, carrier price + min_j (cost_ij + prices of j)) − Σ places·prices` is at most what any plan
 * costs. Whoever takes a place pays its price into a pot that the places, all sold, could fill at most.
 */
export function boundFrom(problem: Problem, prices: Prices): number {
  const { requests, places, carrierQuota } = problem;
  const paid = pricesByChannel(prices);
  let bound = 0;
  for (let request = 0; request < requests.count; request++) {
    const carrier = requests.carrier[request]!;
    const carrierPrice = carrier === NONE ? 0 : prices.carrier[carrier]!;
    bound += Math.min(
      requests.penalty[request]!,
      carrierPrice + cheapestWith(problem, request, paid[requests.channel[request]!]!),
    );
  }
  for (let cell = 0; cell < cellCountOf(problem); cell++) {
    bound -= places.total[cell]! * prices.total[cell]!;
    bound -= places.inspected[cell]! * prices.inspected[cell]!;
    bound -= places.examined[cell]! * prices.examined[cell]!;
  }
  carrierQuota.forEach((quota, carrier) => {
    if (quota !== NONE) bound -= quota * prices.carrier[carrier]!;
  });
  return bound;
}

function pricesByChannel({ total, inspected, examined }: Prices): [Float64Array, Float64Array, Float64Array] {
  const yellow = total.map((price, cell) => price + inspected[cell]!);
  return [total, yellow, yellow.map((price, cell) => price + examined[cell]!)];
}

/** The cheapest cell of a request, price included; Infinity where it has no window. */
function cheapestWith(problem: Problem, request: number, price: Float64Array): number {
  const { requests, windows } = problem;
  const weight = requests.weight[request]!;
  let cheapest = Number.POSITIVE_INFINITY;
  for (let window = requests.firstWindow[request]!; window < requests.firstWindow[request + 1]!; window++) {
    const first = windows.cell[window]!;
    for (let slots = 0; slots < windows.length[window]!; slots++) {
      const cost = weight * delayCostOf(problem, slots) + windows.detour[window]!;
      if (cost >= cheapest) break;
      cheapest = Math.min(cheapest, cost + moveCostOf(problem, request, first + slots) + price[first + slots]!);
    }
  }
  return cheapest;
}

function costOfPlan(problem: Problem, cellOf: Int32Array): number {
  let sum = 0;
  for (let request = 0; request < cellOf.length; request++) sum += costOf(problem, request, cellOf[request]!);
  return sum;
}

function listBrokenLimits(problem: Problem, cellOf: Int32Array): string[] {
  const { requests, places, carrierQuota } = problem;
  const cells = cellCountOf(problem);
  if (cellOf.length !== requests.count) return [`${cellOf.length} decisions for ${requests.count} requests`];
  const faults: string[] = [];
  const taken = [new Int32Array(cells), new Int32Array(cells), new Int32Array(cells)] as const;
  const served = new Int32Array(carrierQuota.length);
  cellOf.forEach((cell, request) => {
    if (cell === NONE) return;
    if (!Number.isFinite(costOf(problem, request, cell))) {
      faults.push(`request ${request} is in cell ${cell}, where none of its windows is`);
      return;
    }
    for (let row = 0; row <= requests.channel[request]!; row++) taken[row]![cell]!++;
    if (requests.carrier[request] !== NONE) served[requests.carrier[request]!]!++;
  });
  for (const [row, name] of (['total', 'inspected', 'examined'] as const).entries()) {
    taken[row]!.forEach((count, cell) => {
      if (count > places[name][cell]!)
        faults.push(`cell ${cell} has ${places[name][cell]} places (${name}) and ${count} trucks`);
    });
  }
  served.forEach((count, carrier) => {
    const quota = carrierQuota[carrier]!;
    if (quota !== NONE && count > quota) faults.push(`carrier ${carrier} has a quota of ${quota} and ${count} trucks`);
  });
  return faults;
}

function listBadPrices(problem: Problem, prices: Prices): string[] {
  const cells = cellCountOf(problem);
  const lengths = { total: cells, inspected: cells, examined: cells, carrier: problem.carrierQuota.length };
  return (Object.keys(lengths) as (keyof Prices)[]).flatMap((name) => {
    if (prices[name].length !== lengths[name]) return [`${prices[name].length} prices (${name}) for ${lengths[name]}`];
    const bad = prices[name].findIndex((price) => !(price >= 0 && Number.isFinite(price)));
    if (bad !== -1) return [`price ${name}[${bad}] is ${prices[name][bad]}`];
    // A price where there is no limit would not be covered by the bound.
    const unlimited =
      name === 'carrier'
        ? problem.carrierQuota.findIndex((quota, carrier) => quota === NONE && prices.carrier[carrier]! > 0)
        : -1;
    return unlimited === -1 ? [] : [`carrier ${unlimited} has a price and no quota`];
  });
}
