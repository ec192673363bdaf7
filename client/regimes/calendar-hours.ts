import type { InferContractRouterOutputs } from '@orpc/contract';
import { z } from 'zod';
import type { Change } from '../../shared/contract/changes.ts';
import type { regimesContract } from '../../shared/contract/regimes.ts';

export type Calendar = InferContractRouterOutputs<typeof regimesContract>['getCalendar'];
export type SideHour = Calendar['hours'][number];
export type CalendarSet = Extract<Change, { kind: 'calendar' }>['set'];

/** A run of hours of the day, both included; `to` before `from` is over midnight. */
export interface HourRange {
  from: number;
  to: number;
}

const hoursOfDay = 24;

/** @returns whether an hour lies in a range */
export const isIn = ({ from, to }: HourRange, hour: number): boolean =>
  from <= to ? hour >= from && hour <= to : hour >= from || hour <= to;

/**
 * Where a key leads from the hour that has the focus: arrows move, with Shift they extend.
 *
 * @param range as it is chosen; its `to` has the focus
 */
export function rangeAfterKey(key: string, shift: boolean, range: HourRange): HourRange | undefined {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
  const to = key === 'Home' ? 0 : key === 'End' ? hoursOfDay - 1 : step && (range.to + step + hoursOfDay) % hoursOfDay;
  if (to === undefined) return undefined;
  return { from: shift ? range.from : to, to };
}

/** @returns the least and the most of a number over the hours of a range, or undefined where there are none */
export function spanOf(
  hours: readonly SideHour[],
  range: HourRange,
  kind: keyof CalendarSet,
): { least: number; most: number } | undefined {
  const values = hours.filter(({ localHour }) => isIn(range, localHour)).map((hour) => hour[kind]);
  return values.length === 0 ? undefined : { least: Math.min(...values), most: Math.max(...values) };
}

const typedSchema = z.union([z.number(), z.literal('')]);

/** @returns what is typed, as a change takes it; shares are typed as percent */
export function setOf(typed: Record<keyof CalendarSet, number | string>): CalendarSet {
  const entries = Object.entries(typed).flatMap(([kind, text]) => {
    const value = typedSchema.catch('').parse(text);
    if (value === '') return [];
    return [[kind, kind.endsWith('Share') ? Number((value / 100).toPrecision(12)) : value]];
  });
  return Object.fromEntries(entries);
}
