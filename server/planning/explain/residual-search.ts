import { makeDistanceHeap, UNREACHED } from '../assign/distance-heap.ts';
import type { ResidualGraph } from '../assign/residual-graph.ts';
import { NONE } from '../model.ts';

/** A request, in market order, that moves from one node of the residual graph to another. */
export interface Step {
  readonly from: number;
  readonly to: number;
  readonly order: number;
}

/** The reduced length of the shortest way and its steps; without steps, the search gave up and the way is at least as long. */
export interface Reached {
  readonly distance: number;
  readonly steps: readonly Step[] | null;
}

/**
 * Shortest ways in the residual graph from one node to another, by A* with the free node as landmark (Goldberg and Harrelson 2005): every way
 * is compared with the one through the free node, where one truck loses its place and the freed one goes to whoever gains most.
 */
export function makeResidualSearch(graph: ResidualGraph, nodesMax: number) {
  const { free, most, nodes } = graph;
  const heap = makeDistanceHeap(nodes);
  const closed = Array.from({ length: free }, (_, node) => node).filter((node) => most[node] === 0);
  const distance = new Int32Array(nodes);
  const before = new Int32Array(nodes);
  const mover = new Int32Array(nodes);
  const fromFree = measureAll(graph.forEachArcOutOf);
  const toFree = measureAll(graph.forEachArcInto);
  let last: { source: number; target: number; reached: Reached | undefined } | undefined;

  /** The distance of every node from the free node, or to it. */
  function measureAll(forEachArc: ResidualGraph['forEachArcOutOf']): Int32Array {
    heap.clear();
    for (const shut of closed) heap.distance[shut] = -1;
    heap.lower(free, 0);
    for (let here = heap.pop(); here !== NONE; here = heap.pop()) {
      const reach = heap.distance[here]!;
      forEachArc(here, reach, heap.distance, Number.POSITIVE_INFINITY, (other, _, length) => {
        heap.lower(other, reach + length);
      });
    }
    return heap.distance.slice();
  }

  /** @returns undefined where there is no way at all. */
  function reach(source: number, target: number): Reached | undefined {
    if (last?.source !== source || last.target !== target) last = { source, target, reached: search(source, target) };
    return last.reached;
  }

  /** At most the way from the node to the target, by the triangle with the free node. */
  function atLeast(node: number, target: number): number {
    const away = toFree[target] === UNREACHED ? 0 : toFree[node]! - toFree[target]!;
    const back =
      fromFree[target] === UNREACHED || fromFree[node] === UNREACHED ? 0 : fromFree[target]! - fromFree[node]!;
    return Math.max(0, away, back);
  }

  function search(source: number, target: number): Reached | undefined {
    heap.clear();
    distance.fill(UNREACHED);
    // Below every distance: no way leads to a count without places.
    for (const shut of closed) distance[shut] = -1;
    distance[source] = 0;
    heap.lower(source, 0);
    const known = fromFree[target] === UNREACHED ? UNREACHED : toFree[source]! + fromFree[target]!;
    for (let seen = 0; ; seen++) {
      const here = heap.pop();
      if (here === NONE) return undefined;
      const radius = distance[here]!;
      if (here === target) return { distance: radius, steps: listSteps(source, target) };
      if (seen === nodesMax) return { distance: heap.distance[here]!, steps: null };
      graph.forEachArcOutOf(here, radius, distance, known + 1, (other, order, length) => {
        const estimate = radius + length + atLeast(other, target);
        if (estimate > known) return;
        distance[other] = radius + length;
        heap.lower(other, estimate);
        before[other] = here;
        mover[other] = order;
      });
    }
  }

  function listSteps(source: number, target: number): Step[] {
    const steps: Step[] = [];
    for (let node = target; node !== source; node = before[node]!) {
      if (mover[node] !== NONE) steps.push({ from: before[node]!, to: node, order: mover[node]! });
    }
    return steps.reverse();
  }

  return { reach };
}
