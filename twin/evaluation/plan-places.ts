import { assign } from '../../server/planning/assign/assign.ts';
import { NONE, type Prices } from '../../server/planning/model.ts';
import { replanEveryHours, underWayHours } from './assumptions.ts';
import {
  appliedBetween,
  type Bookings,
  bookOneByOne,
  openBookings,
  type PlacesByHour,
  placesLeft,
  poseProblem,
  take,
  type WaysUsed,
} from './book-places.ts';
import type { Scenario } from './build-scenario.ts';
import { placesOf } from './crossings.ts';

/** Otkel without replanning: the best plan for all who have applied when the week opens, and an offer at once for everyone after. */
export function planOnce(scenario: Scenario): Bookings {
  const places = scenario.crossings.map(placesOf);
  const { bookings } = planWeek(scenario, places, 'all');
  bookOneByOne(scenario, places, bookings, appliedBetween(scenario, 0, scenario.hours), 'all');
  return bookings;
}

/** The same, and every night all that is not under way again, with the places as they are known then: a regime from its announcement on. */
export function planAndReplan(scenario: Scenario, world: 'plain' | 'heavier', waysUsed: WaysUsed): Bookings {
  const known = scenario.crossings.map(placesOf);
  const announced = world === 'heavier' ? scenario.heavierCrossings.map(placesOf) : known;
  const { bookings, prices } = planWeek(scenario, known, waysUsed);
  let lastPrices = prices;
  for (let hour = 0; hour < scenario.hours; hour += replanEveryHours) {
    const places = hour >= scenario.heavierFromHour ? announced : known;
    if (hour > 0) lastPrices = replan(scenario, places, bookings, hour, lastPrices, waysUsed);
    bookOneByOne(scenario, places, bookings, appliedBetween(scenario, hour, hour + replanEveryHours), waysUsed);
  }
  return bookings;
}

function planWeek(scenario: Scenario, places: PlacesByHour, waysUsed: WaysUsed) {
  const bookings = openBookings(scenario);
  const asking = appliedBetween(scenario, Number.NEGATIVE_INFINITY, 0);
  const left = placesLeft(scenario, places, bookings);
  const { cellOf, prices } = assign(poseProblem(scenario, left, asking, waysUsed, bookings));
  take(bookings, asking, cellOf);
  return { bookings, prices };
}

/** Everyone who has applied and is not under way, from where they are and from the last prices. */
function replan(
  scenario: Scenario,
  places: PlacesByHour,
  bookings: Bookings,
  hour: number,
  warmPrices: Prices,
  waysUsed: WaysUsed,
): Prices {
  const firstHour = hour + underWayHours;
  const { cellOf, moved } = bookings;
  const isUnderWay = (truck: number) => cellOf[truck] !== NONE && cellOf[truck]! % scenario.hours < firstHour;
  const asking = appliedBetween(scenario, Number.NEGATIVE_INFINITY, hour).filter((truck) => !isUnderWay(truck));
  const left = placesLeft(scenario, places, bookings, isUnderWay).map((slots) =>
    slots.map((slot, slotHour) => (slotHour < firstHour ? ([0, 0, 0] as const) : slot)),
  );
  const plan = assign(poseProblem(scenario, left, asking, waysUsed, bookings), { warmPrices });
  asking.forEach((truck, index) => {
    if (cellOf[truck] !== NONE && cellOf[truck] !== plan.cellOf[index]) moved[truck] = 1;
  });
  take(bookings, asking, plan.cellOf);
  return plan.prices;
}
