import { NONE } from '../model.ts';
import { DEMAND_STRIDE, type Demand } from './demand.ts';
import { type Market, PENALTY, REQUEST_STRIDE } from './market.ts';

import { makeSwapRows } from './swaps.ts';

/** Called for each arc that is worth a look; `request` is NONE on an arc between two nested counts. */
export type VisitArc = (other: number, request: number, length: number) => void;

/**
 * The residual graph of the assignment, with the counts of the cells as nodes and not the requests: ten thousand nodes instead of a million.
 *
 * - Nodes `0 … counts - 1`: the counts, each inside the one of the row before; row 0 lies inside the free node.
 * - Node `free`: no cell. Requests without a cell sit there, and places nobody takes are its flow.
 * - Nodes above: one refusal node for each carrier with a quota (see quotas.ts), then one waiting room for each request that waits.
 *
 * An arc from a to b is a request that sits at a and could sit at b, or room between a count and the one around it. Its length is the reduced
 * cost: what b costs it beyond a at the potentials, never negative for as long as the potentials are valid.
 */
export interface ResidualGraph {
  readonly free: number;
  /** Counts, free and refusal nodes; the waiting rooms are `nodes` and above. */
  readonly nodes: number;
  /** Price of each node, scaled; 0 in a waiting room, at most 0 at a refusal node. */
  readonly potential: Int32Array;
  /** The node each request sits at, and what it pays there, price included. A move along a tight arc leaves that as it is. */
  readonly seat: Int32Array;
  readonly pays: Int32Array;
  /** Flow from each count or refusal node outwards, to the one around it, between `least` and `most`. */
  readonly flow: Int32Array;
  readonly least: Int32Array;
  readonly most: Int32Array;
  /** The node at which each request sits when it has no cell. */
  readonly refusal: Int32Array;
  /**
   * Visits the arcs that end at the node, seen at the distance `reach`: those that begin at a node for which they are a shorter way than
   * its `bound`, and a way shorter than `limit`.
   */
  forEachArcInto(node: number, reach: number, bound: Int32Array, limit: number, visit: VisitArc): void;
  /** The same for the arcs that begin at the node. */
  forEachArcOutOf(node: number, reach: number, bound: Int32Array, limit: number, visit: VisitArc): void;
  /** The node around this one: the count of the row before, or the free node. NONE for the free node and waiting rooms. */
  outerOf(node: number): number;
  /** Moves the potential of one node, and what the requests that sit there pay. */
  shiftPotential(node: number, by: number): void;
  sit(request: number, node: number): void;
  /** Goes along one tight arc: the request moves, or (NONE) one unit of flow does. */
  step(from: number, to: number, request: number): void;
}

export interface GraphParts {
  readonly market: Market;
  readonly demand: Demand;
  readonly refusal: Int32Array;
  /** Requests that sit at each refusal node when they have no cell. */
  readonly membersOf: (node: number) => Int32Array;
  readonly nodes: number;
  readonly waitingRooms: number;
  readonly least: Int32Array;
  readonly most: Int32Array;
}

export function makeResidualGraph(parts: GraphParts): ResidualGraph {
  const { market, demand, refusal, nodes, least, most } = parts;
  const { requests, delay, cells, rows, requestCount } = market;
  const counts = rows * cells;
  const free = counts;
  const all = nodes + parts.waitingRooms;
  const potential = new Int32Array(all);
  const flow = new Int32Array(nodes);
  const seat = new Int32Array(requestCount).fill(NONE);
  const pays = new Int32Array(requestCount);
  // The requests of a node are a doubly linked list: they come and go one at a time.
  const firstAt = new Int32Array(all).fill(NONE);
  const next = new Int32Array(requestCount);
  const previous = new Int32Array(requestCount);

  const swaps = makeSwapRows(
    market,
    refusal,
    nodes,
    (node, visit) => {
      for (let request = firstAt[node]!; request !== NONE; request = next[request]!) visit(request);
    },
    (request) => pays[request]! - potential[seat[request]!]!,
  );

  function sit(request: number, node: number): void {
    const head = firstAt[node]!;
    next[request] = head;
    previous[request] = NONE;
    if (head !== NONE) previous[head] = request;
    firstAt[node] = request;
    seat[request] = node;
  }

  function leave(request: number): void {
    const before = previous[request]!;
    const after = next[request]!;
    if (before === NONE) firstAt[seat[request]!] = after;
    else next[before] = after;
    if (after !== NONE) previous[after] = before;
  }

  function shiftPotential(node: number, by: number): void {
    potential[node]! += by;
    for (let request = firstAt[node]!; request !== NONE; request = next[request]!) pays[request]! += by;
  }

  function forEachArcInto(node: number, reach: number, bound: Int32Array, limit: number, visit: VisitArc): void {
    if (node >= nodes) return;
    if (node >= counts) refusalsInto(node, reach, bound, limit, visit);
    else windowsInto(node, reach, bound, limit, visit);
    forEachNestedArcInto(node, reach, bound, visit);
  }

  /** Requests that sit elsewhere and have a window over this count. */
  function windowsInto(node: number, reach: number, bound: Int32Array, limit: number, visit: VisitArc): void {
    const { start, entries, longest } = demand;
    const [seats, paying] = [seat, pays];
    const price = reach + potential[node]!;
    const rowStart = node - (node % cells);
    for (let first = Math.max(rowStart, node - longest + 1); first <= node; first++) {
      const slots = node - first;
      const delayCost = delay[slots]!;
      const end = DEMAND_STRIDE * start[first + 1]!;
      for (let entry = DEMAND_STRIDE * start[first]!; entry < end; entry += DEMAND_STRIDE) {
        if (entries[entry + 2]! <= slots) continue;
        const request = entries[entry]!;
        const distance = price + Math.imul(entries[entry + 1]!, delayCost) + entries[entry + 3]! - paying[request]!;
        if (distance >= limit) continue;
        const from = seats[request]!;
        if (distance < bound[from]!) visit(from, request, distance - reach);
      }
    }
  }

  /** Requests that would rather have no cell, from wherever they sit. */
  function refusalsInto(node: number, reach: number, bound: Int32Array, limit: number, visit: VisitArc): void {
    const members = node === free ? null : parts.membersOf(node);
    const size = members === null ? requestCount : members.length;
    const price = reach + potential[node]!;
    for (let index = 0; index < size; index++) {
      const request = members === null ? index : members[index]!;
      const distance = price + requests[request * REQUEST_STRIDE + PENALTY]! - pays[request]!;
      if (distance >= limit || refusal[request] !== node) continue;
      const from = seat[request]!;
      if (distance < bound[from]!) visit(from, request, distance - reach);
    }
  }

  function forEachArcOutOf(node: number, reach: number, bound: Int32Array, limit: number, visit: VisitArc): void {
    const { target, cost, request } = swaps.rowOf(node);
    const already = reach - potential[node]!;
    for (let index = 0; index < target.length; index++) {
      const other = target[index]!;
      const distance = already + cost[index]! + potential[other]!;
      if (distance < limit && distance < bound[other]! && other !== node)
        visit(other, request[index]!, distance - reach);
    }
    forEachNestedArcOutOf(node, reach, bound, visit);
  }

  function forEachNestedArcInto(node: number, reach: number, bound: Int32Array, visit: VisitArc): void {
    forEachInner(node, (inner) => room(inner, node, inner, reach, bound, visit));
    const outer = outerOf(node);
    if (outer !== NONE) back(node, outer, outer, reach, bound, visit);
  }

  function forEachNestedArcOutOf(node: number, reach: number, bound: Int32Array, visit: VisitArc): void {
    const outer = outerOf(node);
    if (outer !== NONE) room(node, outer, outer, reach, bound, visit);
    forEachInner(node, (inner) => back(inner, node, inner, reach, bound, visit));
  }

  /** The arc inner → outer: there is room for more flow. */
  function room(inner: number, outer: number, other: number, reach: number, bound: Int32Array, visit: VisitArc): void {
    if (flow[inner]! >= most[inner]!) return;
    const length = potential[outer]! - potential[inner]!;
    if (reach + length < bound[other]!) visit(other, NONE, length);
  }

  /** The arc outer → inner: there is flow to take back. */
  function back(inner: number, outer: number, other: number, reach: number, bound: Int32Array, visit: VisitArc): void {
    if (flow[inner]! <= least[inner]!) return;
    const length = potential[inner]! - potential[outer]!;
    if (reach + length < bound[other]!) visit(other, NONE, length);
  }

  function forEachInner(node: number, visit: (inner: number) => void): void {
    if (node === free) {
      for (let inner = 0; inner < cells; inner++) visit(inner);
      for (let inner = free + 1; inner < nodes; inner++) visit(inner);
    } else if (node + cells < counts) visit(node + cells);
  }

  function outerOf(node: number): number {
    if (node === free || node >= nodes) return NONE;
    return node < cells || node > free ? free : node - cells;
  }

  function step(from: number, to: number, request: number): void {
    if (request !== NONE) {
      leave(request);
      sit(request, to);
      swaps.forget(from);
      swaps.forget(to);
    } else if (outerOf(from) === to) flow[from]!++;
    else flow[to]!--;
  }

  return {
    free,
    nodes,
    potential,
    seat,
    pays,
    flow,
    least,
    most,
    refusal,
    outerOf,
    step,
    forEachArcInto,
    forEachArcOutOf,
    shiftPotential,
    sit,
  };
}
