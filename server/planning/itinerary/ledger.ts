import { NONE } from '../model.ts';
import type { Finder } from './cheapest-itinerary.ts';
import { type ItineraryProblem, itineraryCostOf } from './itinerary-model.ts';
import { limitsOf, type PriceVector, tollsOf } from './price-vector.ts';

export type Ledger = ReturnType<typeof openLedger>;

/** Where an itinerary was, so that it can be put back. */
export interface Entry {
  readonly itinerary: number;
  readonly cells: Int32Array;
  readonly windows: Int32Array;
}

/** A plan in the making: who is where, and which cells are still open, as tolls that are the prices there and Infinity where it is full. */
export function openLedger(problem: ItineraryProblem, finder: Finder, vector: PriceVector) {
  const { itineraries, legs, places } = problem;
  const { firstLeg } = itineraries;
  const cells = places.total.length;
  const left = limitsOf(problem);
  const prices = tollsOf(vector, cells);
  const tolls = prices.map((price) => price.slice());
  const cellOf = new Int32Array(legs.count).fill(NONE);
  const windowOf = new Int32Array(legs.count).fill(NONE);
  const sitting: number[][] = Array.from({ length: cells }, () => []);
  const members: number[][] = Array.from(problem.carrierQuota, () => []);
  itineraries.carrier.forEach((carrier, itinerary) => {
    if (carrier !== NONE) members[carrier]!.push(itinerary);
  });
  for (let cell = 0; cell < cells; cell++) post(cell);

  function post(cell: number): void {
    let open = true;
    for (let channel = 0; channel < 3; channel++) {
      open &&= left[channel * cells + cell]! > 0;
      tolls[channel]![cell] = open ? prices[channel]![cell]! : Number.POSITIVE_INFINITY;
    }
  }

  function take(itinerary: number, cell: number, count: number): void {
    for (let row = 0; row <= itineraries.channel[itinerary]!; row++) left[row * cells + cell]! -= count;
    post(cell);
  }

  function takeQuota(itinerary: number, count: number): void {
    const carrier = itineraries.carrier[itinerary]!;
    if (carrier !== NONE) left[3 * cells + carrier]! -= count;
  }

  function hasQuota(itinerary: number): boolean {
    const carrier = itineraries.carrier[itinerary]!;
    return carrier === NONE || left[3 * cells + carrier]! > 0;
  }

  const isPlanned = (itinerary: number) => cellOf[firstLeg[itinerary]!] !== NONE;

  /** Books the way that the finder found last, whether there are places or not. */
  function bookFound(itinerary: number): void {
    book({ itinerary, cells: finder.cells, windows: finder.windows });
  }

  function book({ itinerary, cells: found, windows }: Entry): void {
    const begin = firstLeg[itinerary]!;
    for (let leg = begin; leg < firstLeg[itinerary + 1]!; leg++) {
      const cell = found[leg - begin]!;
      cellOf[leg] = cell;
      windowOf[leg] = windows[leg - begin]!;
      sitting[cell]!.push(itinerary);
      take(itinerary, cell, 1);
    }
    takeQuota(itinerary, 1);
  }

  function release(itinerary: number): Entry {
    const begin = firstLeg[itinerary]!;
    const end = firstLeg[itinerary + 1]!;
    const entry = { itinerary, cells: cellOf.slice(begin, end), windows: windowOf.slice(begin, end) };
    for (const cell of entry.cells) {
      const list = sitting[cell]!;
      list[list.indexOf(itinerary)] = list.at(-1)!;
      list.pop();
      take(itinerary, cell, -1);
    }
    cellOf.fill(NONE, begin, end);
    windowOf.fill(NONE, begin, end);
    takeQuota(itinerary, -1);
    return entry;
  }

  /** Whether the way found last fits: tolls are per cell, and two legs in one cell need two places. */
  function fitsFound(itinerary: number): boolean {
    const channel = itineraries.channel[itinerary]!;
    const count = firstLeg[itinerary + 1]! - firstLeg[itinerary]!;
    for (let leg = 1; leg < count; leg++) {
      const cell = finder.cells[leg]!;
      let same = 1;
      for (let other = 0; other < leg; other++) if (finder.cells[other] === cell) same++;
      for (let row = 0; same > 1 && row <= channel; row++) if (left[row * cells + cell]! < same) return false;
    }
    return true;
  }

  function isOverQuota(itinerary: number): boolean {
    const carrier = itineraries.carrier[itinerary]!;
    return carrier !== NONE && left[3 * cells + carrier]! < 0;
  }

  /** Whoever of the same carrier is planned, without itself. */
  function listPlannedBeside(itinerary: number): number[] {
    const others = members[itineraries.carrier[itinerary]!] ?? [];
    return others.filter((other) => other !== itinerary && isPlanned(other));
  }

  /** The overbooked limit of a cell, as the lowest channel that whoever makes room must have; NONE where all fit. */
  function overbookedRow(cell: number): number {
    for (let row = 2; row >= 0; row--) if (left[row * cells + cell]! < 0) return row;
    return NONE;
  }

  return {
    problem,
    cellOf,
    windowOf,
    /** What is paid for a cell by channel, full or not; and the same with Infinity where it is full. */
    prices,
    tolls,
    sitting,
    carrierPriceOf: (itinerary: number) => {
      const carrier = itineraries.carrier[itinerary]!;
      return carrier === NONE ? 0 : vector[3 * cells + carrier]!;
    },
    isPlanned,
    hasQuota,
    bookFound,
    book,
    release,
    fitsFound,
    overbookedRow,
    isOverQuota,
    listPlannedBeside,
    costOf: (itinerary: number) => itineraryCostOf(problem, itinerary, { cellOf, windowOf }),
  };
}
