import { delayCostOf } from '../planning/model.ts';
import { type GridRange, type GridSlot, makeGrid } from '../planning/slot-grid.ts';
import type { BookedTruck } from './booked-trucks.ts';
import type { PreviewedSlot } from './previewed-slots.ts';
import { replanCosts } from './replan-costs.ts';

/** A window of the engine: cells next to each other, and what the first of them costs. */
export interface Way {
  cell: number;
  length: number;
  detour: number;
}

const hourMs = 3_600_000;
const channelCounts = ['total', 'inspected', 'examined'] as const;

/** Minutes of an ordinary truck between two starts. */
export const minutesBetween = (oneMs: number, otherMs: number) =>
  Math.round(delayCostOf(replanCosts, Math.abs(otherMs - oneMs) / hourMs));

/**
 * The ways in which trucks can leave their slots.
 *
 * @param left of each slot, for trucks that move
 * @param toldMs no slot that begins sooner is a way
 */
export function openWays(slots: readonly PreviewedSlot[], left: readonly GridSlot[], toldMs: number) {
  const grid = makeGrid(left);

  /** The engine counts delay from the first cell of a window, by the hour: slots of another length are windows of their own. */
  function windowsOf({ cell: first, length, isHourly }: GridRange, slotMs: number, weight: number, extra: number) {
    const costOf = (cell: number) => extra + weight * minutesBetween(slotMs, slots[cell]!.startsAtMs);
    if (length === 0) return [];
    if (isHourly) return [{ cell: first, length, detour: costOf(first) }];
    return Array.from({ length }, (_, index) => ({ cell: first + index, length: 1, detour: costOf(first + index) }));
  }

  return {
    checkpoints: grid.checkpoints,
    /**
     * At a checkpoint, from the truck's slot on for so many hours, at the price of the delay and `extra`; what its carrier had not asked for is dearer.
     */
    forward(truck: BookedTruck, checkpointId: string, weight: number, extra: number, hours: number): Way[] {
      const { startsAtMs, direction } = slots[truck.cell]!;
      const fromMs = Math.max(startsAtMs, toldMs);
      const endMs = startsAtMs + hours * hourMs + 1;
      const wished = grid.range(checkpointId, direction, fromMs, Math.min(truck.latestMs, endMs));
      const all = grid.range(checkpointId, direction, fromMs, endMs);
      return [
        ...windowsOf(wished, startsAtMs, weight, extra),
        ...windowsOf(all, startsAtMs, weight, extra + weight * replanCosts.minutesOutsideWish),
      ];
    },
    /** At a checkpoint, sooner than its slot, as far as its carrier had asked for it; only slots with room. */
    sooner(truck: BookedTruck, checkpointId: string, weight: number, extra: number): Way[] {
      const { startsAtMs, direction } = slots[truck.cell]!;
      const untilMs = Math.min(startsAtMs, truck.latestMs);
      const range = grid.range(checkpointId, direction, Math.max(toldMs, truck.earliestMs), untilMs);
      const count = channelCounts[truck.channel];
      return windowsOf({ ...range, isHourly: false }, startsAtMs, weight, extra).filter(
        ({ cell }) => left[cell]![count] > 0,
      );
    },
  };
}
