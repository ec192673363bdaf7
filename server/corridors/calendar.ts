import type { DateTime } from 'luxon';

/** Why a checkpoint takes no trucks in a slot; shared/words.ts says the same to the outside. */
export type ClosedBecause = 'status' | 'hours' | 'season' | 'closure' | 'no-lanes';

export interface Calendar {
  kzZone: string;
  status: string;
  /** HH:mm on the Kazakh clock; null is round the clock. An end before the start is after midnight. */
  opensAt: string | null;
  closesAt: string | null;
  /** MM-dd, both included; null is all year. A season may run over the new year. */
  seasonFrom: string | null;
  seasonTo: string | null;
}

export interface ClosedPeriod {
  direction: string | null;
  startsAt: Date;
  endsAt: Date;
}

/** The first reason for which the slot is closed, or undefined where it is open for all of its time. */
export function findClosedBecause(
  calendar: Calendar,
  closures: readonly ClosedPeriod[],
  direction: string,
  startsAt: DateTime,
  endsAt: DateTime,
): ClosedBecause | undefined {
  if (calendar.status !== 'open') return 'status';
  const start = startsAt.setZone(calendar.kzZone);
  if (!inSeason(calendar, start.toFormat('MM-dd'))) return 'season';
  if (!insideHours(calendar, start.toFormat('HH:mm'), endsAt.setZone(calendar.kzZone).toFormat('HH:mm')))
    return 'hours';
  const closed = closures.some(
    (closure) =>
      (closure.direction === null || closure.direction === direction) &&
      closure.startsAt.getTime() < endsAt.toMillis() &&
      closure.endsAt.getTime() > startsAt.toMillis(),
  );
  return closed ? 'closure' : undefined;
}

function inSeason({ seasonFrom, seasonTo }: Calendar, day: string): boolean {
  if (seasonFrom === null || seasonTo === null) return true;
  return seasonFrom <= seasonTo ? seasonFrom <= day && day <= seasonTo : day >= seasonFrom || day <= seasonTo;
}

function insideHours({ opensAt, closesAt }: Calendar, start: string, end: string): boolean {
  if (opensAt === null || closesAt === null) return true;
  // Minutes after opening, so that a day over midnight needs no second case.
  const opened = (clock: string) => (minutesOfDay(clock) - minutesOfDay(opensAt) + 1440) % 1440;
  const length = opened(closesAt) || 1440;
  const slotEnd = opened(end) || 1440;
  return opened(start) < slotEnd && slotEnd <= length;
}

function minutesOfDay(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number);
  return hours! * 60 + minutes!;
}
