import { type ItineraryProblem, legCostOf, timeBetween } from './itinerary-model.ts';

/** Finds cheapest itineraries; `cells` and `windows` hold the legs of the one found last. */
export interface Finder {
  /** What the itinerary's cheapest way costs with these tolls per cell (Infinity: closed); Infinity where there is no way. */
  find(itinerary: number, toll: Float64Array): number;
  readonly cells: Int32Array;
  readonly windows: Int32Array;
}

/**
 * A dynamic programme over the legs. The state is a cell of one of the leg's windows, its value the least cost of being there. Cells of
 * a window lie in time order, so "the cheapest cell left early enough" is a running minimum, and a pair of windows is walked once with
 * two pointers: time in proportion to the cells, not to their pairs.
 */
export function makeFinder(problem: ItineraryProblem): Finder {
  const { itineraries, legs, windows, timeOf } = problem;
  const { firstPosition, costAt } = listPositions(problem);
  const { firstLeg } = itineraries;
  const longest = longestItinerary(problem, firstPosition);
  // By position, counted from the first of the itinerary: value, running minimum within the window and where that is, predecessor, window.
  const value = new Float64Array(longest.positions);
  const least = new Float64Array(longest.positions);
  const leastAt = new Int32Array(longest.positions);
  const before = new Int32Array(longest.positions);
  const windowAt = new Int32Array(longest.positions);
  const cells = new Int32Array(longest.legs);
  const chosen = new Int32Array(longest.legs);
  const cellAt = (position: number, origin: number) => {
    const window = windowAt[position]!;
    return windows.cell[window]! + position + origin - firstPosition[window]!;
  };

  function find(itinerary: number, toll: Float64Array): number {
    const begin = firstLeg[itinerary]!;
    const end = firstLeg[itinerary + 1]!;
    const origin = firstPosition[legs.firstWindow[begin]!]!;
    let best = Number.POSITIVE_INFINITY;
    let bestAt = -1;
    for (let leg = begin; leg < end; leg++) {
      best = Number.POSITIVE_INFINITY;
      for (let window = legs.firstWindow[leg]!; window < legs.firstWindow[leg + 1]!; window++) {
        const first = firstPosition[window]! - origin;
        const length = firstPosition[window + 1]! - origin - first;
        const firstCell = windows.cell[window]!;
        value.fill(leg === begin ? 0 : Number.POSITIVE_INFINITY, first, first + length);
        if (leg > begin) arrive(leg, window, first, length, origin);
        let running = Number.POSITIVE_INFINITY;
        let runningAt = first;
        for (let slot = 0; slot < length; slot++) {
          const position = first + slot;
          const sum = value[position]! + costAt[position + origin]! + toll[firstCell + slot]!;
          if (sum < running) {
            running = sum;
            runningAt = position;
          }
          least[position] = running;
          leastAt[position] = runningAt;
          windowAt[position] = window;
        }
        if (running < best) {
          best = running;
          bestAt = runningAt;
        }
      }
      if (best === Number.POSITIVE_INFINITY) return best;
    }
    for (let leg = end - 1; leg >= begin; leg--) {
      cells[leg - begin] = cellAt(bestAt, origin);
      chosen[leg - begin] = windowAt[bestAt]!;
      bestAt = before[bestAt]!;
    }
    return best;
  }

  /** The least value with which each cell of the window is reached from the leg before. */
  function arrive(leg: number, window: number, first: number, length: number, origin: number): void {
    const firstCell = windows.cell[window]!;
    for (let from = legs.firstWindow[leg - 1]!; from < legs.firstWindow[leg]!; from++) {
      const start = firstPosition[from]! - origin;
      const departures = firstPosition[from + 1]! - origin - start;
      const between = timeBetween(problem, leg, from, window);
      const fromCell = windows.cell[from]!;
      let left = 0;
      for (let slot = 0; slot < length; slot++) {
        const latest = timeOf[firstCell + slot]! - between;
        while (left < departures && timeOf[fromCell + left]! <= latest) left++;
        if (left === 0 || least[start + left - 1]! >= value[first + slot]!) continue;
        value[first + slot] = least[start + left - 1]!;
        before[first + slot] = leastAt[start + left - 1]!;
      }
    }
  }

  return { find, cells, windows: chosen };
}

/** The cells of every window that cost less than the penalty, one position each, and their costs. */
function listPositions(problem: ItineraryProblem) {
  const { itineraries, legs, windows } = problem;
  const firstPosition = new Int32Array(windows.cell.length + 1);
  const useful = new Int32Array(windows.cell.length);
  forEachWindow((itinerary, leg, window) => {
    useful[window] = usefulLength(problem, itinerary, leg, window);
    firstPosition[window + 1] = firstPosition[window]! + useful[window]!;
  });
  const costAt = new Float64Array(firstPosition.at(-1)!);
  forEachWindow((itinerary, leg, window) => {
    for (let slot = 0; slot < useful[window]!; slot++) {
      costAt[firstPosition[window]! + slot] = legCostOf(problem, itinerary, leg, window, windows.cell[window]! + slot);
    }
  });
  return { firstPosition, costAt };

  function forEachWindow(visit: (itinerary: number, leg: number, window: number) => void): void {
    for (let itinerary = 0; itinerary < itineraries.count; itinerary++) {
      for (let leg = itineraries.firstLeg[itinerary]!; leg < itineraries.firstLeg[itinerary + 1]!; leg++) {
        for (let window = legs.firstWindow[leg]!; window < legs.firstWindow[leg + 1]!; window++) {
          visit(itinerary, leg, window);
        }
      }
    }
  }
}

/** Slots up to the last that costs less than the penalty. Only the current cell has no move cost, so costs need not grow. */
function usefulLength(problem: ItineraryProblem, itinerary: number, leg: number, window: number): number {
  const first = problem.windows.cell[window]!;
  let length = problem.windows.length[window]!;
  const penalty = problem.itineraries.penalty[itinerary]!;
  while (length > 0 && legCostOf(problem, itinerary, leg, window, first + length - 1) >= penalty) length--;
  return length;
}

function longestItinerary({ itineraries, legs }: ItineraryProblem, firstPosition: Int32Array) {
  const longest = { positions: 0, legs: 0 };
  for (let itinerary = 0; itinerary < itineraries.count; itinerary++) {
    const begin = itineraries.firstLeg[itinerary]!;
    const end = itineraries.firstLeg[itinerary + 1]!;
    const positions = firstPosition[legs.firstWindow[end]!]! - firstPosition[legs.firstWindow[begin]!]!;
    longest.positions = Math.max(longest.positions, positions);
    longest.legs = Math.max(longest.legs, end - begin);
  }
  return longest;
}
