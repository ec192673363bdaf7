import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  type Ensemble,
  type EnsembleTask,
  mergeEnsemble,
  splitEnsemble,
} from '../../server/planning/simulate/ensemble.ts';
import { buildTrucks, type Period, type Scenario } from '../../server/planning/simulate/model.ts';
import { simulate } from '../../server/planning/simulate/simulate.ts';
import { openThreads } from '../../server/platform/threads.ts';

/**
 * `npm run bench:simulate`: simulated trucks a second. A week of a busy checkpoint, 7,600 trucks by an hourly rate with two peaks: one post with
 * documents and scan on one core; two posts with all stages, slots, and a strip that fills; the same as an ensemble on one thread and on two.
 * Each line is a process of its own, so that its memory is its own, and its time the best of three.
 */
const ENSEMBLE = new URL('../../server/planning/simulate/ensemble.ts', import.meta.url);
const WEEKS = 200;
const MINIMUM = 1_000_000;

const CASES: Record<string, () => Promise<Result>> = {
  'two stages, one core': async () => measure(async () => runWeeks(twoStages())),
  'two posts and strip, one core': async () => measure(async () => runWeeks(twoPosts())),
  'ensemble, one thread': () => runThreads(1),
  'ensemble, two threads': () => runThreads(2),
};

interface Result {
  trucks: number;
  seconds: number;
  /** Of all threads: beside `seconds`, it shows a machine that had other work. */
  cpuSeconds: number;
}

const [name] = process.argv.slice(2);
if (name === undefined) runAll();
else await runCase(name);

function runAll(): void {
  print(
    'case                            |    trucks | seconds | trucks/s  | of a million | CPU s | trucks/CPU s | MB peak',
  );
  for (const name of Object.keys(CASES)) {
    const file = fileURLToPath(import.meta.url);
    const { status } = spawnSync(process.execPath, ['--import', 'tsx', file, name], { stdio: 'inherit' });
    if (status !== 0) process.exitCode = 1;
  }
}

async function runCase(name: string): Promise<void> {
  const run = CASES[name];
  if (!run) throw new Error(`no case '${name}'`);
  const { trucks, seconds, cpuSeconds } = await run();
  const rate = trucks / seconds;
  print(
    [
      name.padEnd(31),
      `${trucks}`.padStart(9),
      seconds.toFixed(2).padStart(7),
      `${Math.round(rate)}`.padStart(9),
      (rate / MINIMUM).toFixed(2).padStart(12),
      cpuSeconds.toFixed(2).padStart(5),
      `${Math.round(trucks / cpuSeconds)}`.padStart(12),
      `${Math.round(process.resourceUsage().maxRSS / 1024)}`.padStart(7),
    ].join(' | '),
  );
}

function runWeeks(scenario: Scenario): number {
  let trucks = 0;
  for (let week = 0; week < WEEKS; week++) trucks += simulate(scenario, 'bench', week).summary.cleared;
  return trucks;
}

async function runThreads(count: number): Promise<Result> {
  const threads = openThreads({ maxThreads: count });
  const task: EnsembleTask = { scenario: twoPosts(), seed: 'bench', first: 0, count: WEEKS };
  const run = (part: EnsembleTask) => threads.run<EnsembleTask, Ensemble>(ENSEMBLE, part, { name: 'runReplications' });
  const result = await measure(async () => {
    const ensemble = mergeEnsemble(await Promise.all(splitEnsemble(task, count).map(run)));
    return ensemble.figures.cleared.reduce((sum, cleared) => sum + cleared, 0);
  });
  await threads.close();
  return result;
}

/** The best of three: the first one also compiles, and starts the threads. */
async function measure(run: () => Promise<number>): Promise<Result> {
  const results: Result[] = [];
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    const cpuStart = process.cpuUsage();
    const trucks = await run();
    const cpu = process.cpuUsage(cpuStart);
    const seconds = (performance.now() - start) / 1000;
    results.push({ trucks, seconds, cpuSeconds: (cpu.user + cpu.system) / 1e6 });
  }
  return results.reduce((best, result) => (result.seconds < best.seconds ? result : best));
}

function twoStages(): Scenario {
  return makeWeek({ posts: [{ places: Number.POSITIVE_INFINITY, periods: [period({ scanShare: 0.25 })] }] });
}

function twoPosts(): Scenario {
  const post = { places: 30, periods: [period({ scanShare: 0.2, examinationShare: 0.02 })] };
  const slower = { places: 24, periods: [period({ scanShare: 0.2, examinationShare: 0.02, documentMinutes: 6.5 })] };
  return makeWeek({ posts: [post, slower] });
}

function makeWeek(over: Pick<Scenario, 'posts'>): Scenario {
  return {
    horizonMinutes: Number.POSITIVE_INFINITY,
    stripPlaces: 8,
    callRule: { order: 'slot', lateAfterMinutes: 60, slotMinutes: 60 },
    service: { kind: 'lognormal', cv: 0.53 },
    behaviour: { noShowChance: 0, deviationQuantiles: [0] },
    trucks: buildTrucks([]),
    walkIns: {
      perHour: Array.from({ length: 168 }, (_, hour) => trucksInHour((hour % 24) + 0.5)),
      channel: 0,
      rank: 0,
    },
    ...over,
  };
}

/** A day with a peak before noon and one in the afternoon, 1,095 trucks. */
function trucksInHour(hour: number): number {
  const peak = (at: number, width: number) => Math.exp(-(((hour / 24 - at) / width) ** 2));
  return 54 * (0.45 + peak(0.4, 0.11) + 0.8 * peak(0.66, 0.14));
}

function period(over: Partial<Period>): Period {
  return {
    fromMinute: 0,
    lanes: 6,
    scanners: 12,
    bays: 4,
    documentMinutes: 6,
    scanMinutes: 45,
    examinationMinutes: 90,
    scanShare: 0,
    examinationShare: 0,
    ...over,
  };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
