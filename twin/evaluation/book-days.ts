import { planDailyQuota } from '../../server/planning/policies/daily-quota.ts';
import { appliedBetween, type Bookings, openBookings, poseProblem, take } from './book-places.ts';
import type { Scenario } from './build-scenario.ts';
import { placesOf } from './crossings.ts';

const hoursOfDay = 24;

/** Fixed daily quotas: a place of a day, whatever the hour and the channel, for whoever asks first. One cell is one day. */
export function bookDays(scenario: Scenario): Bookings {
  const ofDays = scenario.crossings.map((crossing) => {
    const hours = placesOf(crossing);
    return Array.from({ length: scenario.hours / hoursOfDay }, (_, day) => {
      const ofDay = hours.slice(hoursOfDay * day, hoursOfDay * (day + 1));
      const total = ofDay.reduce((sum, places) => sum + places.total, 0);
      return [total, total, total] as const;
    });
  });
  const bookings = openBookings(scenario, hoursOfDay);
  const asking = appliedBetween(scenario, Number.NEGATIVE_INFINITY, scenario.hours);
  take(bookings, asking, planDailyQuota(poseProblem(scenario, ofDays, asking, 'wished', bookings), 1).cellOf);
  return bookings;
}
