import { costOf, NONE, type Problem } from '../model.ts';
import { type Random, wholeBelow } from '../random.ts';
import { type CarrierDelays, delayOf, delaysByCarrier } from './carrier-delay.ts';
import type { FairTerms } from './fair-terms.ts';

/**
 * Trucks of two carriers change places where cost and fairness term together fall. Plans for carriers' weights are all or nothing between trucks
 * that are alike: the carrier with a little more weight goes first with all of them. What lies between, only exchanges find.
 *
 * @param draws how many pairs are looked at, as the random numbers come.
 */
export function exchangeCells(
  problem: Problem,
  terms: FairTerms,
  before: Int32Array,
  random: Random,
  draws: number,
): Int32Array {
  const { requests } = problem;
  const cellOf = before.slice();
  const delays = delaysByCarrier(problem, cellOf);
  const sitting = listSitting(problem, cellOf);
  const pickCell = makeCellDraw(problem, random);
  for (let draw = 0; draw < draws; draw++) {
    const one = wholeBelow(random, requests.count);
    const carrier = requests.carrier[one]!;
    const cell = pickCell(one);
    if (carrier === NONE || cell === NONE || cell === cellOf[one] || cellOf[one] === NONE) continue;
    if (sitting[cell]!.length === 0) continue;
    const at = wholeBelow(random, sitting[cell]!.length);
    const other = sitting[cell]![at]!;
    const otherCarrier = requests.carrier[other]!;
    if (otherCarrier === NONE || otherCarrier === carrier || requests.channel[one] !== requests.channel[other])
      continue;
    const left = cellOf[one]!;
    const change = costOf(problem, one, cell) + costOf(problem, other, left);
    if (!Number.isFinite(change)) continue;
    const cost = change - costOf(problem, one, left) - costOf(problem, other, cell);
    const oneDelay = delayOf(problem, one, cell) - delayOf(problem, one, left);
    const otherDelay = delayOf(problem, other, left) - delayOf(problem, other, cell);
    const term = riseOf(terms, delays, carrier, oneDelay) + riseOf(terms, delays, otherCarrier, otherDelay);
    if (cost + term >= 0) continue;
    delays.sum[carrier]! += oneDelay;
    delays.sum[otherCarrier]! += otherDelay;
    sitting[cell]![at] = one;
    sitting[left]![sitting[left]!.indexOf(one)] = other;
    cellOf[one] = cell;
    cellOf[other] = left;
  }
  return cellOf;
}

/** By how much the fairness term rises when the carrier's trucks wait so much longer in all. */
function riseOf({ strength, reference }: FairTerms, { sum, trucks }: CarrierDelays, carrier: number, delay: number) {
  return (strength * delay * (2 * sum[carrier]! + delay)) / (2 * reference * trucks[carrier]!);
}

function listSitting(problem: Problem, cellOf: Int32Array): number[][] {
  const sitting: number[][] = Array.from({ length: problem.places.total.length }, () => []);
  cellOf.forEach((cell, request) => {
    if (cell !== NONE) sitting[cell]!.push(request);
  });
  return sitting;
}

/** A cell of one of the request's windows; NONE where it has none. */
function makeCellDraw({ requests, windows }: Problem, random: Random): (request: number) => number {
  return (request) => {
    const first = requests.firstWindow[request]!;
    const count = requests.firstWindow[request + 1]! - first;
    if (count === 0) return NONE;
    const window = first + wholeBelow(random, count);
    return windows.cell[window]! + wholeBelow(random, windows.length[window]!);
  };
}
