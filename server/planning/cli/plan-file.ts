import { z } from 'zod';
import type { Fairness } from '../fairness/plan-fairly.ts';
import { costOf, NONE, type Plan, type Prices } from '../model.ts';
import { fairnessShape, nameFairness, readFairness } from './fairness-file.ts';
import { InputError, parseAt } from './input-error.ts';
import { makeCellFinder, type Names } from './layout.ts';
import { namePrices, pricesShape, readPrices } from './prices-file.ts';
import type { NamedProblem } from './read-problem.ts';

/** What is written: a proved plan, or what a policy decided, which has no prices. */
export type Decision = Pick<Plan, 'cellOf' | 'objective' | 'seed'> & {
  readonly lowerBound?: number;
  readonly prices?: Prices;
  readonly fairness?: Fairness;
};

/** The text of a plan file, in pieces of a few hundred characters. */
export function* writePlan(
  named: NamedProblem,
  decision: Decision,
  explanations?: Iterable<string>,
): Generator<string> {
  const { problem, requestIds } = named;
  yield `{"objective": ${decision.objective}, "lowerBound": ${decision.lowerBound ?? null}, "seed": ${JSON.stringify(decision.seed)},\n`;
  const unassigned = requestIds.filter((_, request) => decision.cellOf[request] === NONE);
  yield `"unassigned": ${JSON.stringify(unassigned)},\n"assignments": {`;
  const where = makeLocator(named);
  let separator = '\n';
  for (const [request, id] of requestIds.entries()) {
    const cell = decision.cellOf[request]!;
    if (cell === NONE) continue;
    yield `${separator}${JSON.stringify(id)}: ${JSON.stringify({ ...where(cell), cost: costOf(problem, request, cell) })}`;
    separator = ',\n';
  }
  if (decision.fairness) yield `\n},\n"fairness": ${JSON.stringify(nameFairness(named, decision.fairness))}`;
  else yield '\n}';
  yield `,\n"prices": ${decision.prices ? JSON.stringify(namePrices(named, decision.prices)) : 'null'}`;
  if (explanations) {
    yield ',\n"explanations": ';
    yield* explanations;
  }
  yield '}\n';
}

export function makeLocator({ checkpoints }: Pick<Names, 'checkpoints'>): (cell: number) => SlotName {
  const checkpointOf = new Int32Array(checkpoints.reduce((cells, { slots }) => cells + slots, 0));
  checkpoints.forEach(({ firstCell, slots }, index) => {
    checkpointOf.fill(index, firstCell, firstCell + slots);
  });
  return (cell) => {
    const checkpoint = checkpoints[checkpointOf[cell]!]!;
    return { checkpoint: checkpoint.id, slot: cell - checkpoint.firstCell };
  };
}

interface SlotName {
  readonly checkpoint: string;
  readonly slot: number;
}

const planShape = z.strictObject({
  objective: z.number(),
  lowerBound: z.number(),
  seed: z.string(),
  unassigned: z.array(z.string()),
  assignments: z.record(z.string(), z.strictObject({ checkpoint: z.string(), slot: z.int().min(0), cost: z.number() })),
  prices: pricesShape,
  fairness: fairnessShape.optional(),
  explanations: z.unknown().optional(),
});

/**
 * Reads a plan file for the problem it was made for.
 *
 * @throws InputError with the path of the first value that does not fit.
 */
export function readPlan(text: string, named: NamedProblem): Plan & { readonly fairness?: Fairness } {
  const file = parseAt(planShape, parseJson(text), '');
  const cellOf = new Int32Array(named.requestIds.length).fill(NONE);
  const requestOf = new Map(named.requestIds.map((id, request) => [id, request]));
  const findCell = makeCellFinder(named);
  for (const [id, { checkpoint, slot }] of Object.entries(file.assignments)) {
    const path = `assignments.${id}`;
    const request = requestOf.get(id);
    if (request === undefined) throw new InputError(path, 'there is no such request');
    cellOf[request] = findCell(checkpoint, slot, path);
  }
  return {
    cellOf,
    objective: file.objective,
    lowerBound: file.lowerBound,
    seed: file.seed,
    prices: readPrices(named, file.prices, 'prices'),
    ...(file.fairness && { fairness: readFairness(named, file.fairness) }),
  };
}

/** The seed that a plan says its lots were drawn with. @throws InputError where it says none */
export function readSeed(text: string): string {
  return parseAt(z.looseObject({ seed: z.string() }), parseJson(text), '').seed;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError('', `not JSON: ${(error as Error).message}`);
  }
}
