import fc from 'fast-check';
import { buildItineraries, type ItineraryInput } from '../../../server/planning/itinerary/build-itineraries.ts';
import { type ItineraryProblem, legCostOf, timeBetween } from '../../../server/planning/itinerary/itinerary-model.ts';
import { type Channel, NONE } from '../../../server/planning/model.ts';

const SLOTS = 4;

/** Problems small enough to try every plan: three checkpoints, ways that do not exist, quotas, legs without windows, current cells … */
export function tinyItineraries(mostLegs: number): fc.Arbitrary<ItineraryProblem> {
  const slots = fc.array(slotPlaces(), { minLength: SLOTS, maxLength: SLOTS });
  return fc
    .record({
      delayCost: fc.record({ linear: fc.constantFrom(0, 1, 10), quadratic: fc.constantFrom(0, 1) }),
      checkpoints: fc.tuple(slots, slots, slots),
      carrierQuota: fc.array(fc.constantFrom(NONE, NONE, 0, 1, 2), { minLength: 2, maxLength: 2 }),
      itineraries: fc.array(itinerary(mostLegs), { maxLength: 4 }),
      seed: fc.constantFrom('one', 'two'),
    })
    .map(buildItineraries);
}

function slotPlaces(): fc.Arbitrary<[number, number, number]> {
  const count = fc.constantFrom(0, 1, 1, 2);
  return fc
    .tuple(count, count, count)
    .map(([total, inspected, examined]) => [total, Math.min(total, inspected), Math.min(total, inspected, examined)]);
}

function itinerary(mostLegs: number): fc.Arbitrary<ItineraryInput> {
  return fc.record({
    weight: fc.constantFrom(0, 1, 1, 3),
    penalty: fc.constantFrom(0, 20, 60, 60, 150),
    channel: fc.constantFrom<Channel>(0, 0, 1, 2),
    carrier: fc.constantFrom(NONE, 0, 1),
    lottery: fc.integer({ min: 0, max: 3 }),
    moveCost: fc.constantFrom(0, 5),
    legs: fc
      .array(fc.record({ windows: fc.array(window(), { maxLength: 2 }), current: fc.integer({ min: -8, max: 11 }) }), {
        minLength: 1,
        maxLength: mostLegs,
      })
      .chain((legs) =>
        fc.infiniteStream(fc.constantFrom(NONE, 0, 1, 1, 2)).map((travel) =>
          legs.map(({ windows, current }, leg) => ({
            windows,
            currentCell: Math.max(NONE, current),
            ...(leg > 0 && {
              travel: legs[leg - 1]!.windows.map(() => windows.map(() => travel.next().value!)),
              margin: (windows.length + leg) % 2,
            }),
          })),
        ),
      ),
  });
}

function window() {
  return fc
    .record({ checkpoint: fc.nat(2), first: fc.nat(SLOTS - 1), length: fc.nat(), detour: fc.constantFrom(0, 0, 7) })
    .map(({ checkpoint, first, length, detour }) => ({
      cell: checkpoint * SLOTS + first,
      length: 1 + (length % (SLOTS - first)),
      detour,
    }));
}

/** The cost of the best plan, by trying them all. */
export function bestObjective(problem: ItineraryProblem): number {
  const { itineraries, places, carrierQuota } = problem;
  const left = [places.total.slice(), places.inspected.slice(), places.examined.slice()];
  const quota = carrierQuota.map((limit) => (limit === NONE ? 1000 : limit));
  const take = (index: number, cells: readonly number[], count: number) => {
    for (const cell of cells) for (let row = 0; row <= itineraries.channel[index]!; row++) left[row]![cell]! -= count;
    if (itineraries.carrier[index] !== NONE) quota[itineraries.carrier[index]!]! -= count;
  };
  const decide = (index: number): number => {
    if (index === itineraries.count) return 0;
    let best = itineraries.penalty[index]! + decide(index + 1);
    for (const { cells, cost } of listWays(problem, index)) {
      take(index, cells, 1);
      const fits = left.every((row) => row.every((count) => count >= 0)) && quota.every((count) => count >= 0);
      if (fits) best = Math.min(best, cost + decide(index + 1));
      take(index, cells, -1);
    }
    return best;
  };
  return decide(0);
}

/** Every way through all legs that travel times allow. */
function listWays(problem: ItineraryProblem, itinerary: number) {
  const { itineraries, legs, windows, timeOf } = problem;
  let ways = [{ cells: [] as number[], window: NONE, cost: 0 }];
  for (let leg = itineraries.firstLeg[itinerary]!; leg < itineraries.firstLeg[itinerary + 1]!; leg++) {
    const begun = ways;
    ways = [];
    for (let window = legs.firstWindow[leg]!; window < legs.firstWindow[leg + 1]!; window++) {
      for (let slot = 0; slot < windows.length[window]!; slot++) {
        const cell = windows.cell[window]! + slot;
        for (const way of begun) {
          const last = way.cells.at(-1);
          if (last !== undefined && timeOf[cell]! < timeOf[last]! + timeBetween(problem, leg, way.window, window))
            continue;
          const cost = way.cost + legCostOf(problem, itinerary, leg, window, cell);
          ways.push({ cells: [...way.cells, cell], window, cost });
        }
      }
    }
  }
  return ways;
}
