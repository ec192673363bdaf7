import { NONE } from '../model.ts';
import { type Random, wholeBelow } from '../random.ts';
import type { Finder } from './cheapest-itinerary.ts';
import { insert } from './insert-itineraries.ts';
import type { Entry, Ledger } from './ledger.ts';

export interface ImprovePlanOptions {
  readonly rounds: number;
  readonly onProgress: (share: number) => void;
}

/**
 * Ejection chains (Glover 1996), drawn by the prices. An itinerary's **slack** is what it pays, prices included, beyond its cheapest way at
 * these prices; all slacks and the value of unsold places add up to the gap exactly, so a step begins with one that has much. It
 * takes its cheapest way, whoever is in excess there is put out and does the same, until someone finds open places as good; the chain
 * is kept where the whole is not dearer, and undone where it is.
 */
export function improvePlan(ledger: Ledger, finder: Finder, random: Random, options: ImprovePlanOptions): void {
  const { itineraries } = ledger.problem;
  const { count, channel, penalty } = itineraries;
  if (count === 0) return;
  // The cheapest way at the prices never changes: counted once.
  const ideal = Float64Array.from({ length: count }, (_, itinerary) => {
    const cost = finder.find(itinerary, ledger.prices[channel[itinerary]!]!) + ledger.carrierPriceOf(itinerary);
    return Math.min(penalty[itinerary]!, cost);
  });

  for (let round = 0; round < options.rounds; round++) {
    if (round % count === 0) options.onProgress(round / options.rounds);
    const start = pickWithSlack(ledger, ideal, random);
    runChain(ledger, finder, random, start);
  }
}

/** The most steps of a chain. */
const LONGEST_CHAIN = 12;
/** Of so many drawn, the one with the most slack begins. */
const DRAWN = 4;

function pickWithSlack(ledger: Ledger, ideal: Float64Array, random: Random): number {
  let most = Number.NEGATIVE_INFINITY;
  let picked = 0;
  for (let draw = 0; draw < DRAWN; draw++) {
    const itinerary = wholeBelow(random, ideal.length);
    const slack = paidBy(ledger, itinerary) - ideal[itinerary]!;
    if (slack <= most) continue;
    most = slack;
    picked = itinerary;
  }
  return picked;
}

/** Cost as planned, with the prices of its cells and its carrier. */
function paidBy(ledger: Ledger, itinerary: number): number {
  const { firstLeg, channel } = ledger.problem.itineraries;
  let paid = ledger.costOf(itinerary);
  if (!ledger.isPlanned(itinerary)) return paid;
  for (let leg = firstLeg[itinerary]!; leg < firstLeg[itinerary + 1]!; leg++) {
    paid += ledger.prices[channel[itinerary]!]![ledger.cellOf[leg]!]!;
  }
  return paid + ledger.carrierPriceOf(itinerary);
}

function runChain(ledger: Ledger, finder: Finder, random: Random, start: number): void {
  const before = new Map<number, Entry | undefined>();
  const waiting: number[] = [];
  let change = 0;
  const lift = (itinerary: number) => {
    change -= ledger.costOf(itinerary);
    const entry = ledger.isPlanned(itinerary) ? ledger.release(itinerary) : undefined;
    if (!before.has(itinerary)) before.set(itinerary, entry);
    waiting.push(itinerary);
  };
  lift(start);
  for (let step = 1; waiting.length > 0; step++) {
    const itinerary = waiting.shift()!;
    const open = insert(ledger, finder, itinerary);
    const cost = ledger.costOf(itinerary);
    const goesOn = step < LONGEST_CHAIN && (change + cost > 0 || waiting.length > 0 || step === 1);
    if (goesOn && isCheaperWithoutLimits(ledger, finder, itinerary)) {
      if (open) ledger.release(itinerary);
      ledger.bookFound(itinerary);
      change += ledger.costOf(itinerary);
      for (const other of listInExcess(ledger, random, itinerary)) lift(other);
    } else change += cost;
  }
  if (change <= 0) return;
  for (const itinerary of before.keys()) if (ledger.isPlanned(itinerary)) ledger.release(itinerary);
  for (const entry of before.values()) if (entry) ledger.book(entry);
}

/** Whether there is a way that is cheaper at the prices, full cells allowed, than how it is planned now. The finder holds it. */
function isCheaperWithoutLimits(ledger: Ledger, finder: Finder, itinerary: number): boolean {
  const { channel } = ledger.problem.itineraries;
  const cost = finder.find(itinerary, ledger.prices[channel[itinerary]!]!) + ledger.carrierPriceOf(itinerary);
  return cost < paidBy(ledger, itinerary);
}

/** Draws who must leave the cells of this itinerary, and its carrier, so that limits hold again. Releases them one by one. */
function* listInExcess(ledger: Ledger, random: Random, itinerary: number): Generator<number> {
  const { firstLeg, channel } = ledger.problem.itineraries;
  for (let leg = firstLeg[itinerary]!; leg < firstLeg[itinerary + 1]!; leg++) {
    const cell = ledger.cellOf[leg]!;
    for (let row = ledger.overbookedRow(cell); row !== NONE; row = ledger.overbookedRow(cell)) {
      const others = ledger.sitting[cell]!.filter((other) => other !== itinerary && channel[other]! >= row);
      // A cell of no places, or both of its places wanted by one itinerary: it cannot stay itself.
      yield others.length === 0 ? itinerary : others[wholeBelow(random, others.length)]!;
      if (others.length === 0) return;
    }
  }
  if (!ledger.isOverQuota(itinerary)) return;
  const others = ledger.listPlannedBeside(itinerary);
  yield others.length === 0 ? itinerary : others[wholeBelow(random, others.length)]!;
}
