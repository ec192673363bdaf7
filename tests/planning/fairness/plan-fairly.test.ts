import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../../server/planning/assign/assign.ts';
import { delaysByCarrier, giniOf } from '../../../server/planning/fairness/carrier-delay.ts';
import { checkFairPlan, fairBoundFrom } from '../../../server/planning/fairness/check-fair-plan.ts';
import { fairTermOf } from '../../../server/planning/fairness/fair-terms.ts';
import { type FairPlan, planFairly } from '../../../server/planning/fairness/plan-fairly.ts';
import { inLotteryOrder } from '../../../server/planning/lottery-order.ts';
import { costOf, NONE, objectiveOf, type Plan, type Problem } from '../../../server/planning/model.ts';
import { tinyProblem } from '../assign/tiny-problems.ts';
import { makeFairnessProblem } from './seeded-carriers.ts';

const RUNS = Number(process.env.OTKEL_TEST_RUNS ?? 100);
const strength = fc.constantFrom(0.25, 1, 5, 100);

/** The plan as its certificate is checked: the fair cells, the exact bound and its prices. */
function asPlan({ cellOf, objective, exact, seed }: FairPlan): Plan {
  return { cellOf, objective, seed, lowerBound: exact.lowerBound, prices: exact.prices };
}

describe('the fair plan', () => {
  it('is sound; its bound is below the fairest of all plans, it is never dearer than it says, and never less even', () => {
    fc.assert(
      fc.property(tinyProblem, strength, (problem, weight) => {
        const plan = planFairly(problem, weight);
        const { fairness } = plan;
        expect(checkFairPlan(problem, asPlan(plan), fairness).faults).toEqual([]);
        const least = bestFairObjective(problem, fairness);
        const rounding = 1e-9 * Math.max(1, least);
        expect(fairness.lowerBound).toBeLessThanOrEqual(least + rounding);
        expect(fairness.objective).toBeGreaterThanOrEqual(least - rounding);
        expect(fairness.priceOfFairness).toBeGreaterThanOrEqual(0);
        expect(fairness.gini.after).toBeLessThanOrEqual(fairness.gini.before);
        expect(fairness.greatestMeanDelay.after).toBeLessThanOrEqual(fairness.greatestMeanDelay.before);
      }),
      { numRuns: RUNS },
    );
  });

  it('is the exact plan at strength 0', () => {
    fc.assert(
      fc.property(tinyProblem, (problem) => {
        const { cellOf, objective, fairness } = planFairly(problem, 0);
        expect(cellOf).toEqual(inLotteryOrder(problem, assign).cellOf);
        expect(fairness).toMatchObject({ objective, lowerBound: objective, gap: 0, priceOfFairness: 0 });
      }),
      { numRuns: RUNS },
    );
  });

  it('costs less than 10% more at strength 0.5, where carriers fare differently, with a gap below 0.5%', () => {
    const problem = makeFairnessProblem(1, 1500);
    const plan = planFairly(problem, 0.5, { rounds: 10 });
    const { priceOfFairness, gini, relativeGap } = plan.fairness;
    expect(checkFairPlan(problem, asPlan(plan), plan.fairness).faults).toEqual([]);
    process.stdout.write(
      `price of fairness ${priceOfFairness}, Gini ${gini.before} → ${gini.after}, gap ${relativeGap}\n`,
    );
    expect(priceOfFairness).toBeGreaterThan(0);
    expect(priceOfFairness).toBeLessThan(0.1);
    expect(gini.after).toBeLessThan(0.8 * gini.before);
    expect(relativeGap).toBeLessThan(0.005);
  });

  it('is the same for the same problem, and the fairer the stronger', () => {
    const problem = makeFairnessProblem(4, 300);
    const [weak, strong, again] = [0.25, 2, 2].map((weight) => planFairly(problem, weight, { rounds: 8 }));
    expect(again).toEqual(strong);
    expect(strong!.fairness.gini.after).toBeLessThan(weak!.fairness.gini.after);
    expect(strong!.objective).toBeGreaterThan(weak!.objective);
  });
});

describe('the checker of fair plans', () => {
  const problem = makeFairnessProblem(6, 200);
  const plan = planFairly(problem, 1, { rounds: 4 });

  it.each([
    ['a false objective', { objective: 1 }, 'the fair objective is'],
    ['a false bound', { lowerBound: plan.fairness.lowerBound + 1 }, 'the fair bound is'],
    ['a false Gini', { gini: { before: 0.5, after: 0.01 } }, 'the Gini is'],
  ])('finds %s', (_, change, fault) => {
    expect(checkFairPlan(problem, asPlan(plan), { ...plan.fairness, ...change }).faults.join()).toContain(fault);
  });

  it('finds too many trucks', () => {
    const cellOf = plan.cellOf.map((_, request) => problem.windows.cell[problem.requests.firstWindow[request]!]!);
    expect(checkFairPlan(problem, { ...asPlan(plan), cellOf }, plan.fairness).faults.join()).toContain('trucks');
  });

  it('bounds the fairest plan from below at any weights and prices', () => {
    fc.assert(
      fc.property(tinyProblem, strength, fc.infiniteStream(fc.integer({ min: 0, max: 50 })), (any, weight, stream) => {
        const draw = (length: number) => Float64Array.from({ length }, () => stream.next().value!);
        const cells = any.places.total.length;
        const carrier = Float64Array.from(any.carrierQuota, (quota) => (quota === NONE ? 0 : stream.next().value!));
        const prices = { total: draw(cells), inspected: draw(cells), examined: draw(cells), carrier };
        const extraWeight = any.carrierQuota.map(() => stream.next().value!);
        const terms = { strength: weight, reference: 7 };
        const bound = fairBoundFrom(any, { ...terms, proof: { scale: 4, extraWeight, prices } });
        expect(bound).toBeLessThanOrEqual(bestFairObjective(any, terms) + 1e-6);
      }),
      { numRuns: RUNS },
    );
  });
});

describe("Gini's coefficient", () => {
  it.each([
    [[5, 5, 5], 0],
    [[0, 0, 0], 0],
    [[0, 0, 0, 4], 0.75],
    [[1, 3], 0.25],
    [[3, 1, 2], 2 / 9],
    [[], 0],
  ])('of %j is %d', (values, gini) => {
    expect(giniOf(values)).toBeCloseTo(gini, 12);
  });
});

/** The least of cost and fairness term, by trying every plan. */
function bestFairObjective(problem: Problem, terms: Parameters<typeof fairTermOf>[0]): number {
  const { requests, places, carrierQuota } = problem;
  const left = [places.total.slice(), places.inspected.slice(), places.examined.slice()];
  const quota = carrierQuota.map((limit) => (limit === NONE ? 1000 : limit));
  const cellOf = new Int32Array(requests.count).fill(NONE);
  let best = Number.POSITIVE_INFINITY;
  const decide = (index: number): void => {
    if (index === requests.count) {
      best = Math.min(best, objectiveOf(problem, cellOf) + fairTermOf(terms, delaysByCarrier(problem, cellOf)));
      return;
    }
    decide(index + 1);
    const carrier = requests.carrier[index]!;
    if (carrier !== NONE && quota[carrier] === 0) return;
    const rows = left.slice(0, requests.channel[index]! + 1);
    for (let cell = 0; cell < places.total.length; cell++) {
      if (!Number.isFinite(costOf(problem, index, cell)) || rows.some((row) => row[cell] === 0)) continue;
      for (const row of rows) row[cell]!--;
      if (carrier !== NONE) quota[carrier]!--;
      cellOf[index] = cell;
      decide(index + 1);
      for (const row of rows) row[cell]!++;
      if (carrier !== NONE) quota[carrier]!++;
    }
    cellOf[index] = NONE;
  };
  decide(0);
  return best;
}
