import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../../server/planning/assign/assign.ts';
import { buildProblem } from '../../../server/planning/build-problem.ts';
import { checkCertificate } from '../../../server/planning/certificate.ts';
import { NONE, type Problem } from '../../../server/planning/model.ts';
import { planFirstCome } from '../../../server/planning/policies/first-come.ts';
import { type OnlineRepairOptions, planOnlineRepair } from '../../../server/planning/repair/online-repair.ts';
import { makeSeededProblem } from '../assign/seeded-problems.ts';
import { tinyProblem } from '../assign/tiny-problems.ts';

const RUNS = Number(process.env.OTKEL_TEST_RUNS ?? 100);

/** What a plan saves, beside nobody getting a slot. */
function savedBy({ requests }: Problem, objective: number): number {
  return requests.penalty.reduce((sum, penalty) => sum + penalty, 0) - objective;
}

function repair(problem: Problem, options: OnlineRepairOptions = {}) {
  const best = assign(problem);
  const repaired = planOnlineRepair(problem, options);
  expect(checkCertificate(problem, { ...best, ...repaired }).faults).toEqual([]);
  return {
    ...repaired,
    saved: savedBy(problem, repaired.objective),
    bestSaved: savedBy(problem, best.objective),
  };
}

describe('online repair, one augmentation per arrival', () => {
  it('keeps every limit and stays at two thirds of the best: indeed at the whole of it, whatever the order of coming', () => {
    fc.assert(
      fc.property(tinyProblem, (problem) => {
        const { saved, bestSaved } = repair(problem);
        expect(3 * saved).toBeGreaterThanOrEqual(2 * bestSaved);
        expect(saved).toBe(bestSaved);
      }),
      { numRuns: RUNS },
    );
  });

  it('stays there in a crowd', () => {
    for (let seed = 0; seed < Math.min(RUNS, 300); seed++) {
      const { saved, bestSaved } = repair(makeSeededProblem(seed, 50));
      expect({ seed, saved }).toEqual({ seed, saved: bestSaved });
    }
  });

  it('stays at two thirds in a crowd even if no truck is moved twice, and saves more than first come, first served', () => {
    let [repaired, firstCome] = [0, 0];
    for (let seed = 0; seed < RUNS; seed++) {
      const problem = makeSeededProblem(seed, 50);
      const { saved, bestSaved, moves } = repair(problem, { movesEach: 1 });
      expect({ seed, enough: 3 * saved >= 2 * bestSaved }).toEqual({ seed, enough: true });
      expect(moves).toBeLessThanOrEqual(problem.requests.count);
      repaired += saved;
      firstCome += savedBy(problem, planFirstCome(problem).objective);
    }
    expect(repaired).toBeGreaterThan(1.05 * firstCome);
  });

  it('moves the truck that was first, once and not again where once is the limit', () => {
    const window = (cell: number, length: number) => [{ cell, length, detour: 0 }];
    const impatient = { weight: 1, penalty: 30, channel: 0, windows: window(0, 1) } as const;
    const problem = buildProblem({
      delayCost: { linear: 1, quadratic: 0 },
      checkpoints: [
        [
          [1, 1, 1],
          [1, 1, 1],
          [1, 1, 1],
        ],
      ],
      requests: [
        { weight: 1, penalty: 100, channel: 0, windows: window(0, 3) },
        impatient,
        { ...impatient, windows: window(1, 1) },
      ],
    });
    expect(planOnlineRepair(problem)).toEqual({ cellOf: Int32Array.of(2, 0, 1), objective: 2, moves: 2 });
    expect(planOnlineRepair(problem, { movesEach: 1 })).toEqual({
      cellOf: Int32Array.of(1, 0, NONE),
      objective: 31,
      moves: 1,
    });
  });
});
