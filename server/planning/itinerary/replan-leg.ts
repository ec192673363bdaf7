import { assign } from '../assign/assign.ts';
import { buildProblem, type RequestInput } from '../build-problem.ts';
import { type Channel, NONE } from '../model.ts';
import { type ItineraryPlan, type ItineraryProblem, legCostOf, timeBetween } from './itinerary-model.ts';
import type { Ledger } from './ledger.ts';

/** One leg of an itinerary, moved: its window and cell. */
interface Seat {
  readonly window: number;
  readonly cell: number;
}

/**
 * Plans the `index`-th leg of all planned itineraries again, exactly, with their other legs held: one assignment over the places that the
 * others leave, in which a thousand may change places with each other at once. An itinerary may give way altogether.
 *
 * @returns by how much the plan is cheaper now.
 */
export function replanLeg(ledger: Ledger, index: number): number {
  const { problem } = ledger;
  const { itineraries, places } = problem;
  const moving = Array.from(itineraries.lottery.keys()).filter(
    (itinerary) =>
      ledger.isPlanned(itinerary) && itineraries.firstLeg[itinerary]! + index < itineraries.firstLeg[itinerary + 1]!,
  );
  const free = [places.total.slice(), places.inspected.slice(), places.examined.slice()] as const;
  for (let itinerary = 0; itinerary < itineraries.count; itinerary++) {
    const begin = itineraries.firstLeg[itinerary]!;
    for (let leg = begin; leg < itineraries.firstLeg[itinerary + 1]!; leg++) {
      if (leg === begin + index || ledger.cellOf[leg] === NONE) continue;
      for (let row = 0; row <= itineraries.channel[itinerary]!; row++) free[row]![ledger.cellOf[leg]!]!--;
    }
  }
  // What is left of a count may be less than what is left of one nested in it.
  const slots = Array.from(free[0], (total, cell) => {
    const inspected = Math.min(total, free[1][cell]!);
    return [total, inspected, Math.min(inspected, free[2][cell]!)] as const;
  });
  const before = moving.reduce((sum, itinerary) => sum + ledger.costOf(itinerary), 0);
  const seats = moving.map((itinerary) =>
    listSeats(problem, ledger, itinerary, itineraries.firstLeg[itinerary]! + index),
  );
  const { cellOf } = assign(
    buildProblem({
      delayCost: { linear: 0, quadratic: 0 },
      checkpoints: [slots],
      requests: moving.map((itinerary, at) => toRequest(problem, ledger, itinerary, seats[at]!, index)),
    }),
  );
  const entries = moving.map((itinerary) => ledger.release(itinerary));
  entries.forEach((entry, at) => {
    const cell = cellOf[at]!;
    if (cell === NONE) return;
    const seat = cheapestSeat(
      problem,
      entry.itinerary,
      seats[at]!.filter((other) => other.cell === cell),
      index,
    );
    entry.cells[index] = cell;
    entry.windows[index] = seat.window;
    ledger.book(entry);
  });
  return before - moving.reduce((sum, itinerary) => sum + ledger.costOf(itinerary), 0);
}

/** Where the leg can be with its neighbours where they are. */
function listSeats(
  problem: ItineraryProblem,
  { cellOf, windowOf }: Pick<ItineraryPlan, 'cellOf' | 'windowOf'>,
  itinerary: number,
  leg: number,
): Seat[] {
  const { itineraries, legs, windows, timeOf } = problem;
  const seats: Seat[] = [];
  for (let window = legs.firstWindow[leg]!; window < legs.firstWindow[leg + 1]!; window++) {
    const isFirst = leg === itineraries.firstLeg[itinerary];
    const isLast = leg + 1 === itineraries.firstLeg[itinerary + 1];
    const earliest = isFirst
      ? Number.NEGATIVE_INFINITY
      : timeOf[cellOf[leg - 1]!]! + timeBetween(problem, leg, windowOf[leg - 1]!, window);
    const latest = isLast
      ? Number.POSITIVE_INFINITY
      : timeOf[cellOf[leg + 1]!]! - timeBetween(problem, leg + 1, window, windowOf[leg + 1]!);
    for (let slot = 0; slot < windows.length[window]!; slot++) {
      const cell = windows.cell[window]! + slot;
      if (timeOf[cell]! >= earliest && timeOf[cell]! <= latest) seats.push({ window, cell });
    }
  }
  return seats;
}

function toRequest(
  problem: ItineraryProblem,
  ledger: Ledger,
  itinerary: number,
  seats: readonly Seat[],
  index: number,
): RequestInput {
  const { itineraries } = problem;
  const leg = itineraries.firstLeg[itinerary]! + index;
  const here = legCostOf(problem, itinerary, leg, ledger.windowOf[leg]!, ledger.cellOf[leg]!);
  const penalty = itineraries.penalty[itinerary]! - (ledger.costOf(itinerary) - here);
  const windows = seats.flatMap(({ window, cell }) => {
    const cost = legCostOf(problem, itinerary, leg, window, cell);
    return cost < penalty ? [{ cell, length: 1, detour: cost }] : [];
  });
  return { weight: 0, penalty, channel: itineraries.channel[itinerary] as Channel, windows };
}

function cheapestSeat(problem: ItineraryProblem, itinerary: number, seats: readonly Seat[], index: number): Seat {
  const leg = problem.itineraries.firstLeg[itinerary]! + index;
  const costOf = ({ window, cell }: Seat) => legCostOf(problem, itinerary, leg, window, cell);
  return seats.reduce((best, seat) => (costOf(seat) < costOf(best) ? seat : best));
}
