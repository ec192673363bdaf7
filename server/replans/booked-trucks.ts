import type { VehicleClass } from '../../shared/words.ts';
import { CHANNELS, type Channel } from '../planning/model.ts';
import { type GateTruck, placeOf } from '../planning/simulate/gate-truck.ts';
import type { BookingRow } from './preview-task.ts';
import type { PreviewedSlot } from './previewed-slots.ts';

/** An active booking, with the cell (the place among the slots) that it has. */
export interface BookedTruck {
  id: string;
  cell: number;
  channel: Channel;
  class: VehicleClass;
  hsCode: string;
  vehicleCountry: string;
  /** What its carrier had asked for. */
  earliestMs: number;
  latestMs: number;
  /** It has come, so it stays. */
  isHere: boolean;
  gate: GateTruck;
}

/** @returns the bookings of the slots; of others, such as one over by now whose truck is still here, the cell is -1 */
export function readTrucks(rows: readonly BookingRow[], slots: readonly PreviewedSlot[]): BookedTruck[] {
  const cellOf = new Map(slots.map((slot, cell) => [slot.id, cell]));
  return rows.map((row) => {
    const [id, slotId, channel, vehicleClass, hsCode, vehicleCountry, earliestMs, latestMs, ...passage] = row;
    const [state, post, late, servedAtMs, arrivedAtMs, sinceMs] = passage;
    const cell = cellOf.get(slotId) ?? -1;
    const place = placeOf(state ?? 'expected', post);
    return {
      ...{ id, cell, hsCode, vehicleCountry, earliestMs, latestMs, class: vehicleClass },
      channel: CHANNELS.indexOf(channel) as Channel,
      isHere: state !== null && state !== 'expected',
      gate: {
        ...{ place, class: vehicleClass, channel, late: late ?? false, arrivedAtMs, sinceMs },
        slotStartsAtMs: servedAtMs ?? slots[cell]?.startsAtMs ?? 0,
      },
    };
  });
}
