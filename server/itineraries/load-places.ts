import type { SailingNeeds } from '../../shared/contract/sailings.ts';
import type { Direction, VehicleClass } from '../../shared/words.ts';
import { type CrossingSlot, type CrossingTruck, listSlotsOfCrossings } from '../corridors/index.ts';
import { openForecasts } from '../forecasts/index.ts';
import type { Database } from '../platform/database/client.ts';
import { measureCrossings } from '../queues/index.ts';
import { type Boarding, listBoardings } from '../sailings/index.ts';

export interface Wait {
  p50Minutes: number;
  p80Minutes: number;
  from: 'forecast' | 'history';
}

/** All that the ways of one truck can be made of in a period. */
export interface Places {
  slotsOf(crossing: Crossing): readonly CrossingSlot[];
  /** From the begin of a slot until the truck is at the first post; null where neither a forecast nor two weeks of passages know it. */
  waitOf(slot: { checkpointId: string; direction: Direction; startsAt: string }): Wait | null;
  /** From the first post until it is through both. */
  postMinutesOf(crossing: Crossing): number;
  boardingsOf(seaWay: SeaWay): readonly Boarding[];
}

export interface Crossing {
  checkpointId: string;
  direction: Direction;
}
export interface SeaWay {
  fromPortId: string;
  toPortId: string;
}

export interface PlacesQuery {
  crossings: readonly CrossingTruck[];
  seaWays: readonly SeaWay[];
  organisationId: string;
  vehicleCountry: string;
  class: VehicleClass;
  needs: SailingNeeds;
  grossWeightKg: number;
  from: Date;
  to: Date;
}

/**
 * Reads slots, waits and sailings of all ways together: four statements at once, however many ways there are. The wait of a slot is the forecast of its
 * first hour; beyond the forecast's day, or where it does not see the end, what trucks of that hour of the day waited before.
 */
export async function loadPlaces(db: Database, now: Date, query: PlacesQuery): Promise<Places> {
  const [slots, measured, forecastOut, forecastIn, boardings] = await Promise.all([
    listSlotsOfCrossings(db, now, query),
    measureCrossings(db, now, query.crossings),
    openForecasts(db, now, 'out'),
    openForecasts(db, now, 'in'),
    listBoardings(db, now, query),
  ]);
  const slotsBy = groupBy(slots, ({ slot }) => keyOf(slot));
  const measuredBy = new Map(measured.map((one) => [keyOf(one), one]));
  const boardingsBy = groupBy(boardings, ({ sailing }) => `${sailing.fromPortId} ${sailing.toPortId}`);
  return {
    slotsOf: (crossing) => slotsBy.get(keyOf(crossing)) ?? [],
    postMinutesOf: (crossing) => measuredBy.get(keyOf(crossing))?.postMinutes ?? 0,
    boardingsOf: ({ fromPortId, toPortId }) => boardingsBy.get(`${fromPortId} ${toPortId}`) ?? [],
    waitOf(slot) {
      const at = new Date(slot.startsAt);
      const hour = (slot.direction === 'out' ? forecastOut : forecastIn)(slot.checkpointId, at);
      if (hour && hour.waitP50Minutes !== null && hour.waitP80Minutes !== null) {
        return { p50Minutes: hour.waitP50Minutes, p80Minutes: hour.waitP80Minutes, from: 'forecast' };
      }
      const before = measuredBy.get(keyOf(slot))?.waits[String(at.getUTCHours())];
      return before ? { ...before, from: 'history' } : null;
    },
  };
}

export const keyOf = ({ checkpointId, direction }: Crossing) => `${checkpointId} ${direction}`;

function groupBy<Item>(items: readonly Item[], keyOfItem: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOfItem(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
