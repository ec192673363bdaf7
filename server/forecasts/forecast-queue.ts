import { makeRandom } from '../planning/random.ts';
import { mergeEnsemble, runReplications } from '../planning/simulate/ensemble.ts';
import { forecastOf } from '../planning/simulate/forecast-waits.ts';
import { buildScenario, forecastHours, horizonHours, hoursBefore } from './build-scenario.ts';
import { drawTempo, measureApproach, measureScatter, measureTempo } from './measure-tempo.ts';
import type { QueuePicture } from './queue-picture.ts';

/** Minutes from arrival to the first post that half, and four of five, of the trucks of an hour do not pass; null: longer than the run sees. */
export interface WaitBand {
  p50Minutes: number | null;
  p80Minutes: number | null;
}

/**
 * The wait of a truck that comes in each of the next 24 hours. Every run of the simulation has a tempo of its own, drawn from what was measured: the
 * band then holds both the chance of the day and the doubt about how fast the posts are. The seed is the queue's name, so that of two forecasts the
 * later differs by what is new and not by luck. Called on a thread.
 *
 * @param replications runs of the simulation, at least 1
 */
export function forecastQueue({ picture, replications }: { picture: QueuePicture; replications: number }): WaitBand[] {
  const seed = `forecast ${picture.checkpointId} ${picture.direction}`;
  const scatter = measureScatter([...picture.first.documents, ...picture.second.documents]);
  const { unrest } = picture;
  const first = measureTempo(picture.first, scatter, unrest);
  const second = measureTempo(picture.second, scatter, unrest);
  const approach = measureApproach(picture.approach, picture.rule.callLeadMinutes);
  const parts = Array.from({ length: replications }, (_, run) => {
    const random = makeRandom(seed, run);
    const tempo = {
      first: drawTempo(first, unrest, horizonHours, random),
      second: drawTempo(second, unrest, horizonHours, random),
      approach,
      scatter,
    };
    return runReplications({ scenario: buildScenario(picture, tempo), seed, first: run, count: 1 });
  });
  const before = hoursBefore(picture);
  const tenths = (minutes: number) =>
    Number.isFinite(minutes) ? Math.round((minutes + picture.reactionMinutes) * 10) / 10 : null;
  return forecastOf(mergeEnsemble(parts))
    .slice(before, before + forecastHours)
    .map(({ toPost }) => ({ p50Minutes: tenths(toPost.p50), p80Minutes: tenths(toPost.p80) }));
}
