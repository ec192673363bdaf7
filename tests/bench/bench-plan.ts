import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { assign } from '../../server/planning/assign/assign.ts';
import { checkCertificate } from '../../server/planning/certificate.ts';
import { checkProblem } from '../../server/planning/check-problem.ts';
import { NONE, type Plan, type Problem } from '../../server/planning/model.ts';
import { planFirstCome } from '../../server/planning/policies/first-come.ts';
import { cutByHalf, makeInstance } from './plan-instances.ts';

/**
 * `npm run bench:plan [largest size]`: time, peak memory, objective, bound and ratio for each size, load and kind of counts, then the replan after
 * a cut by half for twelve hours. Each line is a process of its own, so that its memory is its own. First come, first served, on
 * the same instance, says what the plan is worth.
 */
const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const LOADS = [0.7, 1, 1.3];

const [first, ...rest] = process.argv.slice(2);
if (first === 'case') runCase(Number(rest[0]), Number(rest[1]), rest[2] === 'nested');
else runAll(Number(first ?? SIZES.at(-1)));

function runAll(largest: number): void {
  print(
    'requests load counts | s cold  s warm | MB peak | objective / bound  ratio | first come ÷ plan | replan s  moved  ratio',
  );
  for (const requests of SIZES.filter((size) => size <= largest)) {
    for (const load of LOADS) {
      for (const counts of ['one', 'nested']) {
        const file = fileURLToPath(import.meta.url);
        const { status } = spawnSync(
          process.execPath,
          ['--import', 'tsx', file, 'case', `${requests}`, `${load}`, counts],
          {
            stdio: 'inherit',
          },
        );
        if (status !== 0) process.exitCode = 1;
      }
    }
  }
}

function runCase(requests: number, load: number, nested: boolean): void {
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
