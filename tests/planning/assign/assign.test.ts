import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../../server/planning/assign/assign.ts';
import { buildProblem } from '../../../server/planning/build-problem.ts';
import { checkCertificate } from '../../../server/planning/certificate.ts';
import { NONE, type Problem } from '../../../server/planning/model.ts';
import { bestObjective, tinyProblem } from './tiny-problems.ts';

const RUNS = Number(process.env.OTKEL_TEST_RUNS ?? 300);

describe('the plan', () => {
  it('costs what the best of all plans costs, and proves it', () => {
    fc.assert(
      fc.property(tinyProblem, (problem) => {
        const plan = assign(problem);
        expect(checkCertificate(problem, plan)).toMatchObject({ faults: [], optimal: true });
        expect(plan.objective).toBe(bestObjective(problem));
      }),
      { numRuns: RUNS },
    );
  });

  it('is the best again from the prices and cells of an earlier plan, whatever places were taken away', () => {
    fc.assert(
      fc.property(tinyProblem, fc.infiniteStream(fc.integer({ min: 0, max: 2 })), (problem, cuts) => {
        const before = assign(problem);
        const changed = withFewerPlaces(problem, before.cellOf, cuts);
        const plan = assign(changed, { warmPrices: before.prices });
        expect(checkCertificate(changed, plan)).toMatchObject({ faults: [], optimal: true });
        expect(plan.objective).toBe(bestObjective(changed));
      }),
      { numRuns: RUNS },
    );
  });

  it('is the same for the same problem', () => {
    fc.assert(
      fc.property(tinyProblem, (problem) => {
        expect(assign(problem)).toEqual(assign(problem));
      }),
      { numRuns: 50 },
    );
  });

  it('never costs more with one place more', () => {
    fc.assert(
      fc.property(tinyProblem, fc.nat(), (problem, where) => {
        const cell = where % problem.places.total.length;
        const places = {
          total: problem.places.total.map((count, index) => count + (index === cell ? 1 : 0)),
          inspected: problem.places.inspected,
          examined: problem.places.examined,
        };
        expect(assign({ ...problem, places }).objective).toBeLessThanOrEqual(assign(problem).objective);
      }),
      { numRuns: 50 },
    );
  });

  it('moves nobody when moving costs something and nothing has changed', () => {
    fc.assert(
      fc.property(tinyProblem, (problem) => {
        const nowhere = { ...problem.requests, currentCell: new Int32Array(problem.requests.count).fill(NONE) };
        const settled = assign({ ...problem, requests: nowhere });
        const moveCost = new Int32Array(problem.requests.count).fill(1);
        const again = assign({ ...problem, requests: { ...nowhere, currentCell: settled.cellOf, moveCost } });
        const moved = again.cellOf.filter((cell, request) => {
          const before = settled.cellOf[request];
          return cell !== NONE && before !== NONE && cell !== before;
        });
        expect(moved).toHaveLength(0);
        expect(again.objective).toBe(settled.objective);
      }),
      { numRuns: 50 },
    );
  });

  it('reports how far it is, and stops when the report throws', () => {
    const problem = buildProblem({
      delayCost: { linear: 1, quadratic: 0 },
      checkpoints: [[[1, 1, 1]]],
      requests: [{ weight: 1, penalty: 1000, channel: 0, windows: [{ cell: 0, length: 1, detour: 0 }] }],
    });
    const shares: number[] = [];
    assign(problem, { onProgress: (share) => shares.push(share) });
    expect(shares.length).toBeGreaterThan(1);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    const stop = () => {
      throw new Error('cancelled');
    };
    expect(() => assign(problem, { onProgress: stop })).toThrow('cancelled');
  });
});

function withFewerPlaces(problem: Problem, cellOf: Int32Array, cuts: Iterable<number>): Problem {
  const cut = cuts[Symbol.iterator]();
  const total = problem.places.total.map((count) => Math.max(0, count - cut.next().value!));
  const inspected = problem.places.inspected.map((count, cell) => Math.min(count, total[cell]!));
  const examined = problem.places.examined.map((count, cell) => Math.min(count, total[cell]!));
  return {
    ...problem,
    places: { total, inspected, examined },
    requests: { ...problem.requests, currentCell: cellOf },
  };
}
