import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { assign } from '../../server/planning/assign/assign.ts';
import { checkCertificate } from '../../server/planning/certificate.ts';
import { checkProblem } from '../../server/planning/check-problem.ts';
import { NONE, type Plan, type Problem } from '../../server/planning/model.ts';
import { planFirstCome } from '../../server/planning/policies/first-come.ts';
import { cutByHalf, makeInstance } from './plan-instances.ts';
import { solveWithRivals } from './plan-rivals.ts';

/**
 * `npm run bench:plan -- [--only 1k,100k] [--rivals]`: time, peak memory, objective, bound and ratio for each size, load and kind of counts,
 * then the replan after a cut by half for twelve hours. Each line is a process of its own, so that its memory is its own. First come,
 * first served, on the same instance, says what the plan is worth. Up to 10,000 requests HiGHS and LEMON solve it too; with `--rivals`,
 * all that LEMON ends within five minutes (it takes 3 to 12 s at 100,000).
 */
const SIZES = { '1k': 1_000, '10k': 10_000, '100k': 100_000, '1m': 1_000_000 };
const LOADS = [0.7, 1, 1.3];
const LARGEST_FOR_RIVALS = 10_000;

const { values: options, positionals } = parseArgs({
  options: { only: { type: 'string' }, rivals: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [first, ...rest] = positionals;
if (first === 'case') await runCase(Number(rest[0]), Number(rest[1]), rest[2] === 'nested');
else runAll(options.only?.toLowerCase().split(',') ?? Object.keys(SIZES));

function runAll(only: string[]): void {
  const unknown = only.filter((name) => !(name in SIZES));
  if (unknown.length > 0) throw new Error(`--only takes ${Object.keys(SIZES).join(', ')}, not ${unknown.join(', ')}`);
  print(
    'requests load counts | s cold  s warm | MB peak | objective / bound  ratio | first come ÷ plan | replan s  moved  ratio',
  );
  for (const [name, requests] of Object.entries(SIZES)) {
    if (!only.includes(name)) continue;
    for (const load of LOADS) for (const counts of ['one', 'nested']) spawnCase(requests, load, counts);
  }
}

function spawnCase(requests: number, load: number, counts: string): void {
  const file = fileURLToPath(import.meta.url);
  const rivals = options.rivals ? ['--rivals'] : [];
  const { status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', file, 'case', `${requests}`, `${load}`, counts, ...rivals],
    { stdio: 'inherit' },
  );
  if (status !== 0) process.exitCode = 1;
}

async function runCase(requests: number, load: number, nested: boolean): Promise<void> {
  const problem = makeInstance({ requests, load, seed: 'bench', nested });
  checkProblem(problem);
  const cold = timed(() => assign(problem));
  const peak = process.resourceUsage().maxRSS / 1024;
  const again =
    requests <= 100_000 ? Math.min(...[1, 2, 3].map(() => timed(() => assign(problem)).seconds)) : cold.seconds;
  const plan = cold.value;
  prove(problem, plan);

  const changed = cutByHalf(problem, plan.cellOf, 50);
  const replan = timed(() => assign(changed, { warmPrices: plan.prices }));
  prove(changed, replan.value);
  const moved = replan.value.cellOf.filter(
    (cell, request) => cell !== plan.cellOf[request] && plan.cellOf[request] !== NONE,
  ).length;
  print(
    [
      `${requests} ${load} ${nested ? 'three' : 'one'}`,
      `${cold.seconds.toFixed(2)} ${again.toFixed(2)}`,
      `${Math.round(peak)}`,
      `${plan.objective} / ${plan.lowerBound} ${(plan.objective / plan.lowerBound).toFixed(6)}`,
      `${(planFirstCome(problem).objective / plan.objective).toFixed(2)}`,
      `${replan.seconds.toFixed(2)} ${moved} ${(replan.value.objective / replan.value.lowerBound).toFixed(6)}`,
    ].join(' | '),
  );
  if (requests > LARGEST_FOR_RIVALS && !options.rivals) return;
  for await (const line of solveWithRivals(problem, plan.objective)) print(`    ${line}`);
}

function prove(problem: Problem, plan: Plan): void {
  const { optimal, faults } = checkCertificate(problem, plan);
  if (!optimal) throw new Error(`not proved: ${faults.slice(0, 3).join('; ')}`);
}

function timed<Value>(run: () => Value): { value: Value; seconds: number } {
  const start = performance.now();
  const value = run();
  return { value, seconds: (performance.now() - start) / 1000 };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
