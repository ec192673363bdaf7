import { type Market, REQUEST_STRIDE, ROW, WEIGHT, WINDOW_BEGIN, WINDOW_STRIDE } from './market.ts';

/** Entries per window in `Demand.entries`: request, weight, length, base cost. */
export const DEMAND_STRIDE = 4;

/**
 * The windows by the count they begin at: who could come to a cell is read off the windows that begin at most `longest - 1` slots
 * before it. Each entry carries all that its cost needs, so that the scan walks memory in one direction.
 */
export interface Demand {
  /** The entries of the windows that begin at count c are `start[c]` … `start[c + 1] - 1`, each DEMAND_STRIDE numbers. */
  readonly start: Int32Array;
  readonly entries: Int32Array;
  readonly longest: number;
}

export function indexDemand(market: Market): Demand {
  const { requests, windows, requestCount } = market;
  const start = new Int32Array(market.rows * market.cells + 1);
  let longest = 1;
  forEachWindow(market, (_, window, count) => {
    start[count + 1]!++;
    longest = Math.max(longest, windows[window + 1]!);
  });
  for (let count = 0; count + 1 < start.length; count++) start[count + 1]! += start[count]!;

  const next = start.slice();
  const entries = new Int32Array(DEMAND_STRIDE * start[start.length - 1]!);
  forEachWindow(market, (request, window, count) => {
    const entry = DEMAND_STRIDE * next[count]!++;
    entries[entry] = request;
    entries[entry + 1] = requests[request * REQUEST_STRIDE + WEIGHT]!;
    entries[entry + 2] = windows[window + 1]!;
    entries[entry + 3] = windows[window + 2]!;
  });
  return { start, entries, longest };

  function forEachWindow(_market: Market, visit: (request: number, window: number, count: number) => void): void {
    for (let request = 0; request < requestCount; request++) {
      const record = request * REQUEST_STRIDE;
      const end = requests[record + REQUEST_STRIDE + WINDOW_BEGIN]!;
      for (let window = requests[record + WINDOW_BEGIN]!; window < end; window += WINDOW_STRIDE) {
        visit(request, window, requests[record + ROW]! + windows[window]!);
      }
    }
  }
}
