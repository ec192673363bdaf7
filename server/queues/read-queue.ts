import type { Place, QueueStatus } from '../../shared/contract/queues.ts';
import type { Direction } from '../../shared/words.ts';
import { callPaceOf, findPlace, paceOf, type VehicleClass, type WaitingTruck } from '../planning/call-forward.ts';
import type { Database } from '../platform/database/client.ts';
import type { QueueRule } from '../platform/database/generated/client.ts';

/** Everything that the rule of call-forward asks about one queue. */
export interface Queue {
  rule: QueueRule;
  status: QueueStatus;
  /** What is told. */
  perHour: number;
  /** What is called by. */
  callPerHour: number;
  waiting: WaitingTruck[];
  /** Starts of the slots of confirmed trucks of the next day that have not come, in milliseconds. */
  expectedSlotsMs: number[];
}

interface WaitingRow {
  id: string;
  servedAt: Date;
  late: boolean;
  class: VehicleClass;
  arrivedAt: Date;
  blocked: boolean;
}

export async function readQueue(db: Database, now: Date, checkpointId: string, direction: Direction): Promise<Queue> {
  const [rule, [row], waiting, expected] = await Promise.all([
    db.queueRule.findUniqueOrThrow({ where: { checkpointId } }),
    db.$queryRaw<{ status: QueueStatus; openAnHourAgo: boolean }[]>`
      SELECT show_queue_status(q) AS status, EXISTS (
        SELECT FROM slot s WHERE s.checkpoint_id = q.checkpoint_id AND s.direction = q.direction AND s.closed_because IS NULL
          AND s.starts_at > ${now}::timestamptz - interval '1 day' AND s.starts_at <= ${now}::timestamptz - interval '1 hour'
          AND s.ends_at > ${now}::timestamptz - interval '1 hour') AS "openAnHourAgo"
      FROM queue_status q WHERE q.checkpoint_id = ${checkpointId} AND q.direction = ${direction}`,
    db.$queryRaw<WaitingRow[]>`
      SELECT p.booking_id AS id, p.served_at AS "servedAt", p.punctuality = 'late' AS late, p.class, p.arrived_at AS "arrivedAt",
        coalesce(last.channel = 'blocked' AND is_screened_now(last, in_force.versions, ${now}), false) AS blocked
      FROM passage p JOIN booking b ON b.id = p.booking_id CROSS JOIN LATERAL latest_screening(b.application_id) last
      CROSS JOIN (SELECT lists_in_force(${now}) AS versions) in_force
      WHERE p.checkpoint_id = ${checkpointId} AND p.direction = ${direction} AND p.state = 'arrived' AND p.ended_at IS NULL`,
    db.$queryRaw<{ startsAt: Date }[]>`
      SELECT s.starts_at AS "startsAt" FROM slot s JOIN booking b ON b.slot_id = s.id AND b.state = 'confirmed'
      LEFT JOIN passage p ON p.booking_id = b.id
      WHERE s.checkpoint_id = ${checkpointId} AND s.direction = ${direction} AND coalesce(p.state, 'expected') = 'expected'
        AND s.starts_at > ${now}::timestamptz - interval '2 days' AND s.starts_at < ${now}::timestamptz + interval '1 day'`,
  ]);
  const { status, openAnHourAgo } = row!;
  const trucks = waiting.map((truck) => ({
    id: truck.id,
    class: truck.class,
    late: truck.late,
    arrivedAtMs: truck.arrivedAt.getTime(),
    servedAtMs: truck.servedAt.getTime(),
    // Its call would be refused, again and again, and nobody behind it called.
    callableFromMs: truck.blocked ? Number.POSITIVE_INFINITY : truck.servedAt.getTime() - rule.earlyMinutes * 60_000,
  }));
  const pace = { scheduledPerHour: status.scheduledPerHour, clearedLastHour: status.clearedLastHour ?? 0 };
  return {
    rule,
    status,
    perHour: paceOf({ ...pace, readyMinutes: openAnHourAgo ? longestReady(trucks, now) : 0 }),
    callPerHour: callPaceOf(pace),
    waiting: trucks,
    expectedSlotsMs: expected.map(({ startsAt }) => startsAt.getTime()),
  };
}

/** Minutes for which somebody has waited who could be called: who is early does not show that the posts are behind. */
function longestReady(waiting: readonly WaitingTruck[], now: Date): number {
  const readySince = waiting.map(({ arrivedAtMs, callableFromMs }) => Math.max(arrivedAtMs, callableFromMs));
  return Math.max(0, now.getTime() - Math.min(...readySince, now.getTime())) / 60_000;
}

/** The place of a truck that waits, or that would come now; null where nobody feeds the queue. */
export function placeIn(queue: Queue, truck: WaitingTruck): Place | null {
  if (queue.status.source === null) return null;
  const { perHour } = queue;
  // Nobody waits for a truck that is not called.
  const called = queue.waiting.filter(({ callableFromMs }) => Number.isFinite(callableFromMs));
  const place = findPlace(truck, called, queue.expectedSlotsMs);
  return { ...place, perHour, waitMinutes: perHour > 0 ? Math.round((place.place / perHour) * 60) : null };
}
