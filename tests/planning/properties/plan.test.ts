import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../../server/planning/assign/assign.ts';
import { checkCertificate } from '../../../server/planning/certificate.ts';
import { inLotteryOrder } from '../../../server/planning/lottery-order.ts';
import { NONE, objectiveOf, type Problem } from '../../../server/planning/model.ts';
import { makeSeededProblem } from '../assign/seeded-problems.ts';
import { tinyProblem } from '../assign/tiny-problems.ts';

const RUNS = Number(process.env.OTKEL_TEST_RUNS ?? 100);

/** Tiny ones with every awkward shape, and crowds: what holds must hold for both. */
const anyProblem = fc.oneof(
  { weight: 3, arbitrary: tinyProblem },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.nat(), fc.integer({ min: 1, max: 80 })).map(([seed, size]) => makeSeededProblem(seed, size)),
  },
);

describe('any plan', () => {
  it('is never over places or quotas, counted here one truck after the other', () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const { cellOf } = assign(problem);
        expect(listOverloads(problem, cellOf)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it('has a certificate that holds, and that no cheaper objective would pass', () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const plan = assign(problem);
        expect(checkCertificate(problem, plan)).toEqual({
          faults: [],
          objective: objectiveOf(problem, plan.cellOf),
          lowerBound: plan.objective,
          optimal: true,
        });
        expect(checkCertificate(problem, { ...plan, objective: plan.objective - 1 }).optimal).toBe(false);
      }),
      { numRuns: RUNS },
    );
  });

  it('is the same for the same problem and seed', () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        expect(assign(structuredClone(problem))).toEqual(assign(problem));
      }),
      { numRuns: RUNS },
    );
  });

  it('never costs more with more places of any of the three counts, or with a larger quota', () => {
    const more = fc.infiniteStream(fc.constantFrom(0, 0, 1, 3));
    fc.assert(
      fc.property(anyProblem, more, (problem, stream) => {
        expect(assign(withMore(problem, () => stream.next().value!)).objective).toBeLessThanOrEqual(
          assign(problem).objective,
        );
      }),
      { numRuns: RUNS },
    );
  });

  it('is as good, and proved as well, in the order of the lottery', () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const plan = inLotteryOrder(problem, assign);
        expect(checkCertificate(problem, plan)).toMatchObject({ faults: [], optimal: true });
        expect(plan.objective).toBe(assign(problem).objective);
      }),
      { numRuns: RUNS },
    );
  });
});

function listOverloads({ requests, places, carrierQuota }: Problem, cellOf: Int32Array): string[] {
  const taken = new Map<string, number>();
  const count = (key: string) => taken.set(key, (taken.get(key) ?? 0) + 1);
  cellOf.forEach((cell, request) => {
    if (cell === NONE) return;
    count(`total ${cell}`);
    if (requests.channel[request]! >= 1) count(`inspected ${cell}`);
    if (requests.channel[request]! === 2) count(`examined ${cell}`);
    if (requests.carrier[request] !== NONE) count(`carrier ${requests.carrier[request]}`);
  });
  return [...taken.keys()].filter((key) => {
    const [kind, index] = key.split(' ') as ['total' | 'inspected' | 'examined' | 'carrier', string];
    const limit = kind === 'carrier' ? carrierQuota[Number(index)]! : places[kind][Number(index)]!;
    return limit !== NONE && taken.get(key)! > limit;
  });
}

function withMore(problem: Problem, more: () => number): Problem {
  const { places, carrierQuota } = problem;
  const examined = places.examined.map((count) => count + more());
  const inspected = places.inspected.map((count, cell) => Math.max(examined[cell]!, count + more()));
  const total = places.total.map((count, cell) => Math.max(inspected[cell]!, count + more()));
  return {
    ...problem,
    places: { total, inspected, examined },
    carrierQuota: carrierQuota.map((quota) => (quota === NONE ? NONE : quota + more())),
  };
}
