import fc from 'fast-check';
import { buildProblem, type ProblemInput, type RequestInput } from '../../../server/planning/build-problem.ts';
import { type Channel, costOf, NONE, type Problem } from '../../../server/planning/model.ts';

/** Problems small enough to try every plan, with all the awkward shapes: no places, no requests, one slot, equal costs, zero weights … */
export const tinyProblem: fc.Arbitrary<Problem> = fc
  .record({
    linear: fc.constantFrom(0, 1, 10),
    quadratic: fc.constantFrom(0, 1),
    checkpoints: fc.array(fc.array(slotPlaces(), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 2 }),
    carrierQuota: fc.array(fc.constantFrom(NONE, 0, 1, 2), { minLength: 2, maxLength: 2 }),
    seed: fc.constantFrom('one', 'two'),
  })
  .chain((frame) => {
    const cells = frame.checkpoints.flat().length;
    return fc.array(request(frame.checkpoints, cells), { maxLength: 6 }).map((requests) =>
      buildProblem({
        delayCost: { linear: frame.linear, quadratic: frame.quadratic },
        checkpoints: frame.checkpoints,
        carrierQuota: frame.carrierQuota,
        requests,
        seed: frame.seed,
      } satisfies ProblemInput),
    );
  });

function slotPlaces(): fc.Arbitrary<[number, number, number]> {
  return fc
    .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }))
    .map(([total, inspected, examined]) => [total, Math.min(total, inspected), Math.min(total, inspected, examined)]);
}

function request(checkpoints: readonly (readonly unknown[])[], cells: number): fc.Arbitrary<RequestInput> {
  return fc.record({
    weight: fc.constantFrom(0, 1, 1, 3),
    penalty: fc.constantFrom(0, 5, 40, 40, 100),
    channel: fc.constantFrom<Channel>(0, 1, 2),
    carrier: fc.constantFrom(NONE, 0, 1),
    lottery: fc.integer({ min: 0, max: 3 }),
    currentCell: fc.oneof(fc.constant(NONE), fc.integer({ min: 0, max: cells - 1 })),
    moveCost: fc.constantFrom(0, 1, 20),
    windows: fc.array(window(checkpoints), { maxLength: 3 }),
  });
}

function window(checkpoints: readonly (readonly unknown[])[]): fc.Arbitrary<RequestInput['windows'][number]> {
  return fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.constantFrom(0, 0, 7)).map(([checkpoint, first, length, detour]) => {
    const index = checkpoint % checkpoints.length;
    const start = checkpoints.slice(0, index).flat().length;
    const size = checkpoints[index]!.length;
    const offset = first % size;
    return { cell: start + offset, length: 1 + (length % (size - offset)), detour };
  });
}

/** The cost of the best plan, by trying them all. */
export function bestObjective(problem: Problem): number {
  const { requests, places, carrierQuota } = problem;
  const left = [places.total.slice(), places.inspected.slice(), places.examined.slice()];
  const quota = carrierQuota.map((limit) => (limit === NONE ? 1000 : limit));
  const decide = (index: number): number => {
    if (index === requests.count) return 0;
    let best = requests.penalty[index]! + decide(index + 1);
    const carrier = requests.carrier[index]!;
    if (carrier !== NONE && quota[carrier] === 0) return best;
    const rows = left.slice(0, requests.channel[index]! + 1);
    for (let cell = 0; cell < places.total.length; cell++) {
      const cost = costOf(problem, index, cell);
      if (!Number.isFinite(cost) || rows.some((row) => row[cell] === 0)) continue;
      for (const row of rows) row[cell]!--;
      if (carrier !== NONE) quota[carrier]!--;
      best = Math.min(best, cost + decide(index + 1));
      for (const row of rows) row[cell]!++;
      if (carrier !== NONE) quota[carrier]!++;
    }
    return best;
  };
  return decide(0);
}
