import { NONE, type Problem } from '../model.ts';

/**
 * Costs inside the solver are four times those of the problem: the auction may then end with a step ε of a quarter of the smallest
 * cost difference and still compute in whole numbers of 32 bits.
 */
export const COST_SCALE = 4;
/** The price of a count without places: dearer than every penalty (2^29 scaled), and cost + CLOSED stays below 2^31. */
export const CLOSED = 2 ** 30;

/** Entries per request in `Market.requests`, and their places. */
export const REQUEST_STRIDE = 4;
export const WINDOW_BEGIN = 0;
export const WEIGHT = 1;
export const PENALTY = 2;
export const ROW = 3;
/** Entries per window in `Market.windows`: cell, length, base cost. */
export const WINDOW_STRIDE = 3;

/**
 * The problem as the solver walks it. A request lies in one record of 16 bytes and its windows next to each other, and requests that
 * want the same cells lie near each other: a bid then touches two lines of memory instead of eight.
 *
 * A **count** is one of the nested counts of a cell: number `row · cells + cell`, row 0 all trucks, 1 inspected, 2 examined. A request
 * of channel c enters at row c and takes a place in the rows c … 0. Where no inspected or examined count can bind, there is one row.
 */
export interface Market {
  readonly requestCount: number;
  readonly cells: number;
  readonly rows: number;
  /** Market order to problem order. */
  readonly requestAt: Int32Array;
  /** WINDOW_BEGIN, WEIGHT, PENALTY (scaled) and ROW (`row · cells`) per request; one record more to end the last windows. */
  readonly requests: Int32Array;
  /** Cell, length and base cost (scaled) per window. Cut where the cost reaches the penalty: beyond, no place is worth taking. */
  readonly windows: Int32Array;
  /** Delay cost by slots, for a weight of 1 (the weight is the scaled one). */
  readonly delay: Int32Array;
  /** Places by count. */
  readonly places: Int32Array;
}

export function openMarket(problem: Problem): Market {
  const { requests, windows, places } = problem;
  const cells = places.total.length;
  const rows = countsCanBind(problem) ? 3 : 1;
  const delay = delayTable(problem);
  const requestAt = sortByFirstCell(problem);

  const records = new Int32Array((requests.count + 1) * REQUEST_STRIDE);
  // A request with a current cell gets one window more: staying where it is.
  let roomNeeded = windows.cell.length;
  for (let request = 0; request < requests.count; request++) if (requests.currentCell[request] !== NONE) roomNeeded++;
  const packed = new Int32Array(roomNeeded * WINDOW_STRIDE);
  let end = 0;
  // Not inside the loop: a closure for each of a million requests took 0.3 s.
  function pack(cell: number, useful: number, base: number): void {
    if (useful === 0) return;
    packed[end++] = cell;
    packed[end++] = useful;
    packed[end++] = base;
  }

  for (let at = 0; at < requests.count; at++) {
    const request = requestAt[at]!;
    const weight = requests.weight[request]! * COST_SCALE;
    const penalty = requests.penalty[request]! * COST_SCALE;
    const current = requests.currentCell[request]!;
    const moveCost = current === NONE ? 0 : requests.moveCost[request]! * COST_SCALE;
    records[at * REQUEST_STRIDE + WINDOW_BEGIN] = end;
    records[at * REQUEST_STRIDE + WEIGHT] = weight;
    records[at * REQUEST_STRIDE + PENALTY] = penalty;
    records[at * REQUEST_STRIDE + ROW] = rows === 1 ? 0 : requests.channel[request]! * cells;
    let stay = penalty;
    for (let window = requests.firstWindow[request]!; window < requests.firstWindow[request + 1]!; window++) {
      const cell = windows.cell[window]!;
      const length = windows.length[window]!;
      const detour = windows.detour[window]! * COST_SCALE;
      pack(cell, usefulLength(delay, length, weight, penalty - detour - moveCost), detour + moveCost);
      if (moveCost > 0 && current >= cell && current < cell + usefulLength(delay, length, weight, penalty - detour)) {
        stay = Math.min(stay, weight * delay[current - cell]! + detour);
      }
    }
    if (stay < penalty) pack(current, 1, stay);
  }
  records[requests.count * REQUEST_STRIDE + WINDOW_BEGIN] = end;
  return {
    requestCount: requests.count,
    cells,
    rows,
    requestAt,
    requests: records,
    windows: packed.subarray(0, end),
    delay,
    places: packPlaces(problem, rows),
  };
}

/** What the request pays in the cell, scaled and without the price; CLOSED where no window covers it. */
export function cheapestAt({ requests, windows, delay }: Market, request: number, cell: number): number {
  const record = request * REQUEST_STRIDE;
  const weight = requests[record + WEIGHT]!;
  const end = requests[record + REQUEST_STRIDE + WINDOW_BEGIN]!;
  let cheapest = CLOSED;
  for (let window = requests[record + WINDOW_BEGIN]!; window < end; window += WINDOW_STRIDE) {
    const slots = cell - windows[window]!;
    if (slots < 0 || slots >= windows[window + 1]!) continue;
    const cost = Math.imul(weight, delay[slots]!) + windows[window + 2]!;
    if (cost < cheapest) cheapest = cost;
  }
  return cheapest;
}

function countsCanBind({ places }: Problem): boolean {
  return places.total.some((total, cell) => places.examined[cell]! < total);
}

function packPlaces({ places }: Problem, rows: number): Int32Array {
  const cells = places.total.length;
  const packed = new Int32Array(rows * cells);
  [places.total, places.inspected, places.examined].slice(0, rows).forEach((row, index) => {
    packed.set(row, index * cells);
  });
  return packed;
}

/** Delay costs, as far as a window reaches; those past every penalty stay at the greatest whole number and are never used. */
function delayTable({ delayCost, windows }: Problem): Int32Array {
  let longest = 1;
  for (const length of windows.length) if (length > longest) longest = length;
  return Int32Array.from({ length: longest }, (_, slots) =>
    Math.min(2 ** 31 - 1, delayCost.linear * slots + delayCost.quadratic * slots * slots),
  );
}

/** The number of slots of a window whose cost stays below what is left to pay. Bisection: the delay cost grows with the slots. */
function usefulLength(delay: Int32Array, length: number, weight: number, left: number): number {
  let useful = 0;
  let limit = left > 0 ? length : 0;
  while (useful < limit) {
    const middle = (useful + limit + 1) >> 1;
    if (weight * delay[middle - 1]! < left) useful = middle;
    else limit = middle - 1;
  }
  return useful;
}

/** Requests in the order of the first cell they ask for (counting sort, stable). */
function sortByFirstCell({ requests, windows, places }: Problem): Int32Array {
  const cells = places.total.length;
  const keyOf = (request: number) => {
    const window = requests.firstWindow[request]!;
    return window < requests.firstWindow[request + 1]! ? windows.cell[window]! : cells;
  };
  const next = new Int32Array(cells + 2);
  for (let request = 0; request < requests.count; request++) next[keyOf(request) + 1]!++;
  for (let cell = 0; cell <= cells; cell++) next[cell + 1]! += next[cell]!;
  const order = new Int32Array(requests.count);
  for (let request = 0; request < requests.count; request++) order[next[keyOf(request)]!++] = request;
  return order;
}
