import loadHighs, { type Highs } from 'highs';
import { beforeAll, describe, expect, it } from 'vitest';
import { assign } from '../../../server/planning/assign/assign.ts';
import { checkCertificate } from '../../../server/planning/certificate.ts';
import type { Problem } from '../../../server/planning/model.ts';
import { toLinearProgramme } from './linear-programme.ts';
import { makeSeededProblem } from './seeded-problems.ts';

const RUNS = Number(process.env.OTKEL_TEST_RUNS ?? 100);
/** A seed takes up to 30 ms, and several times that on a busy machine. */
const LONGEST_MS = 30_000 + 300 * RUNS;

let highs: Highs;
beforeAll(async () => {
  highs = await loadHighs();
});

/** An independent solver: the same problem as a linear programme, whose optimum is that of whole numbers, since it is a network. */
describe('beside HiGHS', () => {
  it('costs the same on every seed', { timeout: LONGEST_MS }, () => {
    for (let seed = 0; seed < RUNS; seed++) {
      const problem = makeSeededProblem(seed, 1 + (seed % 60));
      expect({ seed, objective: assign(problem).objective }).toEqual({ seed, objective: solveWithHighs(problem) });
    }
  });

  it('costs the same with a thousand requests', () => {
    const problem = makeSeededProblem(7, 1000);
    const plan = assign(problem);
    expect(checkCertificate(problem, plan).optimal).toBe(true);
    expect(plan.objective).toBe(solveWithHighs(problem));
  });
});

function solveWithHighs(problem: Problem): number {
  const solution = highs.solve(toLinearProgramme(problem));
  expect(solution.Status).toBe('Optimal');
  return Math.round(solution.ObjectiveValue);
}
