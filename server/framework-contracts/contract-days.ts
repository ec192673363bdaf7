import { DateTime } from 'luxon';
import type { FrameworkContract } from '../../shared/contract/framework-contracts.ts';

export interface ContractDay {
  /** on the clock of the Kazakh post */
  day: string;
  from: Date;
  to: Date;
}

type Calendar = Pick<FrameworkContract, 'weekdays' | 'fromTime' | 'toTime' | 'validFrom' | 'validTo'>;

/**
 * The days of a contract with a window that a round of this horizon could still give a place in, the nearest first. Weekdays and hours are those of the
 * Kazakh post's clock; a window that ends before it begins ends on the next day.
 */
export function listContractDays(
  { weekdays, fromTime, toTime, validFrom, validTo }: Calendar,
  zone: string,
  horizon: { from: Date; to: Date },
): ContractDay[] {
  const days: ContractDay[] = [];
  // The day before may have a window that goes on into this one.
  let day = DateTime.fromJSDate(horizon.from, { zone }).startOf('day').minus({ days: 1 });
  for (; day.toJSDate() < horizon.to; day = day.plus({ days: 1 })) {
    const name = day.toISODate()!;
    if (!weekdays.includes(day.weekday) || name < validFrom || name > validTo) continue;
    const from = atTime(day, fromTime);
    const to = toTime > fromTime ? atTime(day, toTime) : atTime(day.plus({ days: 1 }), toTime);
    if (to > horizon.from && from < horizon.to) days.push({ day: name, from, to });
  }
  return days;
}

function atTime(day: DateTime, time: string): Date {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return day.set({ hour, minute }).toJSDate();
}
