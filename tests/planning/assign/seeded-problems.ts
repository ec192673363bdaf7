import { buildProblem, type RequestInput } from '../../../server/planning/build-problem.ts';
import { type Channel, NONE, type Problem } from '../../../server/planning/model.ts';
import { makeRandom, pickWeighted, type Random, wholeBelow } from '../../../server/planning/random.ts';

/**
 * Too large to try every plan, small enough for a linear programme: crowded, with quotas, current slots and ways around. Some seeds make
 * what chance would not: equal costs, no places at all, one slot, requests without windows.
 */
export function makeSeededProblem(seed: number, requests: number): Problem {
  const random = makeRandom('seeded problem', seed, requests);
  const [noCosts, noPlaces, oneSlot, noWindows] = [11, 13, 17, 19].map((rest) => seed % 20 === rest);
  const slots = oneSlot ? 1 : 4 + wholeBelow(random, Math.min(40, 4 + requests / 4));
  const checkpoints = Array.from({ length: oneSlot ? 1 : 1 + wholeBelow(random, 3) }, () =>
    Array.from({ length: slots }, () => drawPlaces(random, noPlaces ? 0 : requests / slots)),
  );
  const carriers = 1 + wholeBelow(random, 6);
  return buildProblem({
    delayCost: noCosts
      ? { linear: 0, quadratic: 0 }
      : { linear: wholeBelow(random, 12), quadratic: wholeBelow(random, 3) },
    checkpoints,
    carrierQuota: Array.from({ length: carriers }, () =>
      random() < 0.5 ? NONE : wholeBelow(random, Math.ceil((1.2 * requests) / carriers)),
    ),
    requests: Array.from({ length: requests }, (_, index) => {
      const request = drawRequest(random, checkpoints.length, slots, carriers);
      return noWindows && index % 3 === 0 ? { ...request, windows: [] } : request;
    }),
    seed: `${seed}`,
  });
}

function drawPlaces(random: Random, mean: number): [number, number, number] {
  const total = mean === 0 ? 0 : wholeBelow(random, 1.4 * mean + 2);
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
