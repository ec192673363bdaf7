import { DateTime } from 'luxon';
import {
  type Places,
  placesOfSlot,
  roundOverDay,
  type Side,
  type SideHour,
  type SlotPlaces,
} from '../planning/capacity.ts';
import { type Calendar, type ClosedBecause, type ClosedPeriod, findClosedBecause } from './calendar.ts';

export interface DayPlanInput extends Calendar {
  neighbourZone: string;
  slotMinutes: number;
  closures: readonly ClosedPeriod[];
  /** What a side has open in an hour of its own clock. */
  sideHour(direction: string, side: Side, localHour: number): SideHour;
}

export interface PlannedSlot extends Places {
  direction: string;
  startsAt: Date;
  endsAt: Date;
  closedBecause: ClosedBecause | null;
  limitedBy: SlotPlaces['limitedBy']['total'] | null;
}

/**
 * The slots of one direction on one day of the Kazakh post's clock, with whole places. Each side's hour is read on that side's own
 * clock at the moment the slot begins: the drive across the strip takes minutes, an hour of the calendar is coarser than that.
 *
 * @param day YYYY-MM-DD
 */
export function planDay(input: DayPlanInput, direction: string, day: string): PlannedSlot[] {
  const midnight = DateTime.fromISO(day, { zone: input.kzZone });
  const nextMidnight = midnight.plus({ days: 1 });
  const frames: { startsAt: DateTime; endsAt: DateTime; closedBecause: ClosedBecause | undefined }[] = [];
  for (let startsAt = midnight; startsAt < nextMidnight; ) {
    const endsAt = startsAt.plus({ minutes: input.slotMinutes });
    frames.push({
      startsAt,
      endsAt,
      closedBecause: findClosedBecause(input, input.closures, direction, startsAt, endsAt),
    });
    startsAt = endsAt;
  }

  const nothing = { total: 0, inspected: 0, examined: 0 };
  const offered = frames.map((frame) =>
    frame.closedBecause
      ? undefined
      : placesOfSlot(
          input.sideHour(direction, 'kz', frame.startsAt.hour),
          input.sideHour(direction, 'neighbour', frame.startsAt.setZone(input.neighbourZone).hour),
          input.slotMinutes,
        ),
  );
  const places = roundOverDay(offered.map((offer) => offer ?? nothing));

  return frames.map((frame, index) => ({
    direction,
    startsAt: frame.startsAt.toJSDate(),
    endsAt: frame.endsAt.toJSDate(),
    ...places[index]!,
    closedBecause: frame.closedBecause ?? (offered[index]?.total === 0 ? 'no-lanes' : null),
    limitedBy: offered[index]?.limitedBy.total ?? null,
  }));
}
