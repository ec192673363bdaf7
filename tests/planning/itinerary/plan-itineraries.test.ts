import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../../server/planning/assign/assign.ts';
import { buildItineraries } from '../../../server/planning/itinerary/build-itineraries.ts';
import { checkItineraries } from '../../../server/planning/itinerary/check-itineraries.ts';
import { boundFromItineraries, checkItineraryPlan } from '../../../server/planning/itinerary/check-itinerary-plan.ts';
import type { ItineraryProblem } from '../../../server/planning/itinerary/itinerary-model.ts';
import { planItineraries } from '../../../server/planning/itinerary/plan-itineraries.ts';
import { toSingleLegs } from '../../../server/planning/itinerary/single-legs.ts';
import { makeSeededItineraries } from './seeded-itineraries.ts';
import { bestObjective, tinyItineraries } from './tiny-itineraries.ts';

const RUNS = Number(process.env.OTKEL_TEST_RUNS ?? 100);

describe('the plan of itineraries', () => {
  it('is sound, and the best of all plans lies between its bound and its cost', () => {
    let best = 0;
    fc.assert(
      fc.property(tinyItineraries(3), (problem) => {
        checkItineraries(problem);
        const plan = planItineraries(problem, { priceRounds: 60 });
        expect(checkItineraryPlan(problem, plan).faults).toEqual([]);
        const least = bestObjective(problem);
        expect(plan.lowerBound).toBeLessThanOrEqual(least);
        expect(plan.objective).toBeGreaterThanOrEqual(least);
        if (plan.objective === least) best++;
      }),
      { numRuns: RUNS },
    );
    // Not a promise, but a plan that is seldom the best on four itineraries would be no plan.
    expect(best / RUNS).toBeGreaterThan(0.9);
  });

  it('is the exact plan where each itinerary has one leg', () => {
    fc.assert(
      fc.property(tinyItineraries(1), (problem) => {
        const plan = planItineraries(problem);
        const { objective, cellOf } = assign(toSingleLegs(problem));
        expect(checkItineraryPlan(problem, plan)).toEqual({ faults: [], objective, lowerBound: objective, gap: 0 });
        expect(plan.cellOf).toEqual(cellOf);
        expect(objective).toBe(bestObjective(problem));
      }),
      { numRuns: RUNS },
    );
  });

  it('is within 1% of the best for 2,000 itineraries of two legs, and each can be driven', () => {
    const problem = makeSeededItineraries(1, 2000);
    checkItineraries(problem);
    const plan = planItineraries(problem, { priceRounds: 500, chainsEach: 2 });
    expect(checkItineraryPlan(problem, plan)).toMatchObject({ faults: [], gap: plan.gap });
    process.stdout.write(
      `2,000 itineraries: ${plan.objective}, at least ${plan.lowerBound}, gap ${100 * plan.relativeGap}%\n`,
    );
    expect(plan.relativeGap).toBeLessThan(0.01);
  });

  it('is the same for the same problem, and reports how far it is', () => {
    const problem = makeSeededItineraries(5, 60, 3);
    const shares: number[] = [];
    const plan = planItineraries(problem, { priceRounds: 50, onProgress: (share) => shares.push(share) });
    expect(planItineraries(problem, { priceRounds: 50 })).toEqual(plan);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('gives the better way of equal claims to the smaller lottery number', () => {
    const plan = planItineraries(twoEqualClaims());
    expect([...plan.cellOf]).toEqual([1, 5, 0, 4]);
    expect(plan).toMatchObject({ objective: 10 + 20 + 10, gap: 0 });
  });
});

describe('the checker of itineraries', () => {
  const problem = twoEqualClaims();
  const plan = planItineraries(problem);

  it.each([
    ['a leg before it can be reached', [2, 5, 0, 4], {}, 'leg 1 of itinerary 0 cannot be reached in time'],
    ['a leg outside its window', [3, 5, 0, 4], {}, 'leg 0 of itinerary 0 is in cell 3, outside its window'],
    ['half an itinerary', [1, -1, 0, 4], {}, 'itinerary 0 has cells for 1 of 2 legs'],
    ['too many trucks', [0, 5, 0, 4], {}, 'cell 0 has 1 places (total) and 2 trucks'],
    ['a false cost', [1, 5, 0, 4], { objective: 41 }, 'the plan costs 40 and says 41'],
    ['a false bound', [1, 5, 0, 4], { lowerBound: 41 }, 'the prices prove 40 and the plan says 41'],
    [
      'a price too few',
      [1, 5, 0, 4],
      { prices: { ...plan.prices, total: new Float64Array(5) } },
      '5 prices (total) for 6',
    ],
  ])('finds %s', (_, cells, change, fault) => {
    const changed = { ...plan, cellOf: Int32Array.from(cells), ...change };
    expect(checkItineraryPlan(problem, changed).faults).toContain(fault);
  });

  it('finds more itineraries of a carrier than its quota', () => {
    const limited = { ...problem, carrierQuota: Int32Array.of(1) };
    const ofOne = { ...limited, itineraries: { ...limited.itineraries, carrier: Int32Array.of(0, 0) } };
    expect(
      checkItineraryPlan(ofOne, { ...plan, prices: { ...plan.prices, carrier: new Float64Array(1) } }).faults,
    ).toEqual(['carrier 0 has a quota of 1 and 2 itineraries']);
  });

  it('bounds the best plan from below at any prices', () => {
    fc.assert(
      fc.property(tinyItineraries(2), fc.infiniteStream(fc.integer({ min: 0, max: 60 })), (any, prices) => {
        const draw = (length: number) => Float64Array.from({ length }, () => prices.next().value!);
        const cells = any.places.total.length;
        const carrier = Float64Array.from(any.carrierQuota, (quota) => (quota === -1 ? 0 : prices.next().value!));
        const bound = boundFromItineraries(any, {
          total: draw(cells),
          inspected: draw(cells),
          examined: draw(cells),
          carrier,
        });
        expect(bound).toBeLessThanOrEqual(bestObjective(any));
      }),
      { numRuns: RUNS },
    );
  });
});

/** Two itineraries with the same terms and the lottery numbers 9 and 2; of three slots each, one place each, a slot apart. */
function twoEqualClaims(): ItineraryProblem {
  const one = [1, 1, 1] as const;
  const legs = [
    { windows: [{ cell: 0, length: 3, detour: 0 }] },
    { windows: [{ cell: 3, length: 3, detour: 0 }], travel: [[1]] },
  ];
  return buildItineraries({
    delayCost: { linear: 10, quadratic: 0 },
    checkpoints: [
      [one, one, one],
      [one, one, one],
    ],
    itineraries: [9, 2].map((lottery) => ({ weight: 1, penalty: 100, channel: 0, lottery, legs })),
  });
}
