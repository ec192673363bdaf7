import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../../server/planning/assign/assign.ts';
import { buildProblem } from '../../../server/planning/build-problem.ts';
import { checkCertificate } from '../../../server/planning/certificate.ts';
import { makeDisplacer } from '../../../server/planning/explain/displacement.ts';
import { explain, explainAll } from '../../../server/planning/explain/explain.ts';
import type { Better, Explanation } from '../../../server/planning/explain/explanation.ts';
import { costOf, MAX_PENALTY, NONE, objectiveOf, type Plan, type Problem } from '../../../server/planning/model.ts';
import { makeSeededProblem } from '../assign/seeded-problems.ts';
import { bestObjective, tinyProblem } from '../assign/tiny-problems.ts';

const RUNS = Number(process.env.OTKEL_TEST_RUNS ?? 300);

describe('an explanation', () => {
  it('says what the others would have paid: what the best plan with the truck in that slot costs them more', () => {
    fc.assert(
      fc.property(tinyProblem, (problem) => {
        const plan = assign(problem);
        explainAll(problem, plan).forEach((explanation, request) => {
          const better = betterOf(explanation);
          if (!better) return;
          const others = plan.objective - costOf(problem, request, plan.cellOf[request]!);
          const forced = forceInto(problem, request, better.slot);
          const othersThen = bestObjective(forced) - costOf(problem, request, better.slot);
          expect(better).toMatchObject({ proof: 'chain', othersCost: othersThen - others });
          expect(better.saved).toBe(explanation.cost - costOf(problem, request, better.slot));
          expect(better.saved).toBeGreaterThan(0);
          expect(better.othersCost).toBeGreaterThanOrEqual(better.saved);
        });
      }),
      { numRuns: RUNS },
    );
  });

  it('is as true of longer chains', () => {
    for (let seed = 1; seed <= 4; seed++) {
      const problem = makeSeededProblem(seed, 150);
      const plan = assign(problem);
      const long = explainAll(problem, plan).flatMap((explanation, request) => {
        const better = betterOf(explanation);
        return better && better.moves.length > 2 ? [{ request, better }] : [];
      });
      expect(long.length).toBeGreaterThan(0);
      for (const { request, better } of long.slice(0, 20)) {
        const then = assign(forceInto(problem, request, better.slot)).objective;
        expect(then - plan.objective).toBe(better.othersCost - better.saved);
      }
    }
  });

  it('says at least that much by prices and landmark alone, where a chain is too long to follow', () => {
    fc.assert(
      fc.property(tinyProblem, (problem) => {
        const plan = assign(problem);
        const brief = makeDisplacer(problem, plan, 0);
        explainAll(problem, plan).forEach((explanation, request) => {
          const better = betterOf(explanation);
          if (!better) return;
          const bound = brief.displace(request, better.slot)!;
          expect(bound).toMatchObject({ proof: 'prices', moves: [] });
          expect(bound.othersCost).toBeLessThanOrEqual(better.othersCost);
          expect(bound.othersCost).toBeGreaterThanOrEqual(better.saved);
        });
      }),
      { numRuns: RUNS },
    );
  });

  it('names who would have made way: those moves make a plan that keeps every limit and costs what it says', () => {
    fc.assert(
      fc.property(tinyProblem, (problem) => {
        const plan = assign(problem);
        explainAll(problem, plan).forEach((explanation, request) => {
          const better = betterOf(explanation);
          if (!better) return;
          const cellOf = plan.cellOf.slice();
          cellOf[request] = better.slot;
          for (const move of better.moves) {
            expect(plan.cellOf[move.request]).toBe(move.from ?? NONE);
            cellOf[move.request] = move.to ?? NONE;
          }
          const objective = plan.objective + better.othersCost - better.saved;
          expect(objectiveOf(problem, cellOf)).toBe(objective);
          expect(checkCertificate(problem, { ...plan, cellOf, objective }).faults).toEqual([]);
          expect(better.moves.reduce((sum, { costMore }) => sum + costMore, 0)).toBe(better.othersCost);
        });
      }),
      { numRuns: RUNS },
    );
  });

  it('says best where nothing open is cheaper, and why there is none where there is none', () => {
    fc.assert(
      fc.property(tinyProblem, (problem) => {
        const plan = assign(problem);
        explainAll(problem, plan).forEach((explanation, request) => {
          const cheaper = listCheaper(problem, plan, request);
          const open = cheaper.filter((cell) => placesFor(problem, request)[cell]! > 0);
          expect(explanation.cost).toBe(costOf(problem, request, plan.cellOf[request]!));
          if (explanation.kind === 'best') {
            expect(open).toEqual([]);
            expect(explanation.closedCheaper).toBe(cheaper.length);
          }
          if (explanation.kind === 'dearer') expect(open).toContain(explanation.better.slot);
          if (explanation.kind !== 'unassigned') return;
          expect(plan.cellOf[request]).toBe(NONE);
          const { because } = explanation;
          if (because.reason === 'no-window' || because.reason === 'dearer-than-penalty') expect(cheaper).toEqual([]);
          if (because.reason === 'no-places') expect([open.length, because.slots]).toEqual([0, cheaper.length]);
          if (because.reason === 'carrier-quota') expect(servedOf(problem, plan, request)).toBe(because.quota);
          if (because.reason === 'full') expect(open).toContain(because.better.slot);
        });
      }),
      { numRuns: RUNS },
    );
  });

  it('of a carrier quota is true: one truck more would let a truck of that carrier in at a gain', () => {
    fc.assert(
      fc.property(tinyProblem, (problem) => {
        const plan = assign(problem);
        explainAll(problem, plan).forEach((explanation, request) => {
          if (explanation.kind !== 'unassigned' || explanation.because.reason !== 'carrier-quota') return;
          if (explanation.because.better === null) return;
          const carrierQuota = problem.carrierQuota.slice();
          carrierQuota[problem.requests.carrier[request]!] = NONE;
          expect(bestObjective({ ...problem, carrierQuota })).toBeLessThan(plan.objective);
        });
      }),
      { numRuns: RUNS },
    );
  });

  it('of a lot is true: the other has the same cost everywhere, the smaller number and the better slot', () => {
    const wish = { weight: 1, penalty: 100, channel: 0 as const, windows: [{ cell: 0, length: 2, detour: 0 }] };
    const problem = buildProblem({
      delayCost: { linear: 10, quadratic: 0 },
      checkpoints: [
        [
          [1, 0, 0],
          [1, 0, 0],
        ],
      ],
      requests: [
        { ...wish, lottery: 7 },
        { ...wish, lottery: 3 },
        { ...wish, lottery: 9 },
      ],
    });
    const [second, first, third] = explainAll(problem, assign(problem));
    expect(first).toEqual({ kind: 'best', slot: 0, cost: 0, closedCheaper: 0 });
    expect(second).toEqual({
      kind: 'lot',
      slot: 1,
      cost: 10,
      better: { slot: 0, saved: 10 },
      ownNumber: 7,
      otherNumber: 3,
    });
    expect(third).toMatchObject({ kind: 'lot', slot: null, cost: 100, better: { slot: 1, saved: 90 }, otherNumber: 7 });
  });

  it('is the same alone as among all', () => {
    fc.assert(
      fc.property(tinyProblem, (problem) => {
        const plan = assign(problem);
        const costs = (explanation: Explanation) => [
          explanation.kind,
          explanation.cost,
          betterOf(explanation)?.othersCost,
        ];
        explainAll(problem, plan).forEach((explanation, request) => {
          expect(costs(explain(problem, plan, request))).toEqual(costs(explanation));
        });
      }),
      { numRuns: 50 },
    );
  });

  it('is refused for a plan that is not proved', () => {
    const problem = buildProblem({ delayCost: { linear: 1, quadratic: 0 }, checkpoints: [[[1, 1, 1]]], requests: [] });
    expect(() => explainAll(problem, { ...assign(problem), objective: 1 })).toThrow('proved');
  });
});

function betterOf(explanation: Explanation): Better | null {
  if (explanation.kind === 'dearer') return explanation.better;
  return explanation.kind === 'unassigned' && 'better' in explanation.because ? explanation.because.better : null;
}

/** The same problem, but this request takes that slot or nothing, and nothing is dearer than all the others' costs. */
function forceInto(problem: Problem, request: number, cell: number): Problem {
  const { requests, windows } = problem;
  const detour = costOf(problem, request, cell);
  const list = Array.from({ length: requests.count }, (_, index) => {
    const first = requests.firstWindow[index]!;
    const size = requests.firstWindow[index + 1]! - first;
    const own = {
      weight: requests.weight[index]!,
      penalty: requests.penalty[index]!,
      channel: requests.channel[index] as 0 | 1 | 2,
      carrier: requests.carrier[index]!,
      currentCell: requests.currentCell[index]!,
      moveCost: requests.moveCost[index]!,
      windows: Array.from({ length: size }, (_, at) => ({
        cell: windows.cell[first + at]!,
        length: windows.length[first + at]!,
        detour: windows.detour[first + at]!,
      })),
    };
    const forced = { penalty: MAX_PENALTY, currentCell: NONE, windows: [{ cell, length: 1, detour }] };
    return index === request ? { ...own, ...forced } : own;
  });
  const checkpoints = [Array.from(problem.places.total, (_, at) => placesAt(problem, at))];
  const carrierQuota = Array.from(problem.carrierQuota);
  return buildProblem({ delayCost: problem.delayCost, checkpoints, carrierQuota, requests: list });
}

function placesAt({ places }: Problem, cell: number): [number, number, number] {
  return [places.total[cell]!, places.inspected[cell]!, places.examined[cell]!];
}

function placesFor({ places, requests }: Problem, request: number): Int32Array {
  return [places.total, places.inspected, places.examined][requests.channel[request]!]!;
}

function listCheaper(problem: Problem, plan: Plan, request: number): number[] {
  const paid = costOf(problem, request, plan.cellOf[request]!);
  const cells = Array.from(problem.places.total, (_, cell) => cell);
  return cells.filter((cell) => costOf(problem, request, cell) < paid);
}

function servedOf({ requests }: Problem, { cellOf }: Plan, request: number): number {
  return cellOf.filter((cell, other) => cell !== NONE && requests.carrier[other] === requests.carrier[request]).length;
}
