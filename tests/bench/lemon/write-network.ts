import { closeSync, openSync, writeSync } from 'node:fs';
import { costOf, type Problem } from '../../../server/planning/model.ts';

const LINES_AT_ONCE = 10_000;

/**
 * Writes the problem as a minimum cost flow in the DIMACS format: a node for each request, one for each of the three nested counts of each
 * cell, and one sink. A request flows to the count of its channel or, for its penalty, to the sink; a count flows to the one
 * around it, and the outermost to the sink. Without carrier quotas, which the bench does not use.
 */
export function writeNetwork(problem: Problem, path: string): void {
  const { requests, places } = problem;
  const cells = places.total.length;
  const sink = requests.count + 3 * cells + 1;
  const countAt = (row: number, cell: number) => requests.count + row * cells + cell + 1;
  const arcs = countArcs(problem);
  const file = openSync(path, 'w');
  let lines = [`p min ${sink} ${arcs + requests.count + 3 * cells}`];
  const add = (line: string) => {
    if (lines.push(line) < LINES_AT_ONCE) return;
    writeSync(file, `${lines.join('\n')}\n`);
    lines = [];
  };
  for (let request = 0; request < requests.count; request++) add(`n ${request + 1} 1`);
  add(`n ${sink} -${requests.count}`);
  for (let request = 0; request < requests.count; request++) {
    add(`a ${request + 1} ${sink} 0 1 ${requests.penalty[request]}`);
    forEachWorthwhileCell(problem, request, (cell, cost) => {
      add(`a ${request + 1} ${countAt(requests.channel[request]!, cell)} 0 1 ${cost}`);
    });
  }
  for (let cell = 0; cell < cells; cell++) {
    add(`a ${countAt(2, cell)} ${countAt(1, cell)} 0 ${places.examined[cell]} 0`);
    add(`a ${countAt(1, cell)} ${countAt(0, cell)} 0 ${places.inspected[cell]} 0`);
    add(`a ${countAt(0, cell)} ${sink} 0 ${places.total[cell]} 0`);
  }
  writeSync(file, `${lines.join('\n')}\n`);
  closeSync(file);
}

function countArcs(problem: Problem): number {
  let arcs = 0;
  for (let request = 0; request < problem.requests.count; request++) {
    forEachWorthwhileCell(problem, request, () => {
      arcs++;
    });
  }
  return arcs;
}

/** Cells that cost less than none; each once, at its cheapest. */
function forEachWorthwhileCell(problem: Problem, request: number, visit: (cell: number, cost: number) => void): void {
  const { requests, windows } = problem;
  const seen = new Set<number>();
  for (let window = requests.firstWindow[request]!; window < requests.firstWindow[request + 1]!; window++) {
    for (let slots = 0; slots < windows.length[window]!; slots++) {
      const cell = windows.cell[window]! + slots;
      if (seen.has(cell)) continue;
      seen.add(cell);
      const cost = costOf(problem, request, cell);
      if (cost < requests.penalty[request]!) visit(cell, cost);
    }
  }
}
