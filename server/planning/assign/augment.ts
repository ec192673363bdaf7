import { NONE } from '../model.ts';
import { makeDistanceHeap } from './distance-heap.ts';
import type { ResidualGraph } from './residual-graph.ts';

/**
 * What is out of balance at each node: above 0 a surplus that must leave (a request that waits for a seat), below 0 places that must
 * be filled (a count with a price and an empty place).
 */
export type Balance = Int32Array;

/** +1: a surplus drains along the arcs out of it, and prices rise. -1: a gap fills along the arcs into it, and prices fall. */
type Sign = 1 | -1;

/**
 * Successive shortest augmenting paths (Ford and Fulkerson 1962, with the potentials of Edmonds and Karp 1972): each surplus goes to the
 * nearest gap or to the free node, then each gap that is left is filled from the free node. A path moves requests from cell to
 * cell, each step at no loss at the prices of the moment, so nothing but the balance changes.
 *
 * A search spreads from the one end and stops at the first root, so it sees only what is nearer: where prices are nearly right, a
 * handful of nodes out of ten thousand. One search from all roots at once for all ends was two to four times slower.
 */
export function restoreBalance(graph: ResidualGraph, balance: Balance): void {
  const search = makeSearch(graph, balance);
  for (const sign of [1, -1] as const) {
    for (let end = 0; end < balance.length; end++) {
      while (sign * balance[end]! > 0) search.augmentFrom(end, sign);
    }
  }
}

function makeSearch(graph: ResidualGraph, balance: Balance) {
  const heap = makeDistanceHeap(balance.length);
  const { distance } = heap;
  const closed = listClosed(graph);
  // The node before on the way from the end, and the request that makes the step (NONE between nested counts).
  const before = new Int32Array(balance.length);
  const mover = new Int32Array(balance.length);

  /** Dijkstra from the end to the nearest root. Returns the root and the nodes that are nearer. */
  function findRoot(end: number, sign: Sign): { root: number; nearer: number[] } {
    const forEachArc = sign === 1 ? graph.forEachArcOutOf : graph.forEachArcInto;
    heap.clear();
    // Below every distance: no way leads to a count without places.
    for (const node of closed) distance[node] = -1;
    heap.lower(end, 0);
    const nearer: number[] = [];
    for (;;) {
      const here = heap.pop();
      if (here === NONE) throw new Error('a request or a gap without a way out: the residual graph is broken');
      if (here === graph.free || sign * balance[here]! < 0) return { root: here, nearer };
      nearer.push(here);
      const reach = distance[here]!;
      forEachArc(here, reach, distance, distance[graph.free]!, (other, request, length) => {
        if (!heap.lower(other, reach + length)) return;
        before[other] = here;
        mover[other] = request;
      });
    }
  }

  function augmentFrom(end: number, sign: Sign): void {
    const { root, nearer } = findRoot(end, sign);
    for (const node of nearer) graph.shiftPotential(node, sign * (distance[root]! - distance[node]!));
    for (let node = root; node !== end; node = before[node]!) {
      if (sign === 1) graph.step(before[node]!, node, mover[node]!);
      else graph.step(node, before[node]!, mover[node]!);
    }
    balance[end]! -= sign;
    if (root !== graph.free) balance[root]! += sign;
  }

  return { augmentFrom };
}

function listClosed({ free, most }: ResidualGraph): number[] {
  const closed: number[] = [];
  for (let node = 0; node < free; node++) if (most[node] === 0) closed.push(node);
  return closed;
}
