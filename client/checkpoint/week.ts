import { DateTime } from 'luxon';
import type { Slot } from '../../shared/contract/checkpoints.ts';
import { type LoadState, loadState } from '../../shared/load.ts';
import type { Direction } from '../../shared/words.ts';

/** Slots are planned this far ahead; the last week is moved back so that it is whole. */
const daysAhead = 31;
export const weekCount = Math.ceil(daysAhead / 7);

export interface WeekSpan {
  /** start of each of the seven days on the Kazakh clock, as instants with offset */
  days: string[];
  from: string;
  to: string;
}

/** @param week 0 is the one that begins today */
export function weekSpan(now: Date, kzZone: string, week: number): WeekSpan {
  const today = DateTime.fromJSDate(now, { zone: kzZone }).startOf('day');
  const first = today.plus({ days: Math.min(week * 7, daysAhead - 7) });
  const startOf = (day: number) => first.plus({ days: day }).toISO({ suppressMilliseconds: true }) ?? '';
  return { days: Array.from({ length: 7 }, (_, day) => startOf(day)), from: startOf(0), to: startOf(7) };
}

export interface WeekRow {
  /** HH:mm at the Kazakh post */
  kzTime: string;
  /** HH:mm at the post that faces it */
  neighbourTime: string;
  /** the date over there less the date here: −1, 0 or 1 */
  dayShift: number;
  /** one for each day; undefined where there is no slot */
  cells: (Slot | undefined)[];
}

/** @returns rows by the time of day at the Kazakh post, without those that opening hours close on all seven days */
export function buildWeek(
  slots: Iterable<Slot>,
  direction: Direction,
  span: WeekSpan,
  zones: { kzZone: string; neighbourZone: string },
): { rows: WeekRow[]; someLeftOut: boolean } {
  const columnOf = new Map(
    span.days.map((day, column) => [DateTime.fromISO(day, { zone: zones.kzZone }).toISODate(), column]),
  );
  const rows = new Map<string, WeekRow>();
  for (const slot of slots) {
    if (slot.direction !== direction) continue;
    const here = DateTime.fromISO(slot.startsAt, { zone: zones.kzZone });
    const column = columnOf.get(here.toISODate());
    if (column === undefined) continue;
    const kzTime = here.toFormat('HH:mm');
    const row = rows.get(kzTime) ?? createRow(kzTime, here, zones.neighbourZone);
    row.cells[column] = slot;
    rows.set(kzTime, row);
  }
  const all = [...rows.values()].sort((a, b) => a.kzTime.localeCompare(b.kzTime));
  const shown = all.filter((row) => row.cells.some((slot) => slot && slot.closedBecause !== 'hours'));
  return { rows: shown, someLeftOut: shown.length < all.length };
}

function createRow(kzTime: string, here: DateTime, neighbourZone: string): WeekRow {
  const there = here.setZone(neighbourZone);
  const days = there
    .startOf('day')
    .setZone('utc', { keepLocalTime: true })
    .diff(here.startOf('day').setZone('utc', { keepLocalTime: true }), 'days').days;
  return {
    kzTime,
    neighbourTime: there.toFormat('HH:mm'),
    dayShift: Math.round(days),
    cells: Array(7).fill(undefined),
  };
}

export function slotState(slot: Slot): LoadState {
  if (slot.closedBecause !== null) return 'closed';
  return loadState(slot.places.total, slot.places.total - slot.left.total);
}

/** @returns the one reason why every slot of the rows is closed, or undefined when one is open or the reasons differ */
export function closedAllWeek(rows: readonly WeekRow[]) {
  const reasons = new Set(rows.flatMap((row) => row.cells).flatMap((slot) => (slot ? [slot.closedBecause] : [])));
  const [only] = reasons;
  return reasons.size === 1 ? (only ?? undefined) : undefined;
}
