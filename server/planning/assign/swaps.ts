import { type Market, PENALTY, REQUEST_STRIDE, ROW, WEIGHT, WINDOW_BEGIN, WINDOW_STRIDE } from './market.ts';

/** The cheapest move from one node to each other node that its requests can reach: three columns of the same length. */
export interface SwapRow {
  readonly target: Int32Array;
  /** What the move costs the request, without prices; it may be less than nothing. */
  readonly cost: Int32Array;
  readonly request: Int32Array;
}

/**
 * Rows of cheapest moves, kept until a request comes to the node or leaves it. Prices do not enter, so a row outlives every change of
 * price: a search reads two hundred numbers where the hundred windows behind them are five thousand (one million requests: the
 * searches took 5 s without the rows and take 2 s with them, most of it building rows).
 */
export function makeSwapRows(
  market: Market,
  refusal: Int32Array,
  nodes: number,
  forEachSitting: (node: number, visit: (request: number) => void) => void,
  costWhereItSits: (request: number) => number,
) {
  const { requests, windows, delay } = market;
  const rows = new Array<SwapRow | undefined>(nodes);
  // Scratch: the cheapest move to each target so far, and the targets that have one.
  const cheapest = new Int32Array(nodes).fill(NO_MOVE);
  const mover = new Int32Array(nodes);
  const targets = new Int32Array(nodes);

  function rowOf(node: number): SwapRow {
    const kept = rows[node];
    if (kept) return kept;
    const row = build(node);
    if (node < nodes) rows[node] = row;
    return row;
  }

  function build(node: number): SwapRow {
    let size = 0;
    forEachSitting(node, (request) => {
      const record = request * REQUEST_STRIDE;
      const weight = requests[record + WEIGHT]!;
      const rowStart = requests[record + ROW]!;
      const already = costWhereItSits(request);
      const end = requests[record + REQUEST_STRIDE + WINDOW_BEGIN]!;
      for (let window = requests[record + WINDOW_BEGIN]!; window < end; window += WINDOW_STRIDE) {
        const first = rowStart + windows[window]!;
        const length = windows[window + 1]!;
        const base = windows[window + 2]! - already;
        for (let slots = 0; slots < length; slots++) {
          const cost = Math.imul(weight, delay[slots]!) + base;
          const before = cheapest[first + slots]!;
          if (cost >= before) continue;
          if (before === NO_MOVE) targets[size++] = first + slots;
          cheapest[first + slots] = cost;
          mover[first + slots] = request;
        }
      }
      const out = refusal[request]!;
      const cost = requests[record + PENALTY]! - already;
      if (cost >= cheapest[out]!) return;
      if (cheapest[out] === NO_MOVE) targets[size++] = out;
      cheapest[out] = cost;
      mover[out] = request;
    });
    const target = targets.slice(0, size);
    const row = {
      target,
      cost: target.map((other) => cheapest[other]!),
      request: target.map((other) => mover[other]!),
    };
    for (const other of target) cheapest[other] = NO_MOVE;
    return row;
  }

  return {
    rowOf,
    forget: (node: number) => {
      if (node < nodes) rows[node] = undefined;
    },
  };
}

const NO_MOVE = 2 ** 31 - 1;
