import { NONE, type Problem } from '../model.ts';
import { type Market, PENALTY, REQUEST_STRIDE } from './market.ts';

/**
 * Where requests sit that get no cell, and what that costs them.
 *
 * A carrier's quota over the horizon is the same as a least number of its requests without a cell: a refusal node of its own, whose
 * price is nought or a subsidy. Each request has one carrier, as each cell has one chain of counts; so the quotas part the
 * sources of the network and the counts its sinks, the whole stays one network, and its optimum stays integral and provable.
 * (A carrier's quota per slot would not: it crosses the counts.)
 */
export interface Refusals {
  /** Number of refusal nodes besides the free node: carriers whose quota is below the number of their requests. */
  readonly nodes: number;
  /** Where each request sits when it has no cell: the free node, or a refusal node (free + 1 …). */
  readonly nodeOf: Int32Array;
  penaltyOf(request: number): number;
  /** Penalty plus the price of the refusal node, scaled. */
  costOf(request: number): number;
  listNodes(): number[];
  membersOf(node: number): Int32Array;
  /** The least number of requests that must sit there. */
  leastAt(node: number): number;
  setSubsidy(node: number, subsidy: number): void;
  /** The subsidy by carrier number, scaled, at least 0. */
  subsidyOf(carrier: number): number;
  /** Prices from the free node on, as the residual graph keeps them. */
  readonly prices: Int32Array;
}

export function makeRefusals(problem: Problem, market: Market): Refusals {
  const { requestCount, requestAt, requests } = market;
  const free = market.rows * market.cells;
  const carrierOf = (request: number) => problem.requests.carrier[requestAt[request]!]!;

  const sizes = new Int32Array(problem.carrierQuota.length);
  for (const carrier of problem.requests.carrier) if (carrier !== NONE) sizes[carrier]!++;
  const nodeOfCarrier = new Int32Array(sizes.length).fill(NONE);
  const least: number[] = [];
  problem.carrierQuota.forEach((quota, carrier) => {
    if (quota === NONE || quota >= sizes[carrier]!) return;
    nodeOfCarrier[carrier] = free + 1 + least.length;
    least.push(sizes[carrier]! - quota);
  });

  const nodeOf = new Int32Array(requestCount).fill(free);
  const members = least.map((): number[] => []);
  for (let request = 0; request < requestCount && least.length > 0; request++) {
    const carrier = carrierOf(request);
    if (carrier === NONE || nodeOfCarrier[carrier] === NONE) continue;
    nodeOf[request] = nodeOfCarrier[carrier]!;
    members[nodeOf[request]! - free - 1]!.push(request);
  }
  const lists = members.map((list) => Int32Array.from(list));
  const prices = new Int32Array(1 + least.length);
  const penaltyOf = (request: number) => requests[request * REQUEST_STRIDE + PENALTY]!;

  return {
    nodes: least.length,
    nodeOf,
    penaltyOf,
    costOf: (request) => penaltyOf(request) + prices[nodeOf[request]! - free]!,
    listNodes: () => least.map((_, index) => free + 1 + index),
    membersOf: (node) => lists[node - free - 1]!,
    leastAt: (node) => least[node - free - 1] ?? 0,
    setSubsidy: (node, subsidy) => {
      prices[node - free] = -subsidy;
    },
    subsidyOf: (carrier) => (nodeOfCarrier[carrier] === NONE ? 0 : -prices[nodeOfCarrier[carrier]! - free]!),
    prices,
  };
}
