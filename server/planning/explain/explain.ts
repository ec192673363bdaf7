import { listEqualClaims } from '../assign/lottery.ts';
import { costOf, delayCostOf, NONE, type Plan, type Problem } from '../model.ts';
import { type Displacement, makeDisplacer } from './displacement.ts';
import type { Better, Explanation, WhyNone } from './explanation.ts';

/**
 * How many counts of cells a search may look at when all are explained. A week of 30,000 requests at load 1 with three counts: half of the
 * searches end within 6, nine of ten within 2,500, and the longest of them take two thirds of the time.
 */
const NODES_MAX = 2_000;

/**
 * Why one request got what it got. {@link explainAll} shares the work between many.
 *
 * @throws Error where the plan is not proved: only a best plan has a reason for everything.
 */
export function explain(problem: Problem, plan: Plan, request: number): Explanation {
  const explainer = makeExplainer(problem, plan, Number.POSITIVE_INFINITY);
  return explainer.explain(request, explainer.findWish(request));
}

/**
 * Why each request got what it got, by request number. Where a chain is long, what the others would have paid is a lower bound
 * (`proof: 'prices'`); {@link explain} follows it to its end. Throws as that does.
 */
export function explainAll(problem: Problem, plan: Plan): Explanation[] {
  const explainer = makeExplainer(problem, plan, NODES_MAX);
  const wishes = Array.from({ length: problem.requests.count }, (_, request) => explainer.findWish(request));
  const { channel } = problem.requests;
  const { cellOf } = plan;
  // Those who are in one cell and want the same other one share one search.
  const order = wishes.map((_, request) => request);
  order.sort(
    (a, b) =>
      (wishes[a]?.cell ?? NONE) - (wishes[b]?.cell ?? NONE) || channel[a]! - channel[b]! || cellOf[a]! - cellOf[b]!,
  );
  const explanations = new Array<Explanation>(wishes.length);
  for (const request of order) explanations[request] = explainer.explain(request, wishes[request]!);
  return explanations;
}

/** A cell that a request would rather have than what it got, and the cheaper ones it could not have at all. */
interface Wish {
  /** NONE where no cell with places would be cheaper. */
  readonly cell: number;
  readonly closedCheaper: number;
  /** The request of the same terms that has something better by lot, or NONE. */
  readonly luckier: number;
}

function makeExplainer(problem: Problem, plan: Plan, nodesMax: number) {
  if (plan.objective !== plan.lowerBound) throw new Error('only a plan that is proved to be the best can be explained');
  const { requests, carrierQuota } = problem;
  const { cellOf } = plan;
  const displacer = makeDisplacer(problem, plan, nodesMax);
  const luckierOf = listLuckier(problem, cellOf);
  const costNow = (request: number) => costOf(problem, request, cellOf[request]!);

  function findWish(request: number): Wish {
    const luckier = luckierOf[request]!;
    // One with a slot is told of the next better; one without, of the slot that came nearest to being worth it.
    const rank: Rank =
      cellOf[request] === NONE ? (cost, price) => [cost + price, cost] : (cost, price) => [-cost, price];
    return { ...findCheaper(problem, plan, request, costNow(request), rank), luckier };
  }

  function explainRequest(request: number, wish: Wish): Explanation {
    const cost = costNow(request);
    const slot = cellOf[request] === NONE ? null : cellOf[request]!;
    if (wish.luckier !== NONE) {
      return {
        kind: 'lot',
        slot,
        cost,
        better: { slot: cellOf[wish.luckier]!, saved: cost - costNow(wish.luckier) },
        ownNumber: requests.lottery[request]!,
        otherNumber: requests.lottery[wish.luckier]!,
      };
    }
    if (slot === null) return { kind: 'unassigned', cost, because: whyNone(request, wish) };
    if (wish.cell === NONE) return { kind: 'best', slot, cost, closedCheaper: wish.closedCheaper };
    // Someone has a place there, or this plan would not be the best; so someone can make way.
    return { kind: 'dearer', slot, cost, better: betterAt(request, wish.cell)! };
  }

  function whyNone(request: number, wish: Wish): WhyNone {
    if (requests.firstWindow[request] === requests.firstWindow[request + 1]) return { reason: 'no-window' };
    if (wish.cell === NONE) {
      if (wish.closedCheaper > 0) return { reason: 'no-places', slots: wish.closedCheaper };
      return { reason: 'dearer-than-penalty', cheapest: cheapestOf(problem, request) };
    }
    const better = betterAt(request, wish.cell);
    const quota = carrierQuota[requests.carrier[request]!] ?? NONE;
    if (better === null || (quota !== NONE && displacer.costIfExempt(request, wish.cell) < better.saved)) {
      return { reason: 'carrier-quota', quota, better };
    }
    return { reason: 'full', better };
  }

  function betterAt(request: number, cell: number): Better | null {
    const displacement: Displacement = displacer.displace(request, cell);
    return displacement && { slot: cell, saved: costNow(request) - costOf(problem, request, cell), ...displacement };
  }

  return { findWish, explain: explainRequest };
}

/** Smaller is better, the second number where the first is the same. */
type Rank = (cost: number, price: number) => readonly [number, number];

/** The best ranked of the cells with places that cost the request less than `limit`. */
function findCheaper(problem: Problem, plan: Plan, request: number, limit: number, rank: Rank): Omit<Wish, 'luckier'> {
  const { places, requests } = problem;
  const placesFor = [places.total, places.inspected, places.examined][requests.channel[request]!]!;
  const closed = new Set<number>();
  let chosen = NONE;
  let first = Number.POSITIVE_INFINITY;
  let second = Number.POSITIVE_INFINITY;
  for (const cell of listCells(problem, request, limit)) {
    const cost = costOf(problem, request, cell);
    if (cost >= limit) continue;
    if (placesFor[cell] === 0) {
      closed.add(cell);
      continue;
    }
    const [one, two] = rank(cost, priceOf(problem, plan, request, cell));
    if (one > first || (one === first && two >= second)) continue;
    chosen = cell;
    first = one;
    second = two;
  }
  return { cell: chosen, closedCheaper: closed.size };
}

/** The cells of a request's windows that may cost less than `limit`, once for each window over them. */
function* listCells(problem: Problem, request: number, limit: number): Generator<number> {
  const { requests, windows } = problem;
  for (let window = requests.firstWindow[request]!; window < requests.firstWindow[request + 1]!; window++) {
    for (let slots = 0; slots < windows.length[window]!; slots++) {
      if (requests.weight[request]! * delayCostOf(problem, slots) + windows.detour[window]! >= limit) break;
      yield windows.cell[window]! + slots;
    }
  }
}

function cheapestOf(problem: Problem, request: number): number {
  let cheapest = Number.POSITIVE_INFINITY;
  for (const cell of listCells(problem, request, Number.POSITIVE_INFINITY)) {
    cheapest = Math.min(cheapest, costOf(problem, request, cell));
  }
  return cheapest;
}

/** What a place of the request's channel costs there, without its carrier's price. */
function priceOf({ requests }: Problem, { prices }: Plan, request: number, cell: number): number {
  const channel = requests.channel[request]!;
  return prices.total[cell]! + (channel > 0 ? prices.inspected[cell]! : 0) + (channel > 1 ? prices.examined[cell]! : 0);
}

/** For each request, the one of the same terms that is better off by lot, by as little as possible; NONE where there is none. */
function listLuckier(problem: Problem, cellOf: Int32Array): Int32Array {
  const luckierOf = new Int32Array(problem.requests.count).fill(NONE);
  for (const equals of listEqualClaims(problem)) {
    const costs = new Map(equals.map((request) => [request, costOf(problem, request, cellOf[request]!)]));
    equals.sort((a, b) => costs.get(a)! - costs.get(b)!);
    let luckier = NONE;
    equals.forEach((request, rank) => {
      const before = equals[rank - 1];
      if (before !== undefined && costs.get(before)! < costs.get(request)!) luckier = before;
      luckierOf[request] = luckier;
    });
  }
  return luckierOf;
}
