import { Readable } from 'node:stream';
import fc from 'fast-check';
import { assign } from '../../../server/planning/assign/assign.ts';
import { readProblem } from '../../../server/planning/cli/read-problem.ts';
import { inLotteryOrder } from '../../../server/planning/lottery-order.ts';
import { costOf, NONE } from '../../../server/planning/model.ts';

/** A problem file (docs/planning-format.md), since ids and vehicles are names, and names are read, not computed with. */
export interface ProblemFile {
  readonly delayCost: { readonly linear: number; readonly quadratic: number };
  readonly checkpoints: readonly { readonly id: string; readonly slots: readonly (readonly number[])[] }[];
  readonly carrierQuota: Record<string, number>;
  readonly requests: readonly FileRequest[];
}

export interface FileRequest {
  readonly id: string;
  readonly vehicle: string;
  readonly carrier: string;
  readonly channel: string;
  readonly weight: number;
  readonly penalty: number;
  readonly windows: readonly { readonly checkpoint: string; readonly first: number; readonly length: number }[];
  readonly current?: { readonly checkpoint: string; readonly slot: number };
  readonly moveCost?: number;
}

const SLOTS = 4;

/** What a truck asks for. Few values, so that equal and nearly equal claims are the rule: that is where chance and order decide. */
export const terms = fc.record({
  channel: fc.constantFrom('green', 'green', 'yellow', 'red'),
  weight: fc.constantFrom(1, 1, 2),
  penalty: fc.constantFrom(40, 60),
  carrier: fc.constantFrom('c1', 'c2', 'c3'),
  windows: fc.array(
    fc.record({ checkpoint: fc.constantFrom('a', 'b'), first: fc.constantFrom(0, 0, 1), length: fc.constant(3) }),
    { minLength: 1, maxLength: 2 },
  ),
});

/** A crowded file: requests r0, r1 … of vehicles v0, v1 …, in that order. */
export const tinyFile: fc.Arbitrary<ProblemFile> = fc.record({
  delayCost: fc.record({ linear: fc.constantFrom(0, 10), quadratic: fc.constantFrom(0, 1) }),
  checkpoints: fc.tuple(slots(), slots()).map(([a, b]) => [
    { id: 'a', slots: a },
    { id: 'b', slots: b },
  ]),
  carrierQuota: fc.constantFrom({}, { c1: 1 }, { c1: 2, c2: 0 }),
  requests: fc
    .array(terms, { minLength: 2, maxLength: 9 })
    .map((list) => list.map((wish, index) => ({ id: `r${index}`, vehicle: `v${index}`, ...wish }))),
});

function slots() {
  const places = fc
    .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 1 }))
    .map(([total, inspected, examined]) => [total, Math.min(total, inspected), Math.min(total, inspected, examined)]);
  return fc.array(places, { minLength: SLOTS, maxLength: SLOTS });
}

export interface Answer {
  /** `a/2`, or undefined where there is none. */
  readonly slot: string | undefined;
  readonly cost: number;
}

/** The best plan of the file, as `npm run plan` makes it: what each request gets, by id. */
export async function answersOf(file: ProblemFile, seed: string): Promise<Map<string, Answer>> {
  const { problem, requestIds, checkpoints } = await readProblem(Readable.from([JSON.stringify(file)]), seed);
  const { cellOf } = inLotteryOrder(problem, assign);
  return new Map(
    requestIds.map((id, request) => {
      const cell = cellOf[request]!;
      const where = checkpoints.find(({ firstCell, slots }) => cell >= firstCell && cell < firstCell + slots);
      const slot = cell === NONE ? undefined : `${where!.id}/${cell - where!.firstCell}`;
      return [id, { slot, cost: costOf(problem, request, cell) }];
    }),
  );
}

/**
 * The file a day later: everyone holds the slot that the plan gave, and does not like to move. To lose it costs more than to be without
 * one, or an equal newcomer could have it at the same cost.
 */
export function withCurrentSlots(
  file: ProblemFile,
  answers: ReadonlyMap<string, Answer>,
  moveCost: number,
): ProblemFile {
  return {
    ...file,
    requests: file.requests.map((request) => {
      const slot = answers.get(request.id)?.slot;
      if (slot === undefined) return request;
      const [checkpoint, number] = slot.split('/');
      const current = { checkpoint: checkpoint!, slot: Number(number) };
      return { ...request, current, moveCost, penalty: request.penalty + moveCost };
    }),
  };
}

export const shuffled = <Item>(items: readonly Item[]): fc.Arbitrary<Item[]> =>
  fc.shuffledSubarray([...items], { minLength: items.length });
