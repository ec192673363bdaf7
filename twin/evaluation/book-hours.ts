import { appliedBetween, type Bookings, bookOneByOne, openBookings } from './book-places.ts';
import type { Scenario } from './build-scenario.ts';
import { placesOf } from './crossings.ts';

/** Every application gets the cheapest open hour at any of its checkpoints at the moment it is made: offers alone, and never a plan. */
export function bookHours(scenario: Scenario): Bookings {
  const bookings = openBookings(scenario);
  const asking = appliedBetween(scenario, Number.NEGATIVE_INFINITY, scenario.hours);
  bookOneByOne(scenario, scenario.crossings.map(placesOf), bookings, asking, 'all');
  return bookings;
}
