import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../../server/planning/assign/assign.ts';
import { NONE, type Problem } from '../../../server/planning/model.ts';
import { makeSeededProblem } from '../assign/seeded-problems.ts';
import { tinyProblem } from '../assign/tiny-problems.ts';

/** The awkward shapes that the proofs are to cover: a generator that never makes one proves nothing about it. */
const shapes: Record<string, (problem: Problem) => boolean> = {
  'no places': ({ places, requests }) => requests.count > 0 && places.total.every((count) => count === 0),
  'places without any request': ({ places, requests }) =>
    requests.count === 0 && places.total.some((count) => count > 0),
  'places that nobody asks for': (problem) =>
    problem.places.total.some(
      (count, cell) => count > 0 && !listWindows(problem).some((window) => covers(window, cell)),
    ),
  'one slot': ({ places, requests }) => requests.count > 1 && places.total.length === 1,
  'equal costs': ({ delayCost, windows }) =>
    delayCost.linear + delayCost.quadratic === 0 && windows.length.some((length) => length > 1),
  'zero weights': (problem) =>
    listWindows(problem).some(({ request, length }) => length > 1 && problem.requests.weight[request] === 0),
  'a window that touches the end': (problem) =>
    listWindows(problem).some(({ cell, length }) => problem.firstCell.includes(cell + length)),
  'inspected counts that bind': (problem) => assign(problem).prices.inspected.some((price) => price > 0),
  'examined counts that bind': (problem) => assign(problem).prices.examined.some((price) => price > 0),
  'a current slot that vanished': ({ requests, places }) =>
    requests.currentCell.some((cell) => cell !== NONE && places.total[cell] === 0),
  'a current slot that lost its place for this channel': ({ requests, places }) =>
    requests.currentCell.some(
      (cell, request) =>
        cell !== NONE && requests.channel[request] === 2 && places.examined[cell] === 0 && places.total[cell]! > 0,
    ),
  'a quota of zero': ({ requests, carrierQuota }) =>
    requests.carrier.some((carrier) => carrier !== NONE && carrierQuota[carrier] === 0),
  'a carrier quota that binds': (problem) => assign(problem).prices.carrier.some((price) => price > 0),
  'a request without windows': ({ requests }) =>
    requests.firstWindow.some((first, request) => request > 0 && first === requests.firstWindow[request - 1]),
  'windows that overlap': (problem) =>
    listWindows(problem).some(({ request, cell }, index, all) =>
      all.some((other, at) => at !== index && other.request === request && covers(other, cell)),
    ),
};

const tiny = fc.sample(tinyProblem, { numRuns: 2000, seed: 1 });
// As many, and as large, as the test beside HiGHS takes. (HiGHS has no answer to a problem without requests.)
const seeded = Array.from({ length: 100 }, (_, seed) => makeSeededProblem(seed, 1 + (seed % 60)));

describe('the awkward shapes', () => {
  it.each(Object.entries(shapes))('%s: among the tiny problems', (_, has) => {
    expect(tiny.filter(has).length).toBeGreaterThan(20);
  });

  const besideHighs = Object.entries(shapes).filter(([shape]) => shape !== 'places without any request');
  it.each(besideHighs)('%s: among the seeded problems', (_, has) => {
    expect(seeded.some(has)).toBe(true);
  });
});

interface Window {
  readonly request: number;
  readonly cell: number;
  readonly length: number;
}

function listWindows({ requests, windows }: Problem): Window[] {
  return Array.from(requests.channel).flatMap((_, request) => {
    const [begin, end] = [requests.firstWindow[request]!, requests.firstWindow[request + 1]!];
    return Array.from({ length: end - begin }, (_, index) => ({
      request,
      cell: windows.cell[begin + index]!,
      length: windows.length[begin + index]!,
    }));
  });
}

function covers({ cell, length }: Window, other: number): boolean {
  return other >= cell && other < cell + length;
}
