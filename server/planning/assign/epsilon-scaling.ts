import { NONE } from '../model.ts';
import { type Look, lookAround, runForwardAuction } from './auction.ts';
import { type Book, fullRowFor, placeBid } from './book.ts';
import { CLOSED, cheapestAt, type Market, REQUEST_STRIDE, ROW } from './market.ts';
import type { Refusals } from './refusals.ts';

export interface Schedule {
  /** The bid steps of the phases, scaled, falling. */
  readonly epsilons: readonly number[];
  /** True where the book already holds the prices and cells of an earlier plan. */
  readonly warm: boolean;
  /** Bids of one phase, in the mean over all requests, after which the start was a bad one. */
  readonly bidsPerRequestMax: number;
}

/**
 * The first step is a sixteenth of the mean penalty (the scale on which prices live), each further one a third of it, the last half
 * a unit of cost. Measured at 100,000 requests, load 1: a first step three times smaller costs a fifth more bids and one seven times
 * smaller twice as many, ratios of five or eight save nothing, and stopping at one unit leaves a fifth more loose ends.
 */
export function coldSchedule(meanPenalty: number): Schedule {
  const epsilons: number[] = [];
  for (let epsilon = Math.floor(meanPenalty / 16); epsilon > LAST_EPSILON; epsilon = Math.floor(epsilon / 3))
    epsilons.push(epsilon);
  return { epsilons: [...epsilons, LAST_EPSILON], warm: false, bidsPerRequestMax: Number.POSITIVE_INFINITY };
}

const LAST_EPSILON = 2;

/**
 * Prices are right nearly everywhere: two small steps mend the rest. Where many trucks have to lose their places for good, prices climb up
 * to the penalty in these small steps (20,000 requests, 370 such trucks, a penalty of a million: 57 s instead of 1.2 s), and the plan
 * is sooner made anew. A warm start that pays takes 0.3 to 1.3 bids per request, a cold one 7 to 25, one that does not pay 15 to 120 and more.
 */
export const WARM_SCHEDULE: Schedule = { epsilons: [16, LAST_EPSILON], warm: true, bidsPerRequestMax: 3 };

/**
 * Between phases prices fall by this many times the last step, so that none is left too high: on full counts just enough to
 * bid them up again, on counts left with empty places further. With less on full counts, gaps remain that the exact finish has to fill one by
 * one (100,000 requests: 30 gaps with 3, 180 with 2, 3,400 with 1); with more, the bids are many.
 */
const FALL_WHEN_FULL = 3;
const FALL_WHEN_OPEN = 30;

/**
 * Auctions with smaller and smaller steps (ε-scaling), each from the prices of the one before.
 *
 * @returns false where it gave up, and the book is of no use
 */
export function runScaledAuction(
  market: Market,
  book: Book,
  refusals: Refusals,
  schedule: Schedule,
  onPhase: (share: number) => void,
): boolean {
  const waiting = new Int32Array(market.requestCount);
  const bidsMax = schedule.bidsPerRequestMax * market.requestCount;
  let last = 0;
  for (const [phase, epsilon] of schedule.epsilons.entries()) {
    if (phase > 0) lowerPrices(market, book, last);
    if (phase > 0 || schedule.warm) book.holders.fill(0);
    setSubsidies(market, book, refusals);
    const count = keepTheContent(market, book, refusals, epsilon, waiting);
    if (!runForwardAuction(market, book, refusals, epsilon, waiting, count, bidsMax)) return false;
    last = epsilon;
    onPhase((phase + 1) / schedule.epsilons.length);
  }
  return true;
}

function lowerPrices(market: Market, book: Book, epsilon: number): void {
  const { cells, rows, places } = market;
  for (let cell = 0; cell < cells; cell++) {
    let around = 0;
    for (let row = 0; row < rows; row++) {
      const count = row * cells + cell;
      if (places[count] === 0) break;
      const fall = fullRowFor(market, book, cell, row) === NONE ? FALL_WHEN_OPEN : FALL_WHEN_FULL;
      around = Math.max(around, book.price[count]! - fall * epsilon);
      book.price[count] = around;
    }
  }
}

/** Those within ε of their best keep their place at the opening price; the others wait to bid. Returns how many wait. */
function keepTheContent(market: Market, book: Book, refusals: Refusals, epsilon: number, waiting: Int32Array): number {
  const look: Look = { cell: NONE, best: 0, second: 0 };
  let count = 0;
  for (let request = market.requestCount - 1; request >= 0; request--) {
    const cell = book.cellOf[request]!;
    book.cellOf[request] = NONE;
    if (cell !== NONE) {
      const rowStart = market.requests[request * REQUEST_STRIDE + ROW]!;
      lookAround(market, book.price, request, refusals.costOf(request), look);
      const elsewhere = look.cell === cell ? look.second : look.best;
      const bid = elsewhere - cheapestAt(market, request, cell) + epsilon;
      const row = rowStart / market.cells;
      if (bid >= book.price[rowStart + cell]! && fullRowFor(market, book, cell, row) === NONE) {
        placeBid(market, book, request, cell, row, bid);
        continue;
      }
    }
    waiting[count++] = request;
  }
  return count;
}

/** The smallest subsidy at which as many of a carrier's requests do without a cell as its quota demands: an order statistic. */
function setSubsidies(market: Market, book: Book, refusals: Refusals): void {
  const look: Look = { cell: NONE, best: 0, second: 0 };
  for (const node of refusals.listNodes()) {
    const members = refusals.membersOf(node);
    const gains = Int32Array.from(members, (request) => {
      lookAround(market, book.price, request, CLOSED, look);
      return refusals.penaltyOf(request) - look.best;
    }).sort();
    refusals.setSubsidy(node, Math.max(0, gains[refusals.leastAt(node) - 1]!));
  }
}
