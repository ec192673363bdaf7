/**
 * The planning problem and its answer: every term, its unit and its range. Costs are whole numbers of one unit, whatever the
 * caller makes of it (a minute of one ordinary truck, a tenge): the engine only adds and compares them.
 *
 * - A **cell** is one slot of one checkpoint and direction. The cells of a checkpoint lie next to each other in time order, so
 *   that a window of slots is a range of cells.
 * - **Places** are three nested counts per cell: all trucks, those inspected (channel yellow or red), those examined (red).
 * - A **request** asks for one place. Slot `d` of a window costs `weight·(linear·d + quadratic·d²) + detour`, and `moveCost` more
 *   where the request has a current cell and this is another. A request that gets no cell costs its `penalty`.
 *
 * Nothing overflows. Every cost the engine adds up is below the penalty of its request (a dearer slot is never worth taking), a
 * penalty is at most {@link MAX_PENALTY} = 2^27, and a price never passes the greatest penalty. Inside, costs are scaled by 4 to
 * 2^29, and cost + price + distance stays below 2^31. A sum over 2^20 requests is at most 2^47, far below the 2^53 that a
 * JavaScript number holds exactly. A month in half hours (d < 1488) with the demo's costs (10, 1) and a weight of 8 costs at most
 * 17.8 million: a seventh of the greatest penalty.
 */

/** A request's channel, as the planner counts it: 0 green, 1 yellow (inspected), 2 red (inspected and examined). */
export type Channel = 0 | 1 | 2;
export const CHANNELS = ['green', 'yellow', 'red'] as const;

/** Marks "no cell" and "no carrier". */
export const NONE = -1;

/** The greatest penalty, and so the greatest cost of one decision that matters: 2^27. */
export const MAX_PENALTY = 2 ** 27;
/** The greatest weight, cost coefficient and number of slots in one window; their product is exact in a double (below 2^53). */
export const MAX_WEIGHT = 10_000;
export const MAX_COEFFICIENT = 10_000;
export const MAX_WINDOW = 9_000;
/** The greatest number of places of one cell, of cells and of requests. */
export const MAX_PLACES = 1_000_000;
export const MAX_CELLS = 2 ** 22;
export const MAX_REQUESTS = 2 ** 23;

export interface Problem {
  /** Cost of waiting `d` slots, for a weight of 1: `linear·d + quadratic·d²`. Both 0…MAX_COEFFICIENT. */
  readonly delayCost: { readonly linear: number; readonly quadratic: number };
  /** Checkpoint `k` owns the cells `firstCell[k]` … `firstCell[k + 1] - 1`; one entry more than there are checkpoints. */
  readonly firstCell: Int32Array;
  readonly places: Places;
  /** The most requests of a carrier that may be assigned over the whole horizon, by carrier number; NONE is no limit. */
  readonly carrierQuota: Int32Array;
  readonly requests: Requests;
  readonly windows: Windows;
  /** The seed the lottery numbers were drawn from. Published with the plan, so that anyone can draw them again. */
  readonly seed: string;
}

/** Counts per cell, 0…MAX_PLACES, with `examined ≤ inspected ≤ total`. */
export interface Places {
  readonly total: Int32Array;
  readonly inspected: Int32Array;
  readonly examined: Int32Array;
}

/** One entry per request in every column, but `firstWindow`, which has one more. */
export interface Requests {
  readonly count: number;
  /** How much a slot of delay costs this truck beside an ordinary one, 0…MAX_WEIGHT. */
  readonly weight: Int32Array;
  /** Cost of no cell, 0…MAX_PENALTY. */
  readonly penalty: Int32Array;
  /** {@link Channel}. */
  readonly channel: Uint8Array;
  /** Carrier number, an index into `carrierQuota`, or NONE. */
  readonly carrier: Int32Array;
  /** Equal claims are served in the order of these numbers, the smallest first, 0…2^32 - 1. */
  readonly lottery: Uint32Array;
  /** The cell this request holds now, or NONE. */
  readonly currentCell: Int32Array;
  /** Cost of every cell but the current one, 0…MAX_PENALTY; counts only where there is a current cell. */
  readonly moveCost: Int32Array;
  /** The windows of request `i` are `firstWindow[i]` … `firstWindow[i + 1] - 1`. */
  readonly firstWindow: Int32Array;
}

/** One entry per window: the cells `cell` … `cell + length - 1`, all of one checkpoint. */
export interface Windows {
  readonly cell: Int32Array;
  /** 1…MAX_WINDOW slots. */
  readonly length: Int32Array;
  /** Cost of this way beside the best one, 0…MAX_PENALTY. */
  readonly detour: Int32Array;
}

/**
 * What a place costs at the plan's optimum: by how much the whole plan would be cheaper with one place more. All at least 0.
 * A green truck pays `total`, a yellow one `total + inspected`, a red one all three; each also its carrier's price.
 */
export interface Prices {
  readonly total: Float64Array;
  readonly inspected: Float64Array;
  readonly examined: Float64Array;
  /** By carrier number: what one more truck over the quota would save. */
  readonly carrier: Float64Array;
}

export interface Plan {
  /** The cell of each request, or NONE. */
  readonly cellOf: Int32Array;
  /** Sum of the costs of all requests. */
  readonly objective: number;
  /** No plan costs less than this. Equal to `objective` where the plan is proved to be the best. */
  readonly lowerBound: number;
  readonly prices: Prices;
  readonly seed: string;
}

/** Cost of waiting `slots` slots for a weight of 1. */
export function delayCostOf(problem: Pick<Problem, 'delayCost'>, slots: number): number {
  return problem.delayCost.linear * slots + problem.delayCost.quadratic * slots * slots;
}

/** What the request pays in this cell, its cheapest window there; Infinity where no window covers the cell. NONE: its penalty. */
export function costOf(problem: Problem, request: number, cell: number): number {
  const { requests, windows } = problem;
  if (cell === NONE) return requests.penalty[request]!;
  let cheapest = Number.POSITIVE_INFINITY;
  for (let window = requests.firstWindow[request]!; window < requests.firstWindow[request + 1]!; window++) {
    const slots = cell - windows.cell[window]!;
    if (slots < 0 || slots >= windows.length[window]!) continue;
    cheapest = Math.min(cheapest, requests.weight[request]! * delayCostOf(problem, slots) + windows.detour[window]!);
  }
  return cheapest + moveCostOf(problem, request, cell);
}

/** What the request pays for leaving the cell it holds now. */
export function moveCostOf({ requests }: Problem, request: number, cell: number): number {
  const current = requests.currentCell[request]!;
  return current === NONE || current === cell ? 0 : requests.moveCost[request]!;
}

/** The sum of what all requests pay. */
export function objectiveOf(problem: Problem, cellOf: Int32Array): number {
  let sum = 0;
  for (let request = 0; request < problem.requests.count; request++) sum += costOf(problem, request, cellOf[request]!);
  return sum;
}

export function cellCountOf(problem: Problem): number {
  return problem.places.total.length;
}
