import { indexDemand } from '../assign/demand.ts';
import { CLOSED, COST_SCALE, cheapestAt, type Market, openMarket, REQUEST_STRIDE, ROW } from '../assign/market.ts';
import { makeRefusals, type Refusals } from '../assign/refusals.ts';
import { makeResidualGraph, type ResidualGraph } from '../assign/residual-graph.ts';
import { costOf, NONE, type Plan, type Prices, type Problem } from '../model.ts';
import type { Better, Move } from './explanation.ts';
import { makeResidualSearch, type Step } from './residual-search.ts';

/** What the others would have paid for one request's wish; null where nobody could have made way at any price. */
export type Displacement = Pick<Better, 'othersCost' | 'proof' | 'moves'> | null;

/** More than all requests together. */
const UNLIMITED = 2 ** 30;

/**
 * Who would have to make way if a request had another cell than it has, and what that would cost them.
 *
 * A proved plan is a cheapest flow. To force request i from cell c into cell b is to push one unit from b to c through what is left of the
 * network, and the cheapest way to do so is a shortest path in its residual graph: each step a truck that takes the place of the next. The
 * path never uses i itself, since all its moves begin at c, where the path ends. So the length is exactly what the best plan
 * with i in b costs the others beyond this plan (Ahuja, Magnanti, Orlin 1993, section 9.11: parametric and sensitivity analysis).
 *
 * @param plan proved: its prices are those of its cells.
 * @param nodesMax how many counts one search may look at before it answers with what the prices prove.
 */
export function makeDisplacer(problem: Problem, plan: Plan, nodesMax: number) {
  const market = openMarket(problem);
  const orderOf = new Int32Array(market.requestCount);
  market.requestAt.forEach((request, order) => {
    orderOf[request] = order;
  });
  const graph = seatEveryone(problem, plan, market);
  const search = makeResidualSearch(graph, nodesMax);
  const cellAt = (node: number) => (node < graph.free ? node % market.cells : null);

  const nodeOf = (order: number, cell: number) => market.requests[order * REQUEST_STRIDE + ROW]! + cell;

  function displace(request: number, cell: number): Displacement {
    const order = orderOf[request]!;
    const target = graph.seat[order]!;
    const source = nodeOf(order, cell);
    const reached = search.reach(source, target);
    if (!reached) return null;
    const priceDifference = graph.potential[source]! - graph.potential[target]!;
    return {
      othersCost: (priceDifference + reached.distance) / COST_SCALE,
      proof: reached.steps ? 'chain' : 'prices',
      moves: reached.steps?.map(toMove) ?? [],
    };
  }

  /** What the others would have paid if this request without a cell had been exempt from its carrier's quota; Infinity if that is not known. */
  function costIfExempt(request: number, cell: number): number {
    const order = orderOf[request]!;
    const source = nodeOf(order, cell);
    const steps = search.reach(source, graph.free)?.steps;
    // A way past its own refusal may use the request itself, which is elsewhere by then.
    if (!steps || steps.some((step) => step.order === order)) return Number.POSITIVE_INFINITY;
    return steps.map(toMove).reduce((sum, { costMore }) => sum + costMore, 0);
  }

  function toMove({ from, to, order }: Step): Move {
    const request = market.requestAt[order]!;
    const cells = { from: cellAt(from), to: cellAt(to) };
    const costMore = costOf(problem, request, cells.to ?? NONE) - costOf(problem, request, cells.from ?? NONE);
    return { request, ...cells, costMore };
  }

  return { displace, costIfExempt };
}

/** The residual graph of the plan: everyone sits where it is, and each count costs what the plan's prices say. */
function seatEveryone(problem: Problem, plan: Plan, market: Market): ResidualGraph {
  const refusals = makeRefusals(problem, market);
  const free = market.rows * market.cells;
  const nodes = free + 1 + refusals.nodes;
  const graph = makeResidualGraph({
    market,
    demand: indexDemand(market),
    refusal: refusals.nodeOf,
    membersOf: refusals.membersOf,
    nodes,
    waitingRooms: 0,
    least: Int32Array.from({ length: nodes }, (_, node) => refusals.leastAt(node)),
    most: Int32Array.from({ length: nodes }, (_, node) => market.places[node] ?? UNLIMITED),
  });
  graph.potential.set(priceCounts(market, plan.prices));
  graph.potential.set(priceRefusals(problem, market, refusals, plan.prices), free);
  for (let order = 0; order < market.requestCount; order++) {
    const cell = plan.cellOf[market.requestAt[order]!]!;
    const node = cell === NONE ? refusals.nodeOf[order]! : market.requests[order * REQUEST_STRIDE + ROW]! + cell;
    const cost = cell === NONE ? refusals.penaltyOf(order) : cheapestAt(market, order, cell);
    graph.sit(order, node);
    graph.pays[order] = cost + graph.potential[node]!;
    for (let count = node; count < nodes && count !== free; count = graph.outerOf(count)) graph.flow[count]!++;
  }
  return graph;
}

/** A truck of an inner row pays the prices of the rows around it, too. */
function priceCounts({ places, cells }: Market, { total, inspected, examined }: Prices): Int32Array {
  return Int32Array.from(places, (count, at) => {
    if (count === 0) return CLOSED;
    const row = Math.floor(at / cells);
    const cell = at % cells;
    const paid = total[cell]! + (row > 0 ? inspected[cell]! : 0) + (row > 1 ? examined[cell]! : 0);
    return Math.round(paid * COST_SCALE);
  });
}

function priceRefusals(problem: Problem, market: Market, refusals: Refusals, prices: Prices): Int32Array {
  for (const node of refusals.listNodes()) {
    const carrier = problem.requests.carrier[market.requestAt[refusals.membersOf(node)[0]!]!]!;
    refusals.setSubsidy(node, Math.round(prices.carrier[carrier]! * COST_SCALE));
  }
  return refusals.prices;
}
