import { DateTime } from 'luxon';
import { expandCapacity, type ReferenceCheckpoint, readCapacity } from '../../prisma/reference.ts';
import {
  nothingOpen,
  type Places,
  placesOfSlot,
  roundOverDay,
  type Side,
  type SideHour,
} from '../../server/planning/capacity.ts';

/** One checkpoint and direction, as the planner numbers them: what both of its posts have open in each hour of the horizon. */
export interface Crossing {
  checkpoint: ReferenceCheckpoint;
  direction: 'out' | 'in';
  hours: readonly Record<Side, SideHour>[];
}

/** A post's numbers as they are under heavier inspections; the other numbers stay. */
export interface Regime {
  checkpointId: string;
  direction: 'out' | 'in';
  side: Side;
  /** What is done there, in words. */
  what: string;
  change(hour: SideHour): SideHour;
}

const hoursOfDay = 24;
const directions = ['out', 'in'] as const;
/** Every checkpoint in both directions, each side read on its own clock; one that is closed or out of season has nothing open. */
export function listCrossings(checkpoints: readonly ReferenceCheckpoint[], from: Date, hours: number): Crossing[] {
  const rows = new Map(expandCapacity(readCapacity()).map((row) => [keyOf(row), row]));
  return checkpoints.flatMap((checkpoint) =>
    directions.map((direction) => {
      const [kzStart, neighbourStart] = [checkpoint.kzZone, checkpoint.neighbourZone].map((zone) =>
        DateTime.fromJSDate(from, { zone }),
      ) as [DateTime, DateTime];
      const openAt = (side: Side, { hour: localHour }: DateTime): SideHour =>
        rows.get(keyOf({ checkpointId: checkpoint.id, direction, side, localHour })) ?? nothingOpen;
      return {
        checkpoint,
        direction,
        hours: Array.from({ length: hours }, (_, hour) => {
          const kzTime = kzStart.plus({ hours: hour });
          if (!isOpenOn(checkpoint, kzTime)) return { kz: nothingOpen, neighbour: nothingOpen };
          return { kz: openAt('kz', kzTime), neighbour: openAt('neighbour', neighbourStart.plus({ hours: hour })) };
        }),
      };
    }),
  );
}

/** The same crossings with the regimes in force from the given hour to the end of the horizon. */
export function inspectHarder(
  crossings: readonly Crossing[],
  regimes: readonly Regime[],
  fromHour: number,
): Crossing[] {
  return crossings.map((crossing) => {
    const regime = regimes.find(
      ({ checkpointId, direction }) => checkpointId === crossing.checkpoint.id && direction === crossing.direction,
    );
    if (regime === undefined) return crossing;
    return {
      ...crossing,
      hours: crossing.hours.map((sides, hour) =>
        hour < fromHour ? sides : { ...sides, [regime.side]: regime.change(sides[regime.side]) },
      ),
    };
  });
}

/** Whole places of each hour, at the target load of the slots. */
export function placesOf({ hours }: Crossing): Places[] {
  const offered = hours.map(({ kz, neighbour }) => placesOfSlot(kz, neighbour, 60));
  const days = Array.from({ length: Math.ceil(hours.length / hoursOfDay) }, (_, day) => day * hoursOfDay);
  return days.flatMap((first) => roundOverDay(offered.slice(first, first + hoursOfDay)));
}

function isOpenOn({ status, season }: ReferenceCheckpoint, day: DateTime): boolean {
  const monthDay = day.toISODate()!.slice(5);
  return status !== 'closed' && (season === undefined || (season.from <= monthDay && monthDay <= season.to));
}

function keyOf(row: { checkpointId: string; direction: string; side: string; localHour: number }): string {
  return `${row.checkpointId}/${row.direction}/${row.side}/${row.localHour}`;
}
