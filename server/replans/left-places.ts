import type { GridSlot } from '../planning/slot-grid.ts';
import type { BookedTruck } from './booked-trucks.ts';
import type { PreviewedSlot } from './previewed-slots.ts';

/**
 * What is left of each slot after the change, for trucks that move: nothing where it begins too soon to be told, and nothing less than nothing where
 * those who stay are too many already.
 *
 * @param leaving trucks that give their places up, if only to claim them again
 */
export function leftOf(slots: readonly PreviewedSlot[], leaving: readonly BookedTruck[], toldMs: number): GridSlot[] {
  const free = slots.map(({ after, taken }) => [
    after.total - taken.total,
    after.inspected - taken.inspected,
    after.examined - taken.examined,
  ]);
  for (const { cell, channel } of leaving) for (let count = 0; count <= channel; count++) free[cell]![count]!++;
  return slots.map(({ checkpointId, direction, startsAtMs, endsAtMs }, cell) => {
    const isTooSoon = startsAtMs < toldMs;
    const total = isTooSoon ? 0 : Math.max(0, free[cell]![0]!);
    const inspected = Math.min(total, Math.max(0, free[cell]![1]!));
    const examined = Math.min(inspected, Math.max(0, free[cell]![2]!));
    const minutes = (endsAtMs - startsAtMs) / 60_000;
    return { checkpointId, direction, startsAt: startsAtMs, minutes, total, inspected, examined };
  });
}
