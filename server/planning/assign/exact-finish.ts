import { NONE } from '../model.ts';
import { type Look, lookAround } from './auction.ts';
import { type Balance, restoreBalance } from './augment.ts';
import { indexDemand } from './demand.ts';
import { CLOSED, COST_SCALE, cheapestAt, type Market, REQUEST_STRIDE, ROW, WEIGHT, WINDOW_STRIDE } from './market.ts';
import type { Refusals } from './refusals.ts';
import { makeResidualGraph, type ResidualGraph } from './residual-graph.ts';

/** Sweeps of price refinement. Measured at 100,000 requests: 10,000 loose holders without, 1,700 after two, no fewer after eight. */
const REFINING_SWEEPS = 2;

/** More than all requests together. */
const UNLIMITED = 2 ** 30;

/** Changes an assignment that is nearly the best into the best: prices and cells in which nobody would rather be elsewhere. */
export function finishExactly(market: Market, price: Int32Array, cellOf: Int32Array, refusals: Refusals): void {
  roundPrices(market, price);
  for (let sweep = 0; sweep < REFINING_SWEEPS; sweep++) refinePrices(market, price, cellOf, refusals, sweep % 2 === 0);
  const { graph, balance } = takeSeats(market, price, cellOf, refusals);
  restoreBalance(graph, balance);
  readBack(market, graph, price, cellOf, refusals);
}

/** Costs are multiples of the scale; at prices that are, too, every slack is whole, and sums of slacks do not creep. */
function roundPrices(market: Market, price: Int32Array): void {
  for (let count = 0; count < price.length; count++) {
    price[count] = market.places[count] === 0 ? CLOSED : Math.round(price[count]! / COST_SCALE) * COST_SCALE;
  }
}

/**
 * Price refinement (Goldberg 1997): where a holder would rather be elsewhere, its own cell gets cheaper until it is content. That
 * keeps most holders where they are; those that stay loose are moved by augmenting paths.
 */
function refinePrices(
  market: Market,
  price: Int32Array,
  cellOf: Int32Array,
  refusals: Refusals,
  backwards: boolean,
): void {
  const { requestCount, requests, cells } = market;
  const look: Look = { cell: NONE, best: 0, second: 0 };
  for (let index = 0; index < requestCount; index++) {
    const request = backwards ? requestCount - 1 - index : index;
    if (cellOf[request] === NONE) continue;
    const count = requests[request * REQUEST_STRIDE + ROW]! + cellOf[request]!;
    const around = count < cells ? 0 : price[count - cells]!;
    if (price[count]! <= around) continue;
    lookAround(market, price, request, refusals.costOf(request), look);
    const content = look.best - cheapestAt(market, request, cellOf[request]!);
    if (content < price[count]!) price[count] = Math.max(around, content);
  }
}

/** Seats everyone who is content; the others wait, and a count with a price and an empty place is a gap. */
function takeSeats(market: Market, price: Int32Array, cellOf: Int32Array, refusals: Refusals) {
  const { requestCount, requests } = market;
  const nodes = price.length + 1 + refusals.nodes;
  const seats = new Int32Array(requestCount);
  const pays = new Int32Array(requestCount);
  const look: Look = { cell: NONE, best: 0, second: 0 };
  let waiting = 0;
  for (let request = 0; request < requestCount; request++) {
    const refusal = refusals.costOf(request);
    lookAround(market, price, request, refusal, look);
    pays[request] = look.best;
    const cell = cellOf[request]!;
    const count = requests[request * REQUEST_STRIDE + ROW]! + cell;
    if (cell !== NONE && cheapestAt(market, request, cell) + price[count]! === look.best) seats[request] = count;
    else if (look.best === refusal) seats[request] = refusals.nodeOf[request]!;
    else seats[request] = nodes + waiting++;
  }

  const graph = makeResidualGraph({
    market,
    demand: indexDemand(market),
    refusal: refusals.nodeOf,
    membersOf: refusals.membersOf,
    nodes,
    waitingRooms: waiting,
    least: Int32Array.from({ length: nodes }, (_, node) => refusals.leastAt(node)),
    most: Int32Array.from({ length: nodes }, (_, node) => market.places[node] ?? UNLIMITED),
  });
  graph.potential.set(price);
  graph.potential.set(refusals.prices, graph.free);
  graph.pays.set(pays);
  for (let request = 0; request < requestCount; request++) {
    const node = seats[request]!;
    graph.sit(request, node);
    for (let count = node; count < nodes && count !== graph.free; count = graph.outerOf(count)) graph.flow[count]!++;
  }
  const balance: Balance = new Int32Array(nodes + waiting);
  for (let node = 0; node < nodes; node++) if (node !== graph.free) closeSlack(graph, balance, node);
  balance.fill(1, nodes);
  return { graph, balance };
}

/** Complementary slackness: a count dearer than the one around it must be full, a subsidised refusal no fuller than it must be. */
function closeSlack(graph: ResidualGraph, balance: Balance, node: number): void {
  const { potential, flow, least, most } = graph;
  const outer = graph.outerOf(node);
  if (potential[node]! >= CLOSED) return;
  const wanted =
    potential[node]! > potential[outer]!
      ? most[node]!
      : potential[node]! < potential[outer]!
        ? least[node]!
        : Math.min(Math.max(flow[node]!, least[node]!), most[node]!);
  const missing = wanted - flow[node]!;
  flow[node] = wanted;
  balance[node]! -= missing;
  if (outer !== graph.free) balance[outer]! += missing;
}

function readBack(
  market: Market,
  graph: ResidualGraph,
  price: Int32Array,
  cellOf: Int32Array,
  refusals: Refusals,
): void {
  const { cells } = market;
  for (let request = 0; request < cellOf.length; request++) {
    const node = graph.seat[request]!;
    cellOf[request] = node < graph.free ? node % cells : NONE;
  }
  for (let count = 0; count < price.length; count++) {
    const around = count < cells ? 0 : price[count - cells]!;
    // An empty inner count may have become cheaper than the one around it; nobody could have it at that price.
    price[count] = market.places[count] === 0 ? around : Math.max(around, graph.potential[count]!);
  }
  priceClosedCounts(market, graph, price);
  refusals.prices.set(graph.potential.subarray(graph.free, graph.nodes));
}

/** A count without places costs what its first place would save: the most that any request would gain by coming. */
function priceClosedCounts(market: Market, graph: ResidualGraph, price: Int32Array): void {
  const { requests, windows, delay, places, cells } = market;
  if (!places.includes(0)) return;
  for (let request = 0; request < market.requestCount; request++) {
    const record = request * REQUEST_STRIDE;
    for (let window = requests[record]!; window < requests[record + REQUEST_STRIDE]!; window += WINDOW_STRIDE) {
      const first = requests[record + ROW]! + windows[window]!;
      for (let slots = 0; slots < windows[window + 1]!; slots++) {
        if (places[first + slots] !== 0) continue;
        const gain = graph.pays[request]! - windows[window + 2]! - Math.imul(requests[record + WEIGHT]!, delay[slots]!);
        if (gain > price[first + slots]!) price[first + slots] = gain;
      }
    }
  }
  for (let count = cells; count < price.length; count++) price[count] = Math.max(price[count]!, price[count - cells]!);
}
