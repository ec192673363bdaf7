import type { Direction } from '../../shared/words.ts';
import { NONE } from '../planning/model.ts';
import type { BookedTruck } from './booked-trucks.ts';
import type { PreviewedSlot } from './previewed-slots.ts';
import type { Move } from './replan.ts';

/**
 * One direction of one checkpoint as it is simulated: a stretch of its slots, and all of its trucks, in the same order whatever the stretch. So
 * a truck has the same luck in every scenario; those who come from another queue stand at the end.
 */
export interface Roster {
  checkpointId: string;
  direction: Direction;
  /** Cells in order of time. */
  first: number;
  end: number;
  /** Minute 0: now, or where that is too long before anything changes, the start of the first slot. */
  startMs: number;
  trucks: readonly BookedTruck[];
  /** By truck: its cell, and that in which it is once the moves are made; NONE: outside the stretch. */
  cellBefore: Int32Array;
  cellAfter: Int32Array;
}

const hourMs = 3_600_000;
/** The first trucks that count come to a checkpoint that others have filled; six hours do for that. */
const warmUpHours = 6;
/** What still stands there at the end of the period may go on so long. */
const drainHours = 24;

/** The queues in which the change or a move makes a difference, each from shortly before the first of them to a day after the last. */
export function listRosters(
  slots: readonly PreviewedSlot[],
  trucks: readonly BookedTruck[],
  moves: readonly Move[],
  isSimulated: (cell: number) => boolean,
  nowMs: number,
): Roster[] {
  const queues = new Map<string, { first: number; end: number; from: number; to: number }>();
  const target = new Set(moves.flatMap(({ toCell }) => (toCell === null ? [] : [toCell])));
  slots.forEach(({ checkpointId, direction }, cell) => {
    const key = `${checkpointId}/${direction}`;
    const queue = queues.get(key) ?? { first: cell, end: cell, from: NONE, to: NONE };
    queue.end = cell + 1;
    if (isSimulated(cell) || target.has(cell)) {
      if (queue.from === NONE) queue.from = cell;
      queue.to = cell;
    }
    queues.set(key, queue);
  });
  const cellAfter = new Map(moves.flatMap(({ truck, toCell }) => (toCell === null ? [] : [[truck, toCell] as const])));
  const byQueue = new Map<string, BookedTruck[]>();
  const add = (cell: number, truck: BookedTruck) => {
    const { checkpointId, direction } = slots[cell]!;
    const key = `${checkpointId}/${direction}`;
    const list = byQueue.get(key);
    if (list) list.push(truck);
    else byQueue.set(key, [truck]);
  };
  for (const truck of trucks) if (truck.cell !== NONE) add(truck.cell, truck);
  // Behind all others, so that these have the same luck whoever comes.
  for (const [truck, cell] of cellAfter) if (isOtherQueue(slots, truck.cell, cell)) add(cell, truck);

  return [...queues].flatMap(([key, { first, end, from, to }]) => {
    if (from === NONE) return [];
    const startMs = Math.max(nowMs, slots[from]!.startsAtMs - warmUpHours * hourMs);
    const endMs = slots[to]!.endsAtMs + drainHours * hourMs;
    const cells = Array.from({ length: end - first }, (_, index) => first + index);
    // From now on, whose slots are over may still be here.
    const begin = startMs === nowMs ? first : (cells.find((cell) => slots[cell]!.endsAtMs > startMs) ?? first);
    const last = cells.findLast((cell) => slots[cell]!.startsAtMs < endMs) ?? begin;
    const isInside = (cell: number) => cell >= begin && cell <= last;
    const own = byQueue.get(key) ?? [];
    const { checkpointId, direction } = slots[first]!;
    const cellsOf = (cellOf: (truck: BookedTruck) => number) =>
      Int32Array.from(own, (truck) => {
        const cell = cellOf(truck);
        return isInside(cell) ? cell : NONE;
      });
    return [
      {
        ...{ checkpointId, direction, first: begin, end: last + 1, trucks: own },
        startMs: Math.max(nowMs, slots[begin]!.startsAtMs),
        cellBefore: cellsOf(({ cell }) => cell),
        cellAfter: cellsOf((truck) => cellAfter.get(truck) ?? truck.cell),
      },
    ];
  });
}

function isOtherQueue(slots: readonly PreviewedSlot[], one: number, other: number): boolean {
  const [a, b] = [slots[one]!, slots[other]!];
  return a.checkpointId !== b.checkpointId || a.direction !== b.direction;
}
