import loadHighs, { type Highs } from 'highs';
import { beforeAll, describe, expect, it } from 'vitest';
import { assign } from '../../../server/planning/assign/assign.ts';
import { checkCertificate } from '../../../server/planning/certificate.ts';
import { costOf, NONE, type Problem } from '../../../server/planning/model.ts';
import { makeSeededProblem } from './seeded-problems.ts';

const RUNS = Number(process.env.OTKEL_TEST_RUNS ?? 100);

let highs: Highs;
beforeAll(async () => {
  highs = await loadHighs();
});

/** An independent solver: the same problem as a linear programme, whose optimum is that of whole numbers, since it is a network. */
describe('beside HiGHS', () => {
  it('costs the same on every seed', () => {
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

/** In the LP format: x_i_j is request i in cell j, x_i is request i without a cell. */
function toLinearProgramme(problem: Problem): string {
  const { requests, places, carrierQuota } = problem;
  const objective: string[] = [];
  const decided: string[] = [];
  const limits = new Map<string, { names: string[]; limit: number }>();
  const count = (key: string, limit: number, name: string) => {
    const row = limits.get(key) ?? { names: [], limit };
    row.names.push(name);
    limits.set(key, row);
  };
  for (let request = 0; request < requests.count; request++) {
    const names = [`x_${request}`];
    objective.push(`${requests.penalty[request]} x_${request}`);
    for (let cell = 0; cell < places.total.length; cell++) {
      const cost = costOf(problem, request, cell);
      if (!Number.isFinite(cost)) continue;
      const name = `x_${request}_${cell}`;
      names.push(name);
      objective.push(`${cost} ${name}`);
      (['total', 'inspected', 'examined'] as const).slice(0, requests.channel[request]! + 1).forEach((row) => {
        count(`${row}_${cell}`, places[row][cell]!, name);
      });
      const carrier = requests.carrier[request]!;
      if (carrier !== NONE && carrierQuota[carrier] !== NONE) count(`carrier_${carrier}`, carrierQuota[carrier]!, name);
    }
    decided.push(`d_${request}: ${names.join(' + ')} = 1`);
  }
  const rows = [...limits].map(([key, { names, limit }]) => `${key}: ${names.join(' + ')} <= ${limit}`);
  return ['Minimize', `cost: ${wrap(objective)}`, 'Subject To', ...[...decided, ...rows].map(breakLines), 'End'].join(
    '\n',
  );
}

/** Lines of the format are short. */
const wrap = (terms: string[]) => terms.join('\n + ');
const breakLines = (row: string) => row.replaceAll(' + ', '\n + ');
