import { isDeepStrictEqual } from 'node:util';
import { listEqualClaims } from '../assign/lottery.ts';
import { costOf } from '../model.ts';
import type { NamedProblem } from './read-problem.ts';

/** The part of a plan file that follows from its cells. */
interface Claims {
  readonly unassigned: readonly string[];
  readonly assignments: Readonly<Record<string, unknown>>;
  readonly gap?: number;
  readonly relativeGap?: number;
}

/**
 * What a plan file says about its own decisions and is not so: a cost, a window, who is left out.
 *
 * @param text the file, which was read before
 * @param again the same plan, written anew from the cells alone
 */
export function listFalseClaims(text: string, again: Iterable<string>): string[] {
  const said = JSON.parse(text) as Claims;
  const found = JSON.parse([...again].join('')) as Claims;
  const faults = Object.keys(found.assignments)
    .filter((id) => !isDeepStrictEqual(said.assignments[id], found.assignments[id]))
    .map((id) => `assignments.${id} is ${JSON.stringify(found.assignments[id])}`);
  if (!isDeepStrictEqual(said.unassigned.toSorted(), found.unassigned.toSorted()))
    faults.push(`unassigned are ${found.unassigned.length} requests, and not those that the plan names`);
  for (const name of ['gap', 'relativeGap'] as const) {
    if (said[name] !== found[name]) faults.push(`the ${name} is ${found[name]}, not ${said[name]}`);
  }
  return faults;
}

/** Equal claims that were not served in the order of the lots that the plan's seed draws. */
export function listWrongLots({ problem, requestIds }: NamedProblem, plan: { cellOf: Int32Array; seed: string }) {
  if (plan.seed !== problem.seed) return [`the lots are of the seed '${plan.seed}', not of '${problem.seed}'`];
  const { lottery } = problem.requests;
  const paid = (request: number) => costOf(problem, request, plan.cellOf[request]!);
  const faults: string[] = [];
  for (const equals of listEqualClaims(problem)) {
    equals.sort((a, b) => lottery[a]! - lottery[b]! || paid(a) - paid(b));
    equals.forEach((request, rank) => {
      const before = equals[rank - 1];
      if (before !== undefined && paid(before) > paid(request))
        faults.push(`${requestIds[before]} drew a smaller lot than ${requestIds[request]} and pays more`);
    });
  }
  return faults;
}
