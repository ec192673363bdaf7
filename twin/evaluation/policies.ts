import { bookDays } from './book-days.ts';
import { bookHours } from './book-hours.ts';
import type { Bookings } from './book-places.ts';
import type { Scenario } from './build-scenario.ts';
import { planAndReplan, planOnce } from './plan-places.ts';
import { rationPlaces } from './ration-places.ts';

export interface Policy {
  id: string;
  name: string;
  /** Knows a regime when it is announced; the others book alike in both worlds, and meet it in the queue. */
  learns: boolean;
  /** Not one of the five: shows where the gain of the others comes from. */
  aside?: true;
  /** Undefined: nobody books, trucks come when they are ready. */
  book(scenario: Scenario, world: 'plain' | 'heavier'): Bookings | undefined;
}

export const policies: readonly Policy[] = [
  { id: 'no-slots', name: 'no slots', learns: false, book: () => undefined },
  { id: 'daily-quota', name: 'daily quota', learns: false, book: bookDays },
  { id: 'ration', name: 'ration by schedule', learns: false, book: rationPlaces },
  { id: 'otkel', name: 'Otkel', learns: false, book: planOnce },
  {
    id: 'otkel-replanning',
    name: 'Otkel, replanning',
    learns: true,
    book: (scenario, world) => planAndReplan(scenario, world, 'all'),
  },
  {
    id: 'first-come-around',
    name: 'hours booked first come, sent around',
    learns: false,
    aside: true,
    book: bookHours,
  },
  {
    id: 'otkel-not-around',
    name: 'Otkel, replanning, nobody sent around',
    learns: true,
    aside: true,
    book: (scenario, world) => planAndReplan(scenario, world, 'wished'),
  },
];
