import { NONE } from '../model.ts';
import { type Book, placeBid } from './book.ts';
import { CLOSED, type Market, REQUEST_STRIDE, ROW, WEIGHT, WINDOW_BEGIN, WINDOW_STRIDE } from './market.ts';
import type { Refusals } from './refusals.ts';

/** What one look at all its windows tells a request: the best cell, its value (cost + price), and the value of the next best. */
export interface Look {
  cell: number;
  best: number;
  second: number;
}

/**
 * The forward auction of Bertsekas (1979; similar objects and ε-scaling: Bertsekas and Castañon 1989) over windows instead of
 * listed arcs: a scan of a window stops where the delay cost alone, which only grows, passes the second best value.
 * `waiting` holds the `count` requests that bid, and is used as the stack of those that still have to: who gives way bids next, while
 * its part of the book is still at hand. After it, every request holds a place (or none) that is within ε of the best at the prices of `book`.
 *
 * @returns false where it gave up after `bidsMax` bids
 */
export function runForwardAuction(
  market: Market,
  book: Book,
  refusals: Refusals,
  epsilon: number,
  waiting: Int32Array,
  count: number,
  bidsMax: number,
): boolean {
  const { requests, cells } = market;
  const look: Look = { cell: NONE, best: 0, second: 0 };
  let left = count;
  let bids = 0;
  while (left > 0) {
    if (++bids > bidsMax) return false;
    const request = waiting[--left]!;
    lookAround(market, book.price, request, refusals.costOf(request), look);
    if (look.cell === NONE) continue;
    const rowStart = requests[request * REQUEST_STRIDE + ROW]!;
    const bid = book.price[rowStart + look.cell]! + (look.second - look.best) + epsilon;
    const evicted = placeBid(market, book, request, look.cell, rowStart === 0 ? 0 : rowStart / cells, bid);
    if (evicted !== NONE) {
      book.cellOf[evicted] = NONE;
      waiting[left++] = evicted;
    }
  }
  return true;
}

/** Finds the best cell at these prices against `refusal`, the cost of no cell; at a tie, no cell. */
export function lookAround(market: Market, price: Int32Array, request: number, refusal: number, look: Look): void {
  const { requests, windows, delay } = market;
  const record = request * REQUEST_STRIDE;
  const weight = requests[record + WEIGHT]!;
  const rowStart = requests[record + ROW]!;
  const end = requests[record + REQUEST_STRIDE + WINDOW_BEGIN]!;
  let cell = NONE;
  let best = refusal;
  let second = CLOSED;
  for (let window = requests[record + WINDOW_BEGIN]!; window < end; window += WINDOW_STRIDE) {
    const length = windows[window + 1]!;
    const base = windows[window + 2]!;
    const first = rowStart + windows[window]!;
    for (let slots = 0; slots < length; slots++) {
      const cost = Math.imul(weight, delay[slots]!) + base;
      if (cost >= second) break;
      const value = cost + price[first + slots]!;
      if (value < best) {
        second = best;
        best = value;
        cell = first + slots;
      } else if (value < second) second = value;
    }
  }
  look.cell = cell === NONE ? NONE : cell - rowStart;
  look.best = best;
  look.second = second;
}
