import { NONE, type Problem } from '../model.ts';
import { findFirstOpen, openCounter, type PolicyPlan } from './book-slots.ts';

/**
 * Fixed daily quotas, booked first come, first served: how it is done today. A booking names a day of the truck's first window and no
 * hour; a day has as many bookings as it has places. The truck comes when it is ready, or when its day begins, and waits its turn: served in order
 * of coming, in the first open cell, in the night if need be. Who is not served within its window has booked for nothing.
 *
 * @param slotsPerDay cells of one day, counted from the first slot of each checkpoint.
 */
export function planDailyQuota(problem: Problem, slotsPerDay: number): PolicyPlan {
  const { requests } = problem;
  const counter = openCounter(problem);
  for (const { request, comes } of bookDays(problem, slotsPerDay)) {
    const cell = findFirstOpen(problem, counter, request, requests.firstWindow[request]!, comes);
    if (cell !== NONE) counter.book(request, cell);
  }
  return counter.close();
}

/** Who got a day, in the order of coming. `comes` is the cell in which the truck joins the queue. */
function bookDays(problem: Problem, slotsPerDay: number): { request: number; comes: number }[] {
  const { requests, windows, places } = problem;
  const dayStart = listDayStarts(problem, slotsPerDay);
  const quotaLeft = new Map<number, number>();
  places.total.forEach((count, cell) => {
    quotaLeft.set(dayStart[cell]!, (quotaLeft.get(dayStart[cell]!) ?? 0) + count);
  });
  const booked: { request: number; comes: number }[] = [];
  for (let request = 0; request < requests.count; request++) {
    const window = requests.firstWindow[request]!;
    if (window === requests.firstWindow[request + 1]!) continue;
    const first = windows.cell[window]!;
    for (let cell = first; cell < first + windows.length[window]!; cell++) {
      const day = dayStart[cell]!;
      if (quotaLeft.get(day) === 0) continue;
      quotaLeft.set(day, quotaLeft.get(day)! - 1);
      booked.push({ request, comes: Math.max(first, day) });
      break;
    }
  }
  return booked.sort((a, b) => a.comes - b.comes || a.request - b.request);
}

/** The first cell of the day each cell belongs to: a day's name. */
function listDayStarts({ firstCell }: Problem, slotsPerDay: number): Int32Array {
  const starts = new Int32Array(firstCell.at(-1)!);
  for (let checkpoint = 0; checkpoint + 1 < firstCell.length; checkpoint++) {
    const first = firstCell[checkpoint]!;
    for (let cell = first; cell < firstCell[checkpoint + 1]!; cell++)
      starts[cell] = cell - ((cell - first) % slotsPerDay);
  }
  return starts;
}
