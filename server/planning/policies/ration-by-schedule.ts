import { NONE, type Problem } from '../model.ts';
import { findFirstOpen, openCounter, type PolicyPlan } from './book-slots.ts';

/**
 * Ration by schedule, as air traffic flow management gives out arrival slots (Vossen and Ball 2006): whoever wanted to cross first is
 * served first, in the first open cell from then on. Where one count binds and no window ends too early, the delays, the greatest
 * first, are the lexicographically least that serve everyone.
 *
 * Requests are served at their first window only: a way around is a decision, and rationing takes none.
 */
export function planRationBySchedule(problem: Problem): PolicyPlan {
  const { requests, windows } = problem;
  const counter = openCounter(problem);
  const wantedCell = (request: number) => windows.cell[requests.firstWindow[request]!]!;
  const queue = Array.from({ length: requests.count }, (_, request) => request)
    .filter((request) => requests.firstWindow[request]! < requests.firstWindow[request + 1]!)
    .sort((a, b) => wantedCell(a) - wantedCell(b) || requests.lottery[a]! - requests.lottery[b]! || a - b);
  for (const request of queue) {
    const cell = findFirstOpen(problem, counter, request, requests.firstWindow[request]!, 0);
    if (cell !== NONE) counter.book(request, cell);
  }
  return counter.close();
}
