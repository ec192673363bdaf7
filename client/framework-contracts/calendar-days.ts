import { DateTime } from 'luxon';
import type { FrameworkContract, FrameworkDay } from '../../shared/contract/framework-contracts.ts';

export interface CalendarDay {
  day: string;
  /** undefined: the contract does not run on it */
  wanted: number | undefined;
  /** undefined: no round has come near to it yet */
  known: FrameworkDay | undefined;
}

const weeks = 4;

/**
 * Four whole weeks around today: the one before, this one, and two to come. @param today on the clock of the Kazakh post
 */
export function listCalendarDays(
  {
    weekdays,
    validFrom,
    validTo,
    trucksPerDay,
    state,
  }: Pick<FrameworkContract, 'weekdays' | 'validFrom' | 'validTo' | 'trucksPerDay' | 'state'>,
  days: readonly FrameworkDay[],
  today: string,
): CalendarDay[] {
  const first = DateTime.fromISO(today, { zone: 'utc' }).startOf('week').minus({ weeks: 1 });
  return Array.from({ length: weeks * 7 }, (_, index) => {
    const date = first.plus({ days: index });
    const day = date.toISODate()!;
    const known = days.find((one) => one.day === day);
    const runs =
      weekdays.includes(date.weekday) && day >= validFrom && day <= validTo && (state === 'active' || day < today);
    return { day, known, wanted: known?.wanted ?? (runs ? trucksPerDay : undefined) };
  });
}
