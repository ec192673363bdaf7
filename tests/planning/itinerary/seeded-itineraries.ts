import { buildItineraries, type ItineraryInput } from '../../../server/planning/itinerary/build-itineraries.ts';
import type { ItineraryProblem } from '../../../server/planning/itinerary/itinerary-model.ts';
import { type Channel, NONE } from '../../../server/planning/model.ts';
import { makeRandom, pickWeighted, type Random, wholeBelow } from '../../../server/planning/random.ts';

/**
 * Roads to a port and ships from it, crowded: each itinerary crosses one of two road checkpoints, then takes one of the places of two more (a gate
 * every slot, or a sailing every eighth), with some carriers at a quota and some itineraries moved from where they were.
 */
export function makeSeededItineraries(seed: number, count: number, legs = 2, load = 1): ItineraryProblem {
  const random = makeRandom('seeded itineraries', seed, count);
  const slots = 96;
  const perSlot = count / load / (2 * (slots - 24));
  const checkpoints = Array.from({ length: 2 * legs }, (_, checkpoint) =>
    Array.from({ length: slots }, (_, slot) => drawPlaces(random, checkpoint, slot, perSlot)),
  );
  const carriers = 20;
  return buildItineraries({
    delayCost: { linear: 10, quadratic: 1 },
    checkpoints,
    carrierQuota: Array.from({ length: carriers }, (_, carrier) => (carrier % 4 > 0 ? NONE : count / carriers)),
    itineraries: Array.from({ length: count }, () => drawItinerary(random, legs, slots, carriers)),
    seed: `${seed}`,
  });
}

/** The last checkpoint is a ship: all its places in every eighth slot. */
function drawPlaces(random: Random, checkpoint: number, slot: number, perSlot: number): [number, number, number] {
  const isShip = checkpoint === 3;
  if (isShip && slot % 8 > 0) return [0, 0, 0];
  const mean = isShip ? 8 * perSlot : perSlot;
  const total = Math.round(mean * (0.7 + 0.6 * random()));
  const inspected = Math.round(total * 0.4);
  return [total, inspected, Math.round(inspected * 0.4)];
}

function drawItinerary(random: Random, legs: number, slots: number, carriers: number): ItineraryInput {
  const weight = pickWeighted(random, [1, 2, 8], (value) => (value === 1 ? 8 : 1));
  let from = wholeBelow(random, slots - 24 * legs);
  return {
    weight,
    penalty: 4000 * weight,
    channel: pickWeighted<Channel>(random, [0, 1, 2], (channel) => [7, 2, 1][channel]!),
    carrier: wholeBelow(random, carriers),
    lottery: wholeBelow(random, 2 ** 32),
    moveCost: 30,
    legs: Array.from({ length: legs }, (_, leg) => {
      const travel = [0, 1].map(() => [3 + wholeBelow(random, 3), 4 + wholeBelow(random, 3)]);
      if (leg > 0) from += Math.min(...travel.flat()) + 1;
      return {
        windows: [0, 1].map((way) => ({
          cell: (2 * leg + way) * slots + from,
          length: Math.min(24, slots - from),
          detour: way * wholeBelow(random, 60),
        })),
        currentCell: random() < 0.8 ? NONE : 2 * leg * slots + from + wholeBelow(random, 4),
        ...(leg > 0 && { travel, margin: 1 }),
      };
    }),
  };
}
