import type { SlotPlaces } from './build-problem.ts';

/** One slot with what is left of it. */
export interface GridSlot {
  checkpointId: string;
  direction: string;
  /** Milliseconds since 1970. */
  startsAt: number;
  minutes: number;
  total: number;
  inspected: number;
  examined: number;
}

/** A window of a problem, and whether its slots are an hour each. */
export interface GridRange {
  cell: number;
  length: number;
  isHourly: boolean;
}

const hourMs = 3_600_000;

/**
 * The cells of a horizon: one row of them for each checkpoint and direction, in time order.
 *
 * @param slots in the order of checkpoint, direction and time; the cell of a slot is its place among them
 */
export function makeGrid(slots: readonly GridSlot[]) {
  const rows = new Map<string, { first: number; starts: number[]; isHourly: boolean }>();
  const checkpoints: [number, number, number][][] = [];
  slots.forEach((slot, cell) => {
    const key = rowKey(slot.checkpointId, slot.direction);
    let row = rows.get(key);
    if (!row) {
      row = { first: cell, starts: [], isHourly: true };
      rows.set(key, row);
      checkpoints.push([]);
    }
    row.starts.push(slot.startsAt);
    row.isHourly &&= slot.minutes === 60 && slot.startsAt === row.starts[0]! + (row.starts.length - 1) * hourMs;
    checkpoints.at(-1)!.push([slot.total, slot.inspected, slot.examined]);
  });
  return {
    checkpoints: checkpoints as SlotPlaces[],
    /** The cells whose slots begin within [from, to). */
    range(checkpointId: string, direction: string, from: number, to: number): GridRange {
      const row = rows.get(rowKey(checkpointId, direction));
      if (!row) return { cell: 0, length: 0, isHourly: true };
      const begin = countBefore(row.starts, from);
      return {
        cell: row.first + begin,
        length: Math.max(0, countBefore(row.starts, to) - begin),
        isHourly: row.isHourly,
      };
    },
  };
}

const rowKey = (checkpointId: string, direction: string) => `${checkpointId}/${direction}`;

/** How many of the sorted numbers are below the limit: bisection. */
function countBefore(sorted: readonly number[], limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
