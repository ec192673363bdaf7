import type { Measures } from './measure.ts';
import type { Group, Result, World } from './run-evaluation.ts';

/** Mean over the seeds, and the standard deviation between them. */
export interface Spread {
  mean: number;
  deviation: number;
}

/** One policy in one world, over all seeds. */
export interface Row {
  world: World;
  policy: Result['policy'];
  measures: Record<Group, Record<keyof Measures, Spread>>;
  meanHoursInEndlessYards: Record<Group, Spread>;
  /** By crossing of the regimes and full hour, mean over the seeds. */
  presentAt: number[][];
  seconds: number;
}

/** The results of all seeds as one row for each policy and world, in the order of the first seed. */
export function summarise(results: readonly Result[]): Row[] {
  const seeds = [...new Set(results.map(({ seed }) => seed))];
  return results
    .filter(({ seed }) => seed === seeds[0])
    .map(({ world, policy, presentAt }) => {
      const runs = results.filter((result) => result.world === world && result.policy.id === policy.id);
      const spreadOfGroup = (group: Group) => {
        const names = Object.keys(runs[0]!.measures[group]) as (keyof Measures)[];
        return Object.fromEntries(
          names.map((name) => [name, spreadOf(runs.map(({ measures }) => measures[group][name]))]),
        ) as Record<keyof Measures, Spread>;
      };
      const roomy = (group: Group) => spreadOf(runs.map((run) => run.meanHoursInEndlessYards[group]));
      return {
        world,
        policy,
        measures: {
          all: spreadOfGroup('all'),
          inspected: spreadOfGroup('inspected'),
          siblings: spreadOfGroup('siblings'),
        },
        meanHoursInEndlessYards: { all: roomy('all'), inspected: roomy('inspected'), siblings: roomy('siblings') },
        presentAt: presentAt.map((hours, crossing) =>
          Array.from(hours, (_, hour) => meanOf(runs.map((run) => run.presentAt[crossing]![hour]!))),
        ),
        seconds: meanOf(runs.map(({ seconds }) => seconds)),
      };
    });
}

export function spreadOf(values: readonly number[]): Spread {
  const mean = meanOf(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0 };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
