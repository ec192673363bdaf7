import { buildProblem } from '../../../server/planning/build-problem.ts';
import type { Channel, Problem } from '../../../server/planning/model.ts';
import { makeRandom, pickWeighted, wholeBelow } from '../../../server/planning/random.ts';

/**
 * Carriers that the cheapest plan treats differently: each has a home checkpoint and hours it likes, so that those of the crowded ones are late,
 * and some carry freight of a greater weight, which the plan serves first.
 */
export function makeFairnessProblem(seed: number, count: number): Problem {
  const random = makeRandom('seeded carriers', seed, count);
  const [checkpoints, slots, carriers] = [4, 96, 24];
  const perSlot = count / checkpoints / slots;
  const homes = Array.from({ length: carriers }, (_, carrier) => ({
    checkpoint: carrier % checkpoints,
    hour: wholeBelow(random, slots - 40),
    weight: pickWeighted(random, [1, 2, 4], (weight) => 1 / weight),
  }));
  return buildProblem({
    delayCost: { linear: 10, quadratic: 1 },
    checkpoints: Array.from({ length: checkpoints }, (_, checkpoint) =>
      Array.from({ length: slots }, () => {
        const total = Math.round(perSlot * (1 + 0.3 * checkpoint) * (0.7 + 0.6 * random()));
        const inspected = Math.round(total * 0.5);
        return [total, inspected, Math.round(inspected * 0.5)] as const;
      }),
    ),
    carrierQuota: Array.from({ length: carriers }, () => -1),
    requests: Array.from({ length: count }, () => {
      const carrier = wholeBelow(random, carriers);
      const { checkpoint, hour, weight } = homes[carrier]!;
      const from = random() < 0.5 ? hour + wholeBelow(random, 24) : wholeBelow(random, slots - 24);
      const other = (checkpoint + 1 + wholeBelow(random, checkpoints - 1)) % checkpoints;
      const length = Math.min(36, slots - from);
      return {
        weight,
        penalty: 4000 * weight,
        channel: pickWeighted<Channel>(random, [0, 1, 2], (channel) => [7, 2, 1][channel]!),
        carrier,
        lottery: wholeBelow(random, 2 ** 32),
        windows: [
          { cell: checkpoint * slots + from, length, detour: 0 },
          { cell: other * slots + from, length, detour: 100 + wholeBelow(random, 200) },
        ],
      };
    }),
    seed: `${seed}`,
  });
}
