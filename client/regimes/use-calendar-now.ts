import { useQueries } from '@tanstack/react-query';
import type { Direction } from '../../shared/words.ts';
import type { minuteKinds, serverKinds } from './regime-form.ts';
import { calendarQuery } from './regimes-query.ts';

type Kind = (typeof serverKinds)[number] | (typeof minuteKinds)[number] | 'scanShare' | 'examinationShare';

/** The least and the most that a calendar has over its hours, and over the checkpoints chosen. */
export type CalendarRange = { least: number; most: number };

/** @returns what the calendars of checkpoints say of one side now: undefined until they have come, or where none is chosen */
export function useCalendarNow(
  checkpointIds: readonly string[],
  side: 'kz' | 'neighbour',
  direction: Direction | null,
): (kind: Kind) => CalendarRange | undefined {
  const hours = useQueries({
    queries: checkpointIds.map(calendarQuery),
    combine: (calendars) => calendars.flatMap(({ data }) => data?.hours ?? []),
  }).filter((hour) => hour.side === side && (direction === null || hour.direction === direction));
  return (kind) => {
    if (hours.length === 0) return undefined;
    const values = hours.map((hour) => hour[kind]);
    return { least: Math.min(...values), most: Math.max(...values) };
  };
}
