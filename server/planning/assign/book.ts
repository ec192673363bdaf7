import { NONE } from '../model.ts';
import { CLOSED, type Market } from './market.ts';

/**
 * Who holds a place, and at which bid. The holders of a cell lie in one binary heap per row, the lowest bid on top, so that the
 * request to give way is found at once. Entries are pairs (bid, request) next to each other: one line of memory a step.
 */
export interface Book {
  /** Price by count, scaled: what a newcomer of that row pays at least. */
  readonly price: Int32Array;
  /** The cell of each request, or NONE. */
  readonly cellOf: Int32Array;
  /** Holders by count; only those who entered at that row. */
  readonly holders: Int32Array;
  /** Where the heap of a count begins in `heap`, in pairs. */
  readonly heapStart: Int32Array;
  readonly heap: Int32Array;
}

export function openBook(market: Market): Book {
  const counts = market.rows * market.cells;
  const heapStart = new Int32Array(counts + 1);
  for (let count = 0; count < counts; count++) {
    // No more holders than requests, whatever a generous caller calls a place.
    heapStart[count + 1] = heapStart[count]! + Math.min(market.places[count]!, market.requestCount);
  }
  return {
    price: Int32Array.from(market.places, (places) => (places === 0 ? CLOSED : 0)),
    cellOf: new Int32Array(market.requestCount).fill(NONE),
    holders: new Int32Array(counts),
    heapStart,
    heap: new Int32Array(2 * heapStart[counts]!),
  };
}

/** Holders of a cell that take a place in this row: those who entered at it or further in. */
export function takenIn(market: Market, book: Book, cell: number, row: number): number {
  let taken = 0;
  for (let inner = row; inner < market.rows; inner++) taken += book.holders[inner * market.cells + cell]!;
  return taken;
}

/** The innermost full row that a newcomer of `row` would need, or NONE. */
export function fullRowFor(market: Market, book: Book, cell: number, row: number): number {
  const { cells, places } = market;
  let taken = 0;
  for (let inner = market.rows - 1; inner > row; inner--) taken += book.holders[inner * cells + cell]!;
  for (let outer = row; outer >= 0; outer--) {
    taken += book.holders[outer * cells + cell]!;
    if (taken === places[outer * cells + cell]) return outer;
  }
  return NONE;
}

/** The count whose top has the lowest bid among the rows `row` and further in; at least one of them has a holder. */
function lowestHeap(market: Market, book: Book, cell: number, row: number): number {
  const { heap, heapStart, holders } = book;
  let lowest = NONE;
  let lowestBid = CLOSED;
  for (let inner = row; inner < market.rows; inner++) {
    const count = inner * market.cells + cell;
    if (holders[count] === 0) continue;
    const bid = heap[2 * heapStart[count]!]!;
    if (bid < lowestBid) {
      lowest = count;
      lowestBid = bid;
    }
  }
  return lowest;
}

/**
 * Gives the request a place at this bid and raises the cell's prices to what the next one must pay.
 *
 * @returns the request that gives way, or NONE where a place was free.
 */
export function placeBid(market: Market, book: Book, request: number, cell: number, row: number, bid: number): number {
  const count = row * market.cells + cell;
  const full = fullRowFor(market, book, cell, row);
  let evicted = NONE;
  if (full === NONE) {
    pushHeap(book, count, bid, request);
  } else {
    const victim = lowestHeap(market, book, cell, full);
    evicted = book.heap[2 * book.heapStart[victim]! + 1]!;
    if (victim === count) siftDown(book, count, bid, request);
    else {
      popHeap(book, victim);
      pushHeap(book, count, bid, request);
    }
  }
  book.cellOf[request] = cell;
  raisePrices(market, book, cell);
  return evicted;
}

/** A full count costs its lowest bid; a further row at least as much as the one around it. Prices only rise within a phase. */
function raisePrices(market: Market, book: Book, cell: number): void {
  const { cells, places } = market;
  const { price, heap, heapStart } = book;
  let outer = 0;
  for (let row = 0; row < market.rows; row++) {
    const count = row * cells + cell;
    if (takenIn(market, book, cell, row) === places[count] && places[count] !== 0) {
      const lowest = heap[2 * heapStart[lowestHeap(market, book, cell, row)]!]!;
      if (lowest > price[count]!) price[count] = lowest;
    }
    if (price[count]! < outer) price[count] = outer;
    outer = price[count]!;
  }
}

export function pushHeap(book: Book, count: number, bid: number, request: number): void {
  const { heap } = book;
  const base = 2 * book.heapStart[count]!;
  let hole = book.holders[count]!++;
  while (hole > 0) {
    const parent = (hole - 1) >> 1;
    if (heap[base + 2 * parent]! <= bid) break;
    heap[base + 2 * hole] = heap[base + 2 * parent]!;
    heap[base + 2 * hole + 1] = heap[base + 2 * parent + 1]!;
    hole = parent;
  }
  heap[base + 2 * hole] = bid;
  heap[base + 2 * hole + 1] = request;
}

function popHeap(book: Book, count: number): void {
  const last = --book.holders[count]!;
  const at = 2 * (book.heapStart[count]! + last);
  if (last > 0) siftDown(book, count, book.heap[at]!, book.heap[at + 1]!);
}

/** Puts the entry in the place of the top and lets it sink. */
function siftDown(book: Book, count: number, bid: number, request: number): void {
  const { heap } = book;
  const base = 2 * book.heapStart[count]!;
  const size = book.holders[count]!;
  let hole = 0;
  for (;;) {
    let child = 2 * hole + 1;
    if (child >= size) break;
    if (child + 1 < size && heap[base + 2 * child + 2]! < heap[base + 2 * child]!) child++;
    if (heap[base + 2 * child]! >= bid) break;
    heap[base + 2 * hole] = heap[base + 2 * child]!;
    heap[base + 2 * hole + 1] = heap[base + 2 * child + 1]!;
    hole = child;
  }
  heap[base + 2 * hole] = bid;
  heap[base + 2 * hole + 1] = request;
}
