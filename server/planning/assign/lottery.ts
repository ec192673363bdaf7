import { costOf, NONE, type Problem } from '../model.ts';
import { makeRandom } from '../random.ts';

/**
 * A lottery number from the published seed and the request's own id, and from nothing else: neither the order of arrival nor another's
 * application changes it, and anyone can draw it again.
 */
export function drawLotteryNumber(seed: string, id: string): number {
  return makeRandom(seed, 'lottery', id)() * 2 ** 32;
}

/**
 * Serves equal claims in the order of their lottery numbers. Requests whose terms are all the same can trade cells without any change
 * in cost or in a limit, so which of them gets which cell is for the lottery alone: the cheapest cell goes to the smallest number, and
 * no cell to the greatest.
 */
export function drawLots(problem: Problem, cellOf: Int32Array): void {
  for (const equals of listEqualClaims(problem)) {
    const cells = Int32Array.from(equals, (request) => cellOf[request]!);
    if (cells.every((cell) => cell === cells[0])) continue;
    const costs = new Map(Array.from(cells, (cell) => [cell, costOf(problem, equals[0]!, cell)]));
    const { lottery } = problem.requests;
    cells.sort((a, b) => costs.get(a)! - costs.get(b)! || last(a) - last(b));
    equals.sort((a, b) => lottery[a]! - lottery[b]! || a - b);
    equals.forEach((request, rank) => {
      cellOf[request] = cells[rank]!;
    });
  }
}

/** No cell comes after a cell of the same cost. */
const last = (cell: number) => (cell === NONE ? Number.MAX_SAFE_INTEGER : cell);

/** Groups of at least two requests with the same terms. */
export function* listEqualClaims(problem: Problem): Generator<number[]> {
  const { count } = problem.requests;
  // Sorted by fingerprint, the request number in the low bits: one native sort, 0.1 s for a million.
  const keys = new Float64Array(count);
  for (let request = 0; request < count; request++) keys[request] = fingerprint(problem, request) * 2 ** 23 + request;
  keys.sort();
  for (let begin = 0; begin < count; ) {
    const print = Math.floor(keys[begin]! / 2 ** 23);
    let end = begin + 1;
    while (end < count && Math.floor(keys[end]! / 2 ** 23) === print) end++;
    let alike = Array.from(keys.subarray(begin, end), (key) => key % 2 ** 23);
    // The same fingerprint is nearly always, but not surely, the same terms.
    while (alike.length > 1) {
      const [first] = alike;
      const equals = alike.filter((request) => haveSameTerms(problem, first!, request));
      if (equals.length > 1) yield equals;
      alike = alike.filter((request) => !haveSameTerms(problem, first!, request));
    }
    begin = end;
  }
}

/** Two carriers are alike for as long as neither has a quota. */
function carrierThatMatters({ requests, carrierQuota }: Problem, request: number): number {
  const carrier = requests.carrier[request]!;
  return carrier === NONE || carrierQuota[carrier] === NONE ? NONE : carrier;
}

/** 30 bits: with the 23 of a request number, what a double holds exactly. */
function fingerprint(problem: Problem, request: number): number {
  const { requests, windows } = problem;
  let hash = mix(mix(mix(0, requests.weight[request]!), requests.penalty[request]!), requests.channel[request]!);
  hash = mix(mix(hash, carrierThatMatters(problem, request)), requests.currentCell[request]!);
  for (let window = requests.firstWindow[request]!; window < requests.firstWindow[request + 1]!; window++) {
    hash = mix(mix(mix(hash, windows.cell[window]!), windows.length[window]!), windows.detour[window]!);
  }
  return hash >>> 2;
}

function mix(hash: number, term: number): number {
  const mixed = Math.imul(hash ^ term, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

function haveSameTerms(problem: Problem, one: number, other: number): boolean {
  const { requests, windows } = problem;
  if (one === other) return true;
  for (const column of [requests.weight, requests.penalty, requests.channel, requests.currentCell]) {
    if (column[one] !== column[other]) return false;
  }
  if (requests.currentCell[one] !== NONE && requests.moveCost[one] !== requests.moveCost[other]) return false;
  if (carrierThatMatters(problem, one) !== carrierThatMatters(problem, other)) return false;
  const [first, second] = [requests.firstWindow[one]!, requests.firstWindow[other]!];
  const size = requests.firstWindow[one + 1]! - first;
  if (requests.firstWindow[other + 1]! - second !== size) return false;
  for (const column of [windows.cell, windows.length, windows.detour]) {
    for (let index = 0; index < size; index++) if (column[first + index] !== column[second + index]) return false;
  }
  return true;
}
