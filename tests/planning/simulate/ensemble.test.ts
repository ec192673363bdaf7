import { afterAll, describe, expect, it } from 'vitest';
import {
  type Ensemble,
  type EnsembleTask,
  meanOverRuns,
  mergeEnsemble,
  runReplications,
  splitEnsemble,
} from '../../../server/planning/simulate/ensemble.ts';
import { FORECAST_PROBES } from '../../../server/planning/simulate/forecast-waits.ts';
import { openThreads, type Threads } from '../../../server/platform/threads.ts';
import { makeBusyDay } from './scenarios.ts';

const file = new URL('../../../server/planning/simulate/ensemble.ts', import.meta.url);
const task: EnsembleTask = { scenario: makeBusyDay({ probes: FORECAST_PROBES }), seed: 'threads', first: 5, count: 40 };

const open: Threads[] = [];
afterAll(() => Promise.all(open.map((threads) => threads.close())));

async function runOn(threadCount: number): Promise<Ensemble> {
  const threads = openThreads({ maxThreads: threadCount });
  open.push(threads);
  const parts = splitEnsemble(task, threadCount);
  expect(parts).toHaveLength(threadCount);
  const run = (part: EnsembleTask) => threads.run<EnsembleTask, Ensemble>(file, part, { name: 'runReplications' });
  return mergeEnsemble(await Promise.all(parts.map(run)));
}

describe('an ensemble', () => {
  it('has the same numbers on this thread, on one other and on three', async () => {
    const here = mergeEnsemble([runReplications(task)]);
    expect(here.figures.meanToClearedMinutes.every((minutes) => minutes > 0)).toBe(true);
    expect(new Set(here.figures.meanToClearedMinutes).size).toBe(40);
    expect(here.probes.toCleared).toHaveLength(40 * 24 * 4);
    expect(await runOn(1)).toEqual(here);
    expect(await runOn(3)).toEqual(here);
  });

  it('is the same in parts that come in any order', () => {
    const parts = splitEnsemble(task, 7).map((part) => runReplications(part));
    expect(mergeEnsemble(parts.toReversed())).toEqual(runReplications(task));
  });

  it('refuses a part that is missing or there twice, and no runs at all', () => {
    const [one, two, three] = splitEnsemble({ ...task, count: 3 }, 3).map((part) => runReplications(part));
    expect(() => mergeEnsemble([one!, three!])).toThrow('run 6 is missing or there twice');
    expect(() => mergeEnsemble([one!, two!, two!])).toThrow('run 7 is missing or there twice');
    expect(() => runReplications({ ...task, count: 0 })).toThrow('0 is no number of runs');
  });

  it('reports how far it is', () => {
    const shares: number[] = [];
    runReplications({ ...task, count: 4 }, (share) => shares.push(share));
    expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
  });

  it('says how far a mean may be off', () => {
    expect(meanOverRuns(Float64Array.of(1, 2, 3, 4))).toEqual({ mean: 2.5, standardError: Math.sqrt(5 / 3 / 4) });
  });
});
