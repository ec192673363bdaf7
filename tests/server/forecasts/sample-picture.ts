import type { QueuePicture } from '../../../server/forecasts/queue-picture.ts';
import type { GateTruck } from '../../../server/planning/simulate/gate-truck.ts';

export const minute = 60_000;
export const hour = 60 * minute;

const side = {
  lanes: 2,
  scanners: 1,
  bays: 1,
  documentMinutes: 6,
  scanMinutes: 12,
  examinationMinutes: 60,
  scanShare: 0,
  examinationShare: 0,
};

const nothing = { count: 0, minutes: 0, squares: 0 };

/** A queue with six places an hour; instants count from the start of the present slot. */
export function samplePicture({
  nowMinute = 0,
  basedOn = 'gate',
  trucks = [],
  closedHours = [],
  laterBookings = {},
}: {
  nowMinute?: number;
  basedOn?: QueuePicture['basedOn'];
  trucks?: GateTruck[];
  closedHours?: number[];
  laterBookings?: Record<number, number>;
}): QueuePicture {
  const first = basedOn === 'bookings' ? -8 : 0;
  return {
    checkpointId: 'syrym',
    direction: 'out',
    nowMs: nowMinute * minute,
    basedOn,
    rule: { earlyMinutes: 60, graceMinutes: 60, postPlaces: 8, stripPlaces: 12, callLeadMinutes: 15 },
    slots: Array.from({ length: 60 }, (_, index) => ({
      startsAtMs: (first + index) * hour,
      endsAtMs: (first + index + 1) * hour,
      closed: closedHours.includes(first + index),
      totalPlaces: 6,
      laterBookings: laterBookings[first + index] ?? 0,
      first: side,
      second: { ...side, lanes: 1, documentMinutes: 8 },
    })),
    trucks,
    punctuality: { noShowChance: 0, deviationQuantiles: [-20, 0, 20] },
    clearedLastHour: 4,
    first: { documents: [] },
    second: { documents: [] },
    approach: nothing,
    reactionMinutes: 1,
    secondPostMost: 3,
    unrest: 0.15,
  };
}

export function sampleTruck(changes: Partial<GateTruck>): GateTruck {
  return {
    place: 'expected',
    slotStartsAtMs: 0,
    class: 'general',
    channel: 'green',
    late: false,
    arrivedAtMs: null,
    sinceMs: null,
    ...changes,
  };
}
