import type { z } from 'zod';
import { nothingOpen, type SideHour } from '../../server/planning/capacity.ts';
import { effectiveHour } from '../../server/planning/regimes.ts';
import type { Regime, Shift, sideHourSchema } from '../../shared/contract/regimes.ts';
import type { Direction } from '../../shared/words.ts';

/** What is said of a checkpoint: its calendar, shifts in the order in which they were made, and regimes. */
export interface Announced {
  hours: readonly z.infer<typeof sideHourSchema>[];
  shifts: readonly Shift[];
  regimes: readonly Regime[];
}

interface Period {
  startsAt: string;
  endsAt: string | null;
  endedAt?: string | null;
}

/**
 * What one side has open between two instants by what is announced: a regime that nobody announced the posts do not know, and one that is
 * announced they keep to. The mix of the regime stands for the trucks that really come.
 *
 * @returns for an hour of the side's clock and a span of time, in milliseconds, the calendar's hour and that with shifts and regimes
 */
export function openAsAnnounced({ hours, shifts, regimes }: Announced, direction: Direction, side: 'kz' | 'neighbour') {
  const isHere = (rule: { direction: Direction | null; side: 'kz' | 'neighbour' }) =>
    rule.side === side && (rule.direction === null || rule.direction === direction);
  const own = new Map(hours.filter(isHere).map((hour) => [hour.localHour, hour]));
  const [ownShifts, ownRegimes] = [shifts.filter(isHere), regimes.filter(isHere)];
  return (localHour: number, fromMs: number, toMs: number): { calendar: SideHour; announced: SideHour } => {
    const calendar = own.get(localHour) ?? nothingOpen;
    const isNow = (period: Period) => overlaps(period, fromMs, toMs);
    const open = ownShifts.filter(isNow).map((shift) => shift.open);
    return { calendar, announced: effectiveHour(calendar, open, ownRegimes.filter(isNow)) };
  };
}

function overlaps({ startsAt, endsAt, endedAt = null }: Period, fromMs: number, toMs: number): boolean {
  const ends = [endsAt, endedAt].map((end) => (end === null ? Number.POSITIVE_INFINITY : Date.parse(end)));
  const endMs = Math.min(...ends);
  const startMs = Date.parse(startsAt);
  return startMs < toMs && endMs > fromMs && endMs > startMs;
}
