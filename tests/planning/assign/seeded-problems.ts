import { buildProblem, type RequestInput } from '../../../server/planning/build-problem.ts';
import { type Channel, NONE, type Problem } from '../../../server/planning/model.ts';
import { makeRandom, pickWeighted, type Random, wholeBelow } from '../../../server/planning/random.ts';

/** Too large to try every plan, small enough for a linear programme: crowded, with quotas, current slots and ways around. */
export function makeSeededProblem(seed: number, requests: number): Problem {
  const random = makeRandom('seeded problem', seed, requests);
  const slots = 4 + wholeBelow(random, Math.min(40, 4 + requests / 4));
  const checkpoints = Array.from({ length: 1 + wholeBelow(random, 3) }, () =>
    Array.from({ length: slots }, () => drawPlaces(random, requests / slots)),
  );
  const carriers = 1 + wholeBelow(random, 6);
  return buildProblem({
    delayCost: { linear: wholeBelow(random, 12), quadratic: wholeBelow(random, 3) },
    checkpoints,
    carrierQuota: Array.from({ length: carriers }, () =>
      random() < 0.5 ? NONE : wholeBelow(random, Math.ceil((1.2 * requests) / carriers)),
    ),
    requests: Array.from({ length: requests }, () => drawRequest(random, checkpoints.length, slots, carriers)),
    seed: `${seed}`,
  });
}

function drawPlaces(random: Random, mean: number): [number, number, number] {
  const total = wholeBelow(random, 1.4 * mean + 2);
  const inspected = wholeBelow(random, total + 1);
  return [total, inspected, wholeBelow(random, inspected + 1)];
}

function drawRequest(random: Random, checkpoints: number, slots: number, carriers: number): RequestInput {
  const weight = pickWeighted(random, [0, 1, 2, 8], (value) => (value === 1 ? 6 : 1));
  const from = wholeBelow(random, slots);
  return {
    weight,
    penalty: wholeBelow(random, 600) * Math.max(1, weight),
    channel: pickWeighted<Channel>(random, [0, 1, 2], (channel) => 3 - channel),
    carrier: random() < 0.2 ? NONE : wholeBelow(random, carriers),
    lottery: wholeBelow(random, 2 ** 32),
    currentCell: random() < 0.5 ? NONE : wholeBelow(random, checkpoints * slots),
    moveCost: wholeBelow(random, 60),
    windows: Array.from({ length: 1 + wholeBelow(random, 3) }, (_, way) => ({
      cell: wholeBelow(random, checkpoints) * slots + from,
      length: 1 + wholeBelow(random, slots - from),
      detour: way * wholeBelow(random, 40),
    })),
  };
}
