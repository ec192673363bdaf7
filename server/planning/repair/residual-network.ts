import { cellCountOf, costOf, delayCostOf, moveCostOf, NONE, type Problem } from '../model.ts';

/** Called for each arc out of a node: where it ends, who moves along it (NONE: nobody, only a count has room), and what that costs. */
export type VisitArc = (to: number, mover: number, cost: number) => void;

/**
 * What could still be changed about the answers given so far, as a network. The same as `assign/residual-graph.ts`, which walks packed
 * arrays with a million requests in mind; this one is for reading, and lets a truck refuse to move.
 *
 * Nodes: the three nested counts of each cell (`row · cells + cell`, row 0 all trucks), then one node for "no slot", then one for "no
 * slot" of each carrier. A truck sits at the count of its channel and takes a place there and in the rows outside it.
 */
export function makeResidualNetwork(problem: Problem, mayMove: (request: number) => boolean) {
  const { requests, windows, places, carrierQuota } = problem;
  const cells = cellCountOf(problem);
  const rows = [places.total, places.inspected, places.examined] as const;
  const free = rows.length * cells;
  const nodes = free + 1 + carrierQuota.length;
  const sitting = Array.from({ length: nodes }, () => new Set<number>());
  const seatOf = new Int32Array(requests.count).fill(NONE);
  const taken = new Int32Array(nodes);
  /** Requests of each carrier so far; beyond its quota, that many must sit without a slot. */
  const asked = new Int32Array(carrierQuota.length);

  const refusalOf = (request: number): number => free + 1 + requests.carrier[request]!;
  const cellAt = (node: number): number => (node < free ? node % cells : NONE);
  const mustRefuse = (carrier: number): number =>
    carrierQuota[carrier] === NONE ? 0 : Math.max(0, asked[carrier]! - carrierQuota[carrier]!);

  /** Everywhere the request could go, at what it costs beyond `already`. */
  function forEachChoice(request: number, already: number, visit: VisitArc): void {
    const row = requests.channel[request]! * cells;
    const weight = requests.weight[request]!;
    const penalty = requests.penalty[request]!;
    for (let window = requests.firstWindow[request]!; window < requests.firstWindow[request + 1]!; window++) {
      const first = windows.cell[window]!;
      for (let slots = 0; slots < windows.length[window]!; slots++) {
        const waiting = weight * delayCostOf(problem, slots) + windows.detour[window]!;
        if (waiting >= penalty) break;
        const cost = waiting + moveCostOf(problem, request, first + slots);
        if (cost < penalty) visit(row + first + slots, request, cost - already);
      }
    }
    visit(refusalOf(request), request, penalty - already);
  }

  function forEachArcOutOf(node: number, visit: VisitArc): void {
    for (const request of sitting[node]!) {
      if (mayMove(request)) forEachChoice(request, costOf(problem, request, cellAt(node)), visit);
    }
    if (node === free) {
      for (let cell = 0; cell < cells; cell++) if (taken[cell]! > 0) visit(cell, NONE, 0);
      carrierQuota.forEach((_, carrier) => {
        if (taken[free + 1 + carrier]! > mustRefuse(carrier)) visit(free + 1 + carrier, NONE, 0);
      });
    } else if (node > free) {
      visit(free, NONE, 0);
    } else {
      const row = Math.floor(node / cells);
      if (taken[node]! < rows[row]![node % cells]!) visit(row === 0 ? free : node - cells, NONE, 0);
      if (node + cells < free && taken[node + cells]! > 0) visit(node + cells, NONE, 0);
    }
  }

  function sit(request: number, node: number): void {
    if (seatOf[request] !== NONE) sitting[seatOf[request]!]!.delete(request);
    sitting[node]!.add(request);
    seatOf[request] = node;
  }

  /** One step of a path: the request changes its seat, or the count next to it takes one more or one less. */
  function step(from: number, to: number, mover: number): void {
    if (mover !== NONE) sit(mover, to);
    else if (from === free || (from < free && to === from + cells)) taken[to]!--;
    else taken[from]!++;
  }

  /** Lets a request of the carrier in, and names the node that must take one more: a full carrier's own, or "no slot". */
  function admit(request: number): number {
    const carrier = requests.carrier[request]!;
    if (carrier === NONE) return free;
    const before = mustRefuse(carrier);
    asked[carrier]!++;
    if (mustRefuse(carrier) === before) return free;
    taken[free + 1 + carrier]!++;
    return free + 1 + carrier;
  }

  return {
    nodes,
    forEachArcOutOf,
    forEachChoice,
    step,
    admit,
    readCells: (): Int32Array => seatOf.map(cellAt),
  };
}
