import { z } from 'zod';
import { costOf, NONE, type Plan, type Prices } from '../model.ts';
import { InputError, parseAt } from './input-error.ts';
import type { NamedProblem } from './read-problem.ts';

/** What is written: a proved plan, or what a policy decided, which has no prices. */
export type Decision = Pick<Plan, 'cellOf' | 'objective' | 'seed'> & {
  readonly lowerBound?: number;
  readonly prices?: Prices;
};

/** The text of a plan file, in pieces of a few hundred characters. */
export function* writePlan(named: NamedProblem, decision: Decision): Generator<string> {
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
  yield `\n},\n"prices": ${decision.prices ? JSON.stringify(namePrices(named, decision.prices)) : 'null'}}\n`;
}

function makeLocator({ checkpoints, problem }: NamedProblem): (cell: number) => { checkpoint: string; slot: number } {
  const checkpointOf = new Int32Array(problem.places.total.length);
  checkpoints.forEach(({ firstCell, slots }, index) => {
    checkpointOf.fill(index, firstCell, firstCell + slots);
  });
  return (cell) => {
    const checkpoint = checkpoints[checkpointOf[cell]!]!;
    return { checkpoint: checkpoint.id, slot: cell - checkpoint.firstCell };
  };
}

function namePrices({ checkpoints, carriers }: NamedProblem, prices: Prices) {
  return {
    checkpoints: Object.fromEntries(
      checkpoints.map(({ id, firstCell, slots }) => [
        id,
        Array.from({ length: slots }, (_, slot) => {
          const cell = firstCell + slot;
          return [prices.total[cell], prices.inspected[cell], prices.examined[cell]];
        }),
      ]),
    ),
    carriers: Object.fromEntries(carriers.map((carrier, index) => [carrier, prices.carrier[index]])),
  };
}

const price = z.number().min(0);
const planShape = z.strictObject({
  objective: z.number(),
  lowerBound: z.number(),
  seed: z.string(),
  unassigned: z.array(z.string()),
  assignments: z.record(z.string(), z.strictObject({ checkpoint: z.string(), slot: z.int().min(0), cost: z.number() })),
  prices: z.strictObject({
    checkpoints: z.record(z.string(), z.array(z.tuple([price, price, price]))),
    carriers: z.record(z.string(), price),
  }),
});

/**
 * Reads a plan file for the problem it was made for.
 *
 * @throws InputError with the path of the first value that does not fit.
 */
export function readPlan(text: string, named: NamedProblem): Plan {
  const file = parseAt(planShape, parseJson(text), '');
  const cellOf = new Int32Array(named.requestIds.length).fill(NONE);
  const requestOf = new Map(named.requestIds.map((id, request) => [id, request]));
  const checkpointOf = new Map(named.checkpoints.map((checkpoint) => [checkpoint.id, checkpoint]));
  for (const [id, { checkpoint: checkpointId, slot }] of Object.entries(file.assignments)) {
    const path = `assignments.${id}`;
    const request = requestOf.get(id);
    if (request === undefined) throw new InputError(path, 'there is no such request');
    const checkpoint = checkpointOf.get(checkpointId);
    if (!checkpoint || slot >= checkpoint.slots)
      throw new InputError(path, `there is no slot ${slot} at '${checkpointId}'`);
    cellOf[request] = checkpoint.firstCell + slot;
  }
  const columns = named.checkpoints.map(({ id, slots }) => {
    const rows = file.prices.checkpoints[id] ?? [];
    if (rows.length !== slots)
      throw new InputError(`prices.checkpoints.${id}`, `${rows.length} prices for ${slots} slots`);
    return rows;
  });
  const column = (index: 0 | 1 | 2) => Float64Array.from(columns.flat(), (row) => row[index]);
  return {
    cellOf,
    objective: file.objective,
    lowerBound: file.lowerBound,
    seed: file.seed,
    prices: {
      total: column(0),
      inspected: column(1),
      examined: column(2),
      carrier: Float64Array.from(named.carriers, (carrier) => file.prices.carriers[carrier] ?? 0),
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError('', `not JSON: ${(error as Error).message}`);
  }
}
