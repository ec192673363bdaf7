import type { Passage, QueueTruck } from '../../shared/contract/queues.ts';
import type { Direction } from '../../shared/words.ts';
import type { Database } from '../platform/database/client.ts';
import type { Prisma } from '../platform/database/generated/client.ts';
import { placeIn, type Queue } from './read-queue.ts';

/** A booked truck with its passage, if it has one, and its window to arrive, while it has not. */
export interface TruckRow {
  bookingId: string;
  bookingState: string;
  organisationId: string;
  organisationName: string;
  plate: string;
  vehicleCountry: string;
  driverName: string | null;
  checkpointId: string;
  direction: Direction;
  startsAt: Date;
  endsAt: Date;
  class: Passage['class'];
  channel: Passage['channel'];
  seq: bigint;
  state: Passage['state'];
  post: Passage['post'];
  since: Date | null;
  lastEventId: string | null;
  source: Passage['source'];
  punctuality: Passage['punctuality'];
  servedAt: Date;
  arrivedAt: Date | null;
  calledAt: Date | null;
  atPostAt: Date | null;
  clearedAt: Date | null;
  arriveFrom: Date;
  arriveUntil: Date;
  noShowAt: Date;
}

/** @param where on the views d (booking_details) and p (passage, may be missing) */
export function listTruckRows(db: Database, now: Date, where: Prisma.Sql): Promise<TruckRow[]> {
  return db.$queryRaw<TruckRow[]>`
    SELECT d.id AS "bookingId", d.state AS "bookingState", d."organisationId", d."organisationName", d.plate, d."vehicleCountry",
      d."driverName", d."checkpointId", d.direction, d."startsAt", d."endsAt", d.class, coalesce(p.channel, d.channel) AS channel,
      coalesce(p.seq, d.seq) AS seq, coalesce(p.state, CASE WHEN d.state IN ('cancelled', 'expired') THEN 'cancelled' ELSE 'expected' END) AS state,
      p.post, p.since, p.last_event_id AS "lastEventId", p.source, p.punctuality, coalesce(p.served_at, d."startsAt") AS "servedAt",
      p.arrived_at AS "arrivedAt", p.called_at AS "calledAt", p.at_post_at AS "atPostAt", p.cleared_at AS "clearedAt",
      frame.arrive_from AS "arriveFrom", frame.arrive_until AS "arriveUntil", frame.no_show_at AS "noShowAt"
    FROM booking_details d
    JOIN slot s ON s.id = d."slotId"
    LEFT JOIN passage p ON p.booking_id = d.id
    CROSS JOIN LATERAL window_of_slot(s, ${now}) AS frame
    WHERE ${where}
    ORDER BY d."startsAt", d.id`;
}

export function passageView(row: TruckRow, queue: Queue, now: Date): Passage {
  const mayArrive = row.state === 'expected' && row.bookingState === 'confirmed';
  return {
    bookingId: row.bookingId,
    checkpointId: row.checkpointId,
    direction: row.direction,
    state: row.state,
    post: row.post,
    seq: Number(row.seq),
    asOf: now.toISOString(),
    source: row.source,
    since: instant(row.since),
    slotStartsAt: row.startsAt.toISOString(),
    slotEndsAt: row.endsAt.toISOString(),
    class: row.class,
    channel: row.channel,
    punctuality: row.punctuality,
    arrivedAt: instant(row.arrivedAt),
    calledAt: instant(row.calledAt),
    atPostAt: instant(row.atPostAt),
    clearedAt: instant(row.clearedAt),
    noShowAt: mayArrive ? row.noShowAt.toISOString() : null,
    place: mayArrive || row.state === 'arrived' ? placeIn(queue, waitingTruck(row, queue, now)) : null,
  };
}

export function truckView(row: TruckRow, queue: Queue, now: Date): QueueTruck {
  return {
    ...passageView(row, queue, now),
    plate: row.plate,
    vehicleCountry: row.vehicleCountry,
    driverName: row.driverName,
    organisationName: row.organisationName,
    lastEventId: row.lastEventId,
  };
}

/** One that has not come stands where it would if it came now. */
function waitingTruck(row: TruckRow, queue: Queue, now: Date) {
  return {
    id: row.bookingId,
    class: row.class,
    late: row.punctuality === 'late',
    servedAtMs: row.servedAt.getTime(),
    arrivedAtMs: (row.arrivedAt ?? now).getTime(),
    callableFromMs: row.servedAt.getTime() - queue.rule.earlyMinutes * 60_000,
  };
}

const instant = (at: Date | null) => at?.toISOString() ?? null;
