import { DateTime } from 'luxon';
import { sideOfPost } from '../../shared/gate-steps.ts';
import type { Direction } from '../../shared/words.ts';
import { readRules } from '../corridors/index.ts';
import { sideHourAt } from '../corridors/rules/index.ts';
import { nothingOpen, type SideHour } from '../planning/capacity.ts';
import type { Database } from '../platform/database/client.ts';
import { horizonHours } from './build-scenario.ts';

/** A slot's calendar as it stands in the database, with how much of it is taken. */
export interface CalendarSlot {
  checkpointId: string;
  direction: Direction;
  startsAt: Date;
  endsAt: Date;
  closedBecause: string | null;
  totalPlaces: number;
  totalTaken: number;
}

export interface Calendar {
  slotsOf(checkpointId: string, direction: Direction): readonly CalendarSlot[];
  /** What a post in the direction of travel has open at an instant, with shifts and regimes. */
  sideHourAt(checkpointId: string, direction: Direction, post: 'first' | 'second', at: Date): SideHour;
}

/** Before now: the warm-up of a queue without a gate, and the slot that is under way. */
export const pastHours = 8;

/** Lanes, minutes and slots of all checkpoints, as far as a forecast looks. A regime, a shift or a closure is in them as soon as it is made. */
export async function readCalendar(db: Database, now: Date): Promise<Calendar> {
  const from = DateTime.fromJSDate(now).minus({ hours: pastHours }).toJSDate();
  const to = DateTime.fromJSDate(now).plus({ hours: horizonHours }).toJSDate();
  const [rules, slots] = await Promise.all([
    readRules(db, now),
    db.slot.findMany({ where: { startsAt: { gte: from, lt: to } }, orderBy: { startsAt: 'asc' } }),
  ]);
  const rulesOf = new Map(rules.map((one) => [one.id, one]));
  const byQueue = new Map<string, CalendarSlot[]>();
  for (const slot of slots as CalendarSlot[]) {
    const key = `${slot.checkpointId}/${slot.direction}`;
    byQueue.set(key, [...(byQueue.get(key) ?? []), slot]);
  }
  return {
    slotsOf: (checkpointId, direction) => byQueue.get(`${checkpointId}/${direction}`) ?? [],
    sideHourAt(checkpointId, direction, post, at) {
      const known = rulesOf.get(checkpointId);
      return known ? sideHourAt(known, direction, sideOfPost(direction, post), at.getTime()) : nothingOpen;
    },
  };
}
