import { DateTime } from 'luxon';
import { sideOfPost } from '../../shared/gate-steps.ts';
import type { Direction } from '../../shared/words.ts';
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
  /** What a post in the direction of travel has open at an instant. */
  sideHourAt(checkpointId: string, direction: Direction, post: 'first' | 'second', at: Date): SideHour;
}

/** Before now: the warm-up of a queue without a gate, and the slot that is under way. */
export const pastHours = 8;

/** Lanes, minutes and slots of all checkpoints, as far as a forecast looks. A regime or a closure is in them as soon as it is announced. */
export async function readCalendar(db: Database, now: Date): Promise<Calendar> {
  const from = DateTime.fromJSDate(now).minus({ hours: pastHours }).toJSDate();
  const to = DateTime.fromJSDate(now).plus({ hours: horizonHours }).toJSDate();
  const [checkpoints, capacities, slots] = await Promise.all([
    db.checkpoint.findMany({ select: { id: true, kzZone: true, neighbourZone: true } }),
    db.sideCapacity.findMany(),
    db.slot.findMany({ where: { startsAt: { gte: from, lt: to } }, orderBy: { startsAt: 'asc' } }),
  ]);
  const zones = new Map(checkpoints.map((checkpoint) => [checkpoint.id, checkpoint]));
  const hours = new Map(
    capacities.map((row) => [`${row.checkpointId}/${row.direction}/${row.side}/${row.localHour}`, row]),
  );
  const byQueue = new Map<string, CalendarSlot[]>();
  for (const slot of slots as CalendarSlot[]) {
    const key = `${slot.checkpointId}/${slot.direction}`;
    byQueue.set(key, [...(byQueue.get(key) ?? []), slot]);
  }
  return {
    slotsOf: (checkpointId, direction) => byQueue.get(`${checkpointId}/${direction}`) ?? [],
    sideHourAt(checkpointId, direction, post, at) {
      const side = sideOfPost(direction, post);
      const checkpoint = zones.get(checkpointId);
      const zone = side === 'kz' ? checkpoint?.kzZone : checkpoint?.neighbourZone;
      const { hour } = DateTime.fromJSDate(at, { zone: zone ?? 'utc' });
      return toSideHour(hours.get(`${checkpointId}/${direction}/${side}/${hour}`) ?? nothingOpen);
    },
  };
}

const toSideHour = (row: SideHour): SideHour => ({
  lanes: row.lanes,
  scanners: row.scanners,
  bays: row.bays,
  documentMinutes: row.documentMinutes,
  scanMinutes: row.scanMinutes,
  examinationMinutes: row.examinationMinutes,
  scanShare: row.scanShare,
  examinationShare: row.examinationShare,
});
