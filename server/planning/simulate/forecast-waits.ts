import { type Ensemble, type EnsembleTask, mergeEnsemble, runReplications } from './ensemble.ts';
import { type Duration, percentileOf } from './journey-minutes.ts';
import type { Probes, Scenario } from './model.ts';

/** Minutes that half, and four fifths, of the trucks do not pass; Infinity: more than the run is long. */
export interface Band {
  readonly p50: number;
  readonly p80: number;
}

/** For a truck that arrives in this hour of the run. What the durations are, journey-minutes.ts says. */
export interface HourForecast extends Readonly<Record<Duration, Band>> {
  readonly hour: number;
}

/** The next day, with four moments of each hour: 100 runs then put 400 probes into an hour. */
export const FORECAST_PROBES: Probes = { hours: 24, perHour: 4, channel: 0, rank: 0 };

/**
 * The wait of a truck that arrives in each of the next 24 hours (or as the scenario's own probes say).
 *
 * Measured by probes and not by the trucks' own waits: those are few in an hour and none in some, they have the slots and classes they have, and
 * trucks that come together share their luck. A probe sees the queue at a moment of its own, delays nobody, and is there in every hour. The
 * percentiles are over all probes of the hour in all runs, so they hold the scatter between days as well as that within the hour.
 *
 * On threads: `splitEnsemble(forecastTask(…), n)`, each part to `runReplications`, then `forecastOf(mergeEnsemble(parts))`: the same numbers.
 *
 * @param replications at least 1; the standard error of P50 is about 1.25 σ / √replications or less.
 * @throws ProblemError as `simulate`.
 */
export function forecastWaits(scenario: Scenario, seed: string | number, replications: number): HourForecast[] {
  return forecastOf(mergeEnsemble([runReplications(forecastTask(scenario, seed, replications))]));
}

/** The ensemble that a forecast is read from. */
export function forecastTask(scenario: Scenario, seed: string | number, replications: number): EnsembleTask {
  return { scenario: { ...scenario, probes: scenario.probes ?? FORECAST_PROBES }, seed, first: 0, count: replications };
}

export function forecastOf(ensemble: Ensemble): HourForecast[] {
  return Array.from({ length: ensemble.probeHours }, (_, hour) => ({
    hour,
    toCalled: bandOf(ensemble, 'toCalled', hour),
    toPost: bandOf(ensemble, 'toPost', hour),
    toCleared: bandOf(ensemble, 'toCleared', hour),
    queued: bandOf(ensemble, 'queued', hour),
  }));
}

function bandOf({ probes, probeHours, probesPerHour, count }: Ensemble, duration: Duration, hour: number): Band {
  const minutes = new Float64Array(count * probesPerHour);
  for (let run = 0; run < count; run++) {
    const from = (run * probeHours + hour) * probesPerHour;
    minutes.set(probes[duration].subarray(from, from + probesPerHour), run * probesPerHour);
  }
  minutes.sort();
  return { p50: percentileOf(minutes, 0.5), p80: percentileOf(minutes, 0.8) };
}
