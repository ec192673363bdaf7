import { planRationBySchedule } from '../../server/planning/policies/ration-by-schedule.ts';
import {
  appliedBetween,
  type Bookings,
  bookOneByOne,
  openBookings,
  placesLeft,
  poseProblem,
  take,
} from './book-places.ts';
import type { Scenario } from './build-scenario.ts';
import { placesOf } from './crossings.ts';

/** Ration by schedule among all who have applied when the week opens; the others take the first place that is left. Nobody goes around. */
export function rationPlaces(scenario: Scenario): Bookings {
  const places = scenario.crossings.map(placesOf);
  const bookings = openBookings(scenario);
  const asking = appliedBetween(scenario, Number.NEGATIVE_INFINITY, 0);
  const problem = poseProblem(scenario, placesLeft(scenario, places, bookings), asking, 'wished', bookings);
  take(bookings, asking, planRationBySchedule(problem).cellOf);
  bookOneByOne(scenario, places, bookings, appliedBetween(scenario, 0, scenario.hours), 'wished');
  return bookings;
}
