import type { Direction } from '../../../shared/words.ts';
import type { CheckpointRules } from './checkpoint-rules.ts';
import { zoneClock } from './zone-clock.ts';

/** Why a checkpoint takes no trucks in a slot; shared/words.ts says the same to the outside. */
export type ClosedBecause = 'status' | 'hours' | 'season' | 'closure' | 'no-lanes';

type Calendar = Pick<
  CheckpointRules,
  'kzZone' | 'status' | 'opensAt' | 'closesAt' | 'seasonFrom' | 'seasonTo' | 'closures'
>;

/** The first reason for which the slot is closed, or undefined where it is open for all of its time. */
export function findClosedBecause(
  calendar: Calendar,
  direction: Direction,
  startsAtMs: number,
  endsAtMs: number,
): ClosedBecause | undefined {
  if (calendar.status !== 'open') return 'status';
  const clock = zoneClock(calendar.kzZone);
  const localStartMs = startsAtMs + clock.offsetMsAt(startsAtMs);
  if (!inSeason(calendar, localStartMs)) return 'season';
  if (!insideHours(calendar, localStartMs, endsAtMs + clock.offsetMsAt(endsAtMs))) return 'hours';
  return isClosed(calendar, direction, startsAtMs, endsAtMs) ? 'closure' : undefined;
}

function isClosed({ closures }: Calendar, direction: Direction, startsAtMs: number, endsAtMs: number): boolean {
  return closures.some(
    (closure) =>
      (closure.direction === null || closure.direction === direction) &&
      closure.startsAtMs < endsAtMs &&
      closure.endsAtMs > startsAtMs,
  );
}

function inSeason({ seasonFrom, seasonTo }: Calendar, localMs: number): boolean {
  if (seasonFrom === null || seasonTo === null) return true;
  const day = new Date(localMs).toISOString().slice(5, 10); // MM-dd
  return seasonFrom <= seasonTo ? seasonFrom <= day && day <= seasonTo : day >= seasonFrom || day <= seasonTo;
}

function insideHours({ opensAt, closesAt }: Calendar, localStartMs: number, localEndMs: number): boolean {
  if (opensAt === null || closesAt === null) return true;
  // Minutes after opening, so that a day over midnight needs no second case.
  const opening = minutesOfClock(opensAt);
  const opened = (minutes: number) => (minutes - opening + 1440) % 1440;
  const length = opened(minutesOfClock(closesAt)) || 1440;
  const slotEnd = opened(minutesOfDay(localEndMs)) || 1440;
  return opened(minutesOfDay(localStartMs)) < slotEnd && slotEnd <= length;
}

const minutesOfDay = (localMs: number) => Math.floor(localMs / 60_000) % 1440;

function minutesOfClock(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number);
  return hours! * 60 + minutes!;
}
