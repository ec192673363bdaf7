import { boundFrom } from '../certificate.ts';
import { NONE, objectiveOf, type Plan, type Prices, type Problem } from '../model.ts';
import { type Book, openBook } from './book.ts';
import { coldSchedule, runScaledAuction, type Schedule, WARM_SCHEDULE } from './epsilon-scaling.ts';
import { finishExactly } from './exact-finish.ts';
import { drawLots } from './lottery.ts';
import { CLOSED, COST_SCALE, type Market, openMarket } from './market.ts';
import { makeRefusals, type Refusals } from './refusals.ts';

export interface AssignOptions {
  /** Prices of an earlier plan for the same cells. With them, requests begin where they are (their current cells). */
  readonly warmPrices?: Prices;
  /** Called after each phase with the share of the phases done, at most 1. It may throw to stop the work. */
  readonly onProgress?: (share: number) => void;
}

/**
 * The cheapest assignment of requests to cells under the nested counts and the carriers' quotas, with its proof.
 *
 * 1. The requests bid for places in rounds with smaller and smaller steps (auction with ε-scaling): nearly everyone ends within half
 *    a unit of the best, at prices nearly right.
 * 2. Whoever would still rather be elsewhere waits, and shortest augmenting paths on the graph of cells find it a seat: at the end nobody
 *    would rather be elsewhere and no price is paid for an empty place. That is the optimum, and the prices prove it.
 * 3. Equal claims draw lots.
 *
 * Takes a problem that passed `checkProblem`. The same problem gives the same plan.
 *
 * @throws Error if the proof fails, which would be an error in this code: a plan without a proof is never returned.
 */
export function assign(problem: Problem, options: AssignOptions = {}): Plan {
  const market = openMarket(problem);
  const refusals = makeRefusals(problem, market);
  const { price, cellOf } = auctionPlaces(problem, market, refusals, options);
  finishExactly(market, price, cellOf, refusals);

  const cells = new Int32Array(cellOf.length);
  cellOf.forEach((cell, request) => {
    cells[market.requestAt[request]!] = cell;
  });
  drawLots(problem, cells);

  const prices = readPrices(problem, market, price, refusals);
  const objective = objectiveOf(problem, cells);
  const lowerBound = boundFrom(problem, prices);
  if (objective !== lowerBound) throw new Error(`the plan costs ${objective}, but only ${lowerBound} is proved`);
  return { cellOf: cells, objective, lowerBound, prices, seed: problem.seed };
}

/** The book is dropped before the finish begins: at a million requests it is a third of the memory. */
function auctionPlaces(problem: Problem, market: Market, refusals: Refusals, options: AssignOptions) {
  const onProgress = options.onProgress ?? (() => {});
  const auction = (book: Book, schedule: Schedule) =>
    runScaledAuction(market, book, refusals, schedule, onProgress) ? book : undefined;
  const { warmPrices } = options;
  const warm = warmPrices && auction(recall(problem, market, warmPrices), WARM_SCHEDULE);
  const { price, cellOf } = warm ?? auction(openBook(market), coldSchedule(COST_SCALE * meanPenalty(problem)))!;
  return { price, cellOf };
}

/** A book with the prices and cells of an earlier plan. */
function recall({ requests }: Problem, market: Market, prices: Prices): Book {
  const { cells, places } = market;
  const book = openBook(market);
  const rows = [prices.total, prices.inspected, prices.examined];
  for (let count = 0; count < book.price.length; count++) {
    if (places[count] === 0) continue;
    const row = Math.floor(count / cells);
    const cell = count % cells;
    const sum = rows.slice(0, row + 1).reduce((total, column) => total + column[cell]!, 0);
    book.price[count] = Math.min(CLOSED / 2, Math.round(sum * COST_SCALE));
  }
  for (let request = 0; request < market.requestCount; request++) {
    book.cellOf[request] = requests.currentCell[market.requestAt[request]!]!;
  }
  return book;
}

function meanPenalty({ requests }: Problem): number {
  let sum = 0;
  for (const penalty of requests.penalty) sum += penalty;
  return requests.count === 0 ? 0 : sum / requests.count;
}

function readPrices(problem: Problem, market: Market, price: Int32Array, refusals: Refusals): Prices {
  const { cells, rows } = market;
  const paidAt = (row: number, cell: number) =>
    row < 0 ? 0 : price[Math.min(row, rows - 1) * cells + cell]! / COST_SCALE;
  const step = (row: number) =>
    Float64Array.from({ length: cells }, (_, cell) => paidAt(row, cell) - paidAt(row - 1, cell));
  return {
    total: step(0),
    inspected: step(1),
    examined: step(2),
    carrier: Float64Array.from(problem.carrierQuota, (quota, carrier) =>
      quota === NONE ? 0 : refusals.subsidyOf(carrier) / COST_SCALE,
    ),
  };
}
