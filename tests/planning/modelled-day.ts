import { DateTime } from 'luxon';
import type { CapacityRow, ReferenceCheckpoint } from '../../prisma/reference.ts';
import { type Places, placesOfSlot, roundOverDay, TARGET_LOAD } from '../../server/planning/capacity.ts';

interface ModelledSlot extends Places {
  /** Hour of the Kazakh clock the slot starts at. */
  kzHour: number;
}

/**
 * The hourly slots of one checkpoint and direction over one day of the Kazakh clock, each side read at its own local hour.
 * Hours and season are the slot job's business and not looked at here.
 */
export function modelledDay(
  rows: readonly CapacityRow[],
  checkpoint: ReferenceCheckpoint,
  direction: 'out' | 'in',
  date = '2026-02-10',
  targetLoad = TARGET_LOAD,
): ModelledSlot[] {
  const here = new Map(
    rows
      .filter((row) => row.checkpointId === checkpoint.id && row.direction === direction)
      .map((row) => [`${row.side}/${row.localHour}`, row]),
  );
  const at = (side: 'kz' | 'neighbour', start: DateTime) => {
    const zone = side === 'kz' ? checkpoint.kzZone : checkpoint.neighbourZone;
    const row = here.get(`${side}/${start.setZone(zone).hour}`);
    if (row === undefined) throw new Error(`${checkpoint.id} has no capacity on side ${side} at ${start.toISO()}`);
    return row;
  };
  const starts = Array.from({ length: 24 }, (_, hour) =>
    DateTime.fromISO(date, { zone: checkpoint.kzZone }).plus({ hours: hour }),
  );
  const fractional = starts.map((start) => placesOfSlot(at('kz', start), at('neighbour', start), 60, targetLoad));
  return roundOverDay(fractional).map((places, hour) => ({ ...places, kzHour: starts[hour]!.hour }));
}

export function totalOf(slots: readonly Places[]): number {
  return slots.reduce((sum, slot) => sum + slot.total, 0);
}
