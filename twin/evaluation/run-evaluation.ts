import { postPlaces } from './assumptions.ts';
import type { Bookings } from './book-places.ts';
import type { Scenario, Truck } from './build-scenario.ts';
import type { Regime } from './crossings.ts';
import { type Measures, measure } from './measure.ts';
import { type Policy, policies } from './policies.ts';
import { simulateWeek } from './simulate-week.ts';

export const worlds = ['plain', 'heavier'] as const;
export type World = (typeof worlds)[number];

/** Trucks by the crossing they wished for: all, those of the regimes, those of the siblings that can relieve them. */
export const groups = ['all', 'inspected', 'siblings'] as const;
export type Group = (typeof groups)[number];

/** One policy in one world with one seed. */
export interface Result {
  seed: string;
  world: World;
  policy: Policy;
  measures: Record<Group, Measures>;
  /** Mean hours where the yards of the posts have room for everybody: the assumption that weighs most. */
  meanHoursInEndlessYards: Record<Group, number>;
  /** By crossing of the regimes: trucks there at each full hour. */
  presentAt: Int32Array[];
  /** What the booking took; the simulation is not counted. */
  seconds: number;
}

/** Milliseconds of some clock that only goes forward. */
export type Stopwatch = () => number;

/** Every policy through the same week, in both worlds. Who does not learn of regimes books once for both. */
export function evaluateWeek(scenario: Scenario, regimes: readonly Regime[], stopwatch: Stopwatch): Result[] {
  const inspected = regimes.map(({ checkpointId, direction }) =>
    scenario.crossings.findIndex(
      (crossing) => crossing.checkpoint.id === checkpointId && crossing.direction === direction,
    ),
  );
  const isCounted = makeGroups(scenario, inspected);
  return policies.flatMap((policy) => {
    let last: { bookings: Bookings | undefined; seconds: number } | undefined;
    return worlds.map((world): Result => {
      if (last === undefined || policy.learns) last = timed(() => policy.book(scenario, world), stopwatch);
      const { bookings, seconds } = last;
      const crossings = world === 'heavier' ? scenario.heavierCrossings : scenario.crossings;
      const outcome = simulateWeek(scenario, crossings, bookings, postPlaces);
      const roomy = simulateWeek(scenario, crossings, bookings, Number.POSITIVE_INFINITY);
      return {
        seed: scenario.seed,
        world,
        policy,
        measures: byGroup((group) => measure(scenario, outcome, bookings?.moved, isCounted[group])),
        meanHoursInEndlessYards: byGroup(
          (group) => measure(scenario, roomy, bookings?.moved, isCounted[group]).meanHours,
        ),
        presentAt: inspected.map((crossing) => outcome.presentAt[crossing]!),
        seconds,
      };
    });
  });
}

function byGroup<Value>(measured: (group: Group) => Value): Record<Group, Value> {
  return { all: measured('all'), inspected: measured('inspected'), siblings: measured('siblings') };
}

function timed(book: () => Bookings | undefined, stopwatch: Stopwatch) {
  const begun = stopwatch();
  return { bookings: book(), seconds: (stopwatch() - begun) / 1000 };
}

function makeGroups(scenario: Scenario, inspected: readonly number[]): Record<Group, (truck: Truck) => boolean> {
  const wished = (truck: Truck) => truck.ways[0]!.crossing;
  const siblings = new Set(
    scenario.trucks
      .filter((truck) => inspected.includes(wished(truck)))
      .flatMap((truck) => truck.ways.slice(1).map(({ crossing }) => crossing)),
  );
  return {
    all: () => true,
    inspected: (truck) => inspected.includes(wished(truck)),
    siblings: (truck) => siblings.has(wished(truck)) && !inspected.includes(wished(truck)),
  };
}
