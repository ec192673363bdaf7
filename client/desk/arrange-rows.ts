import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { DeskHours } from '../../shared/contract/desk.ts';
import { type DeskHour, readHour } from './read-hour.ts';

/** A checkpoint with its hours and what is wrong there. */
export interface DeskRow {
  checkpoint: Checkpoint;
  hours: readonly DeskHour[];
  /** bookings beyond the places, over all hours */
  overTrucks: number;
  /** hours without a place left */
  fullHours: number;
  /** hours that are open */
  openHours: number;
}

/** @returns whether a planner has something to do there: bookings that do not fit, or a regime in force */
export const isTroubled = ({ overTrucks, hours }: DeskRow) =>
  overTrucks > 0 || hours.some(({ regimes }) => regimes.length > 0);

/**
 * The rows of the grid, the worst first: by bookings beyond the places, by regimes, by hours that are full, by load; those that are closed
 * throughout come last.
 *
 * @param nameOf the name as the screen shows it: of equal ones the order
 */
export function arrangeRows(
  data: DeskHours,
  checkpoints: readonly Checkpoint[],
  nameOf: (checkpoint: Checkpoint) => string,
): DeskRow[] {
  const byId = new Map(checkpoints.map((checkpoint) => [checkpoint.id, checkpoint]));
  const rows = data.checkpoints.flatMap((found): DeskRow[] => {
    const checkpoint = byId.get(found.checkpointId);
    if (!checkpoint) return [];
    const hours = data.startsAt.map((startsAt, hour) => readHour(found, hour, startsAt));
    const count = (is: (hour: DeskHour) => boolean) => hours.filter(is).length;
    return [
      {
        checkpoint,
        hours,
        overTrucks: hours.reduce((sum, { overTrucks }) => sum + overTrucks, 0),
        fullHours: count(({ state }) => state === 'full' || state === 'over'),
        openHours: count(({ closedBecause, state }) => !closedBecause && state !== 'none'),
      },
    ];
  });
  const compare = (a: DeskRow, b: DeskRow) =>
    b.overTrucks - a.overTrucks ||
    Number(isTroubled(b)) - Number(isTroubled(a)) ||
    Number(b.openHours > 0) - Number(a.openHours > 0) ||
    b.fullHours - a.fullHours ||
    loadOf(b) - loadOf(a) ||
    nameOf(a.checkpoint).localeCompare(nameOf(b.checkpoint));
  return rows.sort(compare);
}

/** Share of the places of all hours that are taken. */
export function loadOf({ hours }: DeskRow): number {
  const sum = (of: (hour: DeskHour) => number) => hours.reduce((total, hour) => total + of(hour), 0);
  const places = sum((hour) => hour.places.total);
  return places === 0 ? 0 : sum((hour) => hour.taken.total) / places;
}

/** @returns whether a row stands in the grid with these filters */
export function isShown(row: DeskRow, filter: { onlyTrouble: boolean; neighbour: string | undefined }): boolean {
  if (filter.neighbour !== undefined && row.checkpoint.neighbour !== filter.neighbour) return false;
  return !filter.onlyTrouble || isTroubled(row);
}

interface Position {
  row: number;
  hour: number;
}

/** @returns the next hour in reading order, from a position on and round, in which bookings do not fit */
export function nextOver(rows: readonly DeskRow[], from: Position): Position | undefined {
  const all = rows.flatMap(({ hours }, row) =>
    hours.flatMap(({ overTrucks }, hour) => (overTrucks > 0 ? [{ row, hour }] : [])),
  );
  return all.find(({ row, hour }) => row > from.row || (row === from.row && hour > from.hour)) ?? all[0];
}
