import loadHighs from 'highs';
import type { Problem } from '../../server/planning/model.ts';
import { toLinearProgramme } from '../planning/assign/linear-programme.ts';
import { runLemon } from './lemon/run-lemon.ts';

const TIME_LIMIT_SECONDS = 300;
/** At 1,000 requests HiGHS takes 4 to 7 s where LEMON takes 0.1 s. */
const LARGEST_FOR_HIGHS = 1_000;

/** The other solvers on the same problem, a line each. Throws where one of them ends with another objective than ours. */
export async function* solveWithRivals(problem: Problem, objective: number): AsyncGenerator<string> {
  if (problem.requests.count <= LARGEST_FOR_HIGHS) yield await besideHighs(problem, objective);
  const results = runLemon(problem, TIME_LIMIT_SECONDS);
  if (typeof results === 'string') yield `LEMON ${results}`;
  else
    for (const result of results)
      yield report(`LEMON ${result.algorithm}`, result.seconds, result.objective, objective);
}

async function besideHighs(problem: Problem, objective: number): Promise<string> {
  const highs = await loadHighs();
  const programme = toLinearProgramme(problem);
  const start = performance.now();
  const solution = highs.solve(programme, { time_limit: TIME_LIMIT_SECONDS });
  const seconds = (performance.now() - start) / 1000;
  if (solution.Status !== 'Optimal') return `HiGHS not solved within ${TIME_LIMIT_SECONDS} s`;
  return report('HiGHS', seconds, Math.round(solution.ObjectiveValue), objective);
}

function report(name: string, seconds: number, theirs: number, ours: number): string {
  if (theirs !== ours) throw new Error(`${name} found ${theirs}, and we ${ours}`);
  return `${name} ${seconds.toFixed(2)} s, the same objective`;
}
