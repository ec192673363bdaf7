import { type Channel, costOf, NONE, objectiveOf, type Problem } from '../model.ts';

/** What a policy decided. No proof comes with it: compare with the lower bound of `assign`. */
export interface PolicyPlan {
  readonly cellOf: Int32Array;
  readonly objective: number;
}

export type Counter = ReturnType<typeof openCounter>;

/** Places and quotas as they are used up, one booking after the other. */
export function openCounter(problem: Problem) {
  const { requests, carrierQuota } = problem;
  const left = [
    problem.places.total.slice(),
    problem.places.inspected.slice(),
    problem.places.examined.slice(),
  ] as const;
  const quotaLeft = carrierQuota.map((quota) => (quota === NONE ? requests.count : quota));
  const cellOf = new Int32Array(requests.count).fill(NONE);

  function isOpen(channel: Channel, cell: number): boolean {
    for (let row = 0; row <= channel; row++) if (left[row]![cell] === 0) return false;
    return true;
  }

  function hasQuota(request: number): boolean {
    const carrier = requests.carrier[request]!;
    return carrier === NONE || quotaLeft[carrier]! > 0;
  }

  /** The cheapest open cell below the penalty, the earlier one among equals; NONE where there is none. */
  function findCheapest(request: number): number {
    if (!hasQuota(request)) return NONE;
    const channel = requests.channel[request] as Channel;
    let cheapest = NONE;
    let least = requests.penalty[request]!;
    for (const cell of listCells(problem, request)) {
      if (!isOpen(channel, cell)) continue;
      const cost = costOf(problem, request, cell);
      if (cost < least || (cost === least && cheapest !== NONE && cell < cheapest)) {
        cheapest = cell;
        least = cost;
      }
    }
    return cheapest;
  }

  function book(request: number, cell: number): void {
    cellOf[request] = cell;
    for (let row = 0; row <= requests.channel[request]!; row++) left[row]![cell]!--;
    const carrier = requests.carrier[request]!;
    if (carrier !== NONE) quotaLeft[carrier]!--;
  }

  return {
    isOpen,
    hasQuota,
    findCheapest,
    book,
    close: (): PolicyPlan => ({ cellOf, objective: objectiveOf(problem, cellOf) }),
  };
}

/** Every cell of every window; a cell twice where windows overlap. */
function* listCells({ requests, windows }: Problem, request: number): Generator<number> {
  for (let window = requests.firstWindow[request]!; window < requests.firstWindow[request + 1]!; window++) {
    const first = windows.cell[window]!;
    for (let slots = 0; slots < windows.length[window]!; slots++) yield first + slots;
  }
}

/** The first open cell from `earliest` on in one window, or NONE. */
export function findFirstOpen(
  problem: Problem,
  counter: Counter,
  request: number,
  window: number,
  earliest: number,
): number {
  const { requests, windows } = problem;
  if (!counter.hasQuota(request)) return NONE;
  const channel = requests.channel[request] as Channel;
  const end = windows.cell[window]! + windows.length[window]!;
  for (let cell = Math.max(earliest, windows.cell[window]!); cell < end; cell++) {
    if (counter.isOpen(channel, cell)) return cell;
  }
  return NONE;
}

/** Serves the requests in this order, each with the cheapest cell that is still open. */
export function bookInOrder(problem: Problem, order: Int32Array): PolicyPlan {
  const counter = openCounter(problem);
  for (const request of order) {
    const cell = counter.findCheapest(request);
    if (cell !== NONE) counter.book(request, cell);
  }
  return counter.close();
}
