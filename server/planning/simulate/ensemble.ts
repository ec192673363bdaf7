import { checkScenario } from './check-scenario.ts';
import { type Duration, minutesOf, percentileOf } from './journey-minutes.ts';
import type { Journeys, Run, Scenario } from './model.ts';
import { runOnce } from './simulate.ts';

/** Runs `first` … `first + count − 1` of a seed. Plain values and typed arrays: it can be sent to a thread. */
export interface EnsembleTask {
  readonly scenario: Scenario;
  readonly seed: string | number;
  readonly first: number;
  readonly count: number;
}

/** What is kept of a run, over its trucks; minutes over those that have an end. NaN where there are none. */
export const FIGURES = [
  'entered',
  'cleared',
  'inside',
  'noShows',
  'clearedPerHour',
  'meanInside',
  'meanToCalledMinutes',
  'meanToClearedMinutes',
  'meanQueuedMinutes',
  'p95ToClearedMinutes',
  'blockedMinutes',
] as const;
export type Figure = (typeof FIGURES)[number];

/** Some runs of an ensemble, or all of them: one row per run in each column. */
export interface Ensemble {
  readonly first: number;
  readonly count: number;
  readonly figures: Readonly<Record<Figure, Float64Array>>;
  /** By stage. */
  readonly utilisation: readonly Float64Array[];
  /** Of the probes, run after run, each by hour; Infinity where a probe had no end in the run. */
  readonly probes: Readonly<Record<Duration, Float64Array>>;
  readonly probeHours: number;
  readonly probesPerHour: number;
}

/**
 * Runs a part of an ensemble. Run `r` draws from (seed, r) and nothing else, so that it does not matter which thread makes it.
 *
 * @param onProgress called with the share of the part that is done.
 * @throws ProblemError as `simulate`; RangeError for fewer runs than one.
 */
export function runReplications(task: EnsembleTask, onProgress?: (share: number) => void): Ensemble {
  const { scenario, seed, first, count } = task;
  checkScenario(scenario);
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`${count} is no number of runs`);
  const { hours: probeHours, perHour: probesPerHour } = scenario.probes ?? { hours: 0, perHour: 0 };
  const probesPerRun = probeHours * probesPerHour;
  const part: Ensemble = {
    first,
    count,
    figures: byFigure(() => new Float64Array(count)),
    utilisation: Array.from({ length: 3 * scenario.posts.length }, () => new Float64Array(count)),
    probes: byDuration(() => new Float64Array(count * probesPerRun)),
    probeHours,
    probesPerHour,
  };
  for (let index = 0; index < count; index++) {
    const run = runOnce(scenario, seed, first + index);
    const figures = figuresOf(run);
    for (const name of FIGURES) part.figures[name][index] = figures[name];
    part.utilisation.forEach((column, stage) => {
      column[index] = run.summary.utilisation[stage]!;
    });
    for (const duration of DURATIONS) {
      part.probes[duration].set(endlessOf(run.probes, duration), index * probesPerRun);
    }
    onProgress?.((index + 1) / count);
  }
  return part;
}

/** The same ensemble in at most so many parts of nearly equal size, for as many threads. */
export function splitEnsemble(task: EnsembleTask, parts: number): EnsembleTask[] {
  const size = Math.ceil(task.count / parts);
  const tasks: EnsembleTask[] = [];
  for (let done = 0; done < task.count; done += size) {
    tasks.push({ ...task, first: task.first + done, count: Math.min(size, task.count - done) });
  }
  return tasks;
}

/**
 * Parts put together in the order of their runs: the same numbers, bit by bit, however the ensemble was split.
 *
 * @throws RangeError where a run is missing or there twice.
 */
export function mergeEnsemble(parts: readonly Ensemble[]): Ensemble {
  const ordered = parts.toSorted((a, b) => a.first - b.first);
  const [head, ...others] = ordered;
  if (head === undefined) throw new RangeError('no parts to merge');
  let next = head.first + head.count;
  for (const part of others) {
    if (part.first !== next) throw new RangeError(`run ${next} is missing or there twice`);
    next += part.count;
  }
  return {
    first: head.first,
    count: next - head.first,
    figures: byFigure((name) => joined(ordered.map((part) => part.figures[name]))),
    utilisation: head.utilisation.map((_, stage) => joined(ordered.map((part) => part.utilisation[stage]!))),
    probes: byDuration((duration) => joined(ordered.map((part) => part.probes[duration]))),
    probeHours: head.probeHours,
    probesPerHour: head.probesPerHour,
  };
}

/** Mean over the runs and its standard error: runs are independent, so their scatter says how far the mean may be off. */
export function meanOverRuns(column: Float64Array): { mean: number; standardError: number } {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  const squares = column.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardError: Math.sqrt(squares / (column.length - 1) / column.length) };
}

const DURATIONS = ['toCalled', 'toPost', 'toCleared', 'queued'] as const;

function figuresOf({ trucks, summary }: Run): Record<Figure, number> {
  const toCleared = endedOf(trucks, 'toCleared');
  return {
    entered: summary.entered,
    cleared: summary.cleared,
    inside: summary.inside,
    noShows: summary.noShows,
    clearedPerHour: summary.clearedPerHour,
    meanInside: summary.meanInside,
    meanToCalledMinutes: meanOf(endedOf(trucks, 'toCalled')),
    meanToClearedMinutes: meanOf(toCleared),
    meanQueuedMinutes: meanOf(endedOf(trucks, 'queued')),
    p95ToClearedMinutes: percentileOf(toCleared.sort(), 0.95),
    blockedMinutes: summary.blockedMinutes.reduce((sum, minutes) => sum + minutes, 0),
  };
}

function endedOf(journeys: Journeys, duration: Duration): Float64Array {
  return minutesOf(journeys, duration).filter((minutes) => !Number.isNaN(minutes));
}

function endlessOf(journeys: Journeys, duration: Duration): Float64Array {
  return minutesOf(journeys, duration).map((minutes) => (Number.isNaN(minutes) ? Number.POSITIVE_INFINITY : minutes));
}

function meanOf(column: Float64Array): number {
  return column.reduce((sum, value) => sum + value, 0) / column.length;
}

function joined(columns: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(columns.reduce((sum, column) => sum + column.length, 0));
  let filled = 0;
  for (const column of columns) {
    all.set(column, filled);
    filled += column.length;
  }
  return all;
}

function byFigure(make: (name: Figure) => Float64Array): Record<Figure, Float64Array> {
  return Object.fromEntries(FIGURES.map((name) => [name, make(name)])) as Record<Figure, Float64Array>;
}

function byDuration(make: (duration: Duration) => Float64Array): Record<Duration, Float64Array> {
  return { toCalled: make('toCalled'), toPost: make('toPost'), toCleared: make('toCleared'), queued: make('queued') };
}
