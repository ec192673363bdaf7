import {
  cellCountOf,
  delayCostOf,
  MAX_CELLS,
  MAX_COEFFICIENT,
  MAX_PENALTY,
  MAX_PLACES,
  MAX_REQUESTS,
  MAX_WEIGHT,
  MAX_WINDOW,
  NONE,
  type Problem,
} from './model.ts';

/** A value that the planner cannot take, with the place it stands at, such as `requests[3].windows[0].length`. */
export class ProblemError extends Error {
  readonly path: string;

  constructor(path: string, reason: string) {
    super(`${path}: ${reason}`);
    this.name = 'ProblemError';
    this.path = path;
  }
}

/**
 * Refuses what is out of the ranges that model.ts names. The solver relies on it: inside, nothing is checked again.
 *
 * @throws ProblemError at the first fault.
 */
export function checkProblem(problem: Problem): void {
  checkRange('delayCost.linear', problem.delayCost.linear, 0, MAX_COEFFICIENT);
  checkRange('delayCost.quadratic', problem.delayCost.quadratic, 0, MAX_COEFFICIENT);
  checkCells(problem);
  problem.carrierQuota.forEach((quota, carrier) => {
    if (quota !== NONE) checkRange(`carrierQuota[${carrier}]`, quota, 0, MAX_REQUESTS);
  });
  checkColumns(problem);
  for (let request = 0; request < problem.requests.count; request++) {
    checkRequest(problem, request);
    checkWindows(problem, request);
  }
}

function checkCells({ firstCell, places }: Problem): void {
  const cells = places.total.length;
  checkRange('places.total.length', cells, 0, MAX_CELLS);
  checkRange('places.inspected.length', places.inspected.length, cells, cells);
  checkRange('places.examined.length', places.examined.length, cells, cells);
  checkRange('firstCell.length', firstCell.length, 1, MAX_CELLS + 1);
  checkRange('firstCell[0]', firstCell[0]!, 0, 0);
  for (let checkpoint = 1; checkpoint < firstCell.length; checkpoint++) {
    checkRange(`firstCell[${checkpoint}]`, firstCell[checkpoint]!, firstCell[checkpoint - 1]!, cells);
  }
  checkRange(`firstCell[${firstCell.length - 1}]`, firstCell.at(-1)!, cells, cells);
  for (let cell = 0; cell < cells; cell++) {
    checkRange(`places.total[${cell}]`, places.total[cell]!, 0, MAX_PLACES);
    checkRange(`places.inspected[${cell}]`, places.inspected[cell]!, 0, places.total[cell]!);
    checkRange(`places.examined[${cell}]`, places.examined[cell]!, 0, places.inspected[cell]!);
  }
}

function checkColumns({ requests, windows }: Problem): void {
  const { count } = requests;
  checkRange('requests.count', count, 0, MAX_REQUESTS);
  for (const name of ['weight', 'penalty', 'channel', 'carrier', 'lottery', 'currentCell', 'moveCost'] as const) {
    checkRange(`requests.${name}.length`, requests[name].length, count, count);
  }
  checkRange('requests.firstWindow.length', requests.firstWindow.length, count + 1, count + 1);
  checkRange('requests.firstWindow[0]', requests.firstWindow[0]!, 0, 0);
  for (let request = 0; request < count; request++) {
    const begin = requests.firstWindow[request]!;
    checkRange(`requests.firstWindow[${request + 1}]`, requests.firstWindow[request + 1]!, begin, windows.cell.length);
  }
  const last = requests.firstWindow[count]!;
  for (const name of ['cell', 'length', 'detour'] as const) {
    checkRange(`windows.${name}.length`, windows[name].length, last, last);
  }
}

function checkRequest({ requests, places, carrierQuota }: Problem, request: number): void {
  const path = `requests[${request}]`;
  checkRange(`${path}.weight`, requests.weight[request]!, 0, MAX_WEIGHT);
  checkRange(`${path}.penalty`, requests.penalty[request]!, 0, MAX_PENALTY);
  checkRange(`${path}.channel`, requests.channel[request]!, 0, 2);
  checkRange(`${path}.carrier`, requests.carrier[request]!, NONE, carrierQuota.length - 1);
  checkRange(`${path}.currentCell`, requests.currentCell[request]!, NONE, places.total.length - 1);
  checkRange(`${path}.moveCost`, requests.moveCost[request]!, 0, MAX_PENALTY);
}

function checkWindows(problem: Problem, request: number): void {
  const { requests, windows, firstCell } = problem;
  const begin = requests.firstWindow[request]!;
  for (let window = begin; window < requests.firstWindow[request + 1]!; window++) {
    const path = `requests[${request}].windows[${window - begin}]`;
    const cell = windows.cell[window]!;
    const length = windows.length[window]!;
    checkRange(`${path}.cell`, cell, 0, cellCountOf(problem) - 1);
    checkRange(`${path}.length`, length, 1, MAX_WINDOW);
    checkRange(`${path}.detour`, windows.detour[window]!, 0, MAX_PENALTY);
    const end = endOfCheckpoint(firstCell, cell);
    if (cell + length > end)
      throw new ProblemError(`${path}.length`, `${length} slots reach past the checkpoint's last slot`);
    const farthest = requests.weight[request]! * delayCostOf(problem, length - 1);
    if (farthest > Number.MAX_SAFE_INTEGER)
      throw new ProblemError(path, `its last slot costs ${farthest}, too much to count exactly`);
  }
}

/** The cell after the checkpoint that the cell belongs to: bisection over the first cells. */
function endOfCheckpoint(firstCell: Int32Array, cell: number): number {
  let low = 0;
  let high = firstCell.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (firstCell[middle]! <= cell) low = middle;
    else high = middle;
  }
  return firstCell[high]!;
}

function checkRange(path: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const range = least === most ? `${least}` : `a whole number from ${least} to ${most}`;
  throw new ProblemError(path, `${value} is not ${range}`);
}
