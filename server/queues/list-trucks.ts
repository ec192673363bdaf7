import type { QueueTruck } from '../../shared/contract/queues.ts';
import type { Direction } from '../../shared/words.ts';
import { getCheckpointRow } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { readQueue } from './read-queue.ts';
import { listTruckRows, truckView } from './truck-row.ts';

export interface TrucksQuery extends PageQuery {
  checkpointId: string;
  direction: Direction;
}

/**
 * The trucks of a queue: those under way through the posts, by how long they are there; those that wait, in the order in which they are called;
 * those expected in the next hours, by their slots.
 */
export async function listTrucks(db: Database, now: Date, query: TrucksQuery) {
  const { checkpointId, direction } = query;
  await getCheckpointRow(db, checkpointId);
  const [rows, queue] = await Promise.all([
    listTruckRows(
      db,
      now,
      // By id, from what has an index each: the view alone would look at every booking there ever was.
      Prisma.sql`d.id IN (
        SELECT booking_id FROM passage WHERE checkpoint_id = ${checkpointId} AND direction = ${direction} AND ended_at IS NULL
        UNION
        SELECT b.id FROM slot s JOIN booking b ON b.slot_id = s.id AND b.state = 'confirmed'
        WHERE s.checkpoint_id = ${checkpointId} AND s.direction = ${direction}
          AND s.starts_at > ${now}::timestamptz - interval '2 days' AND s.starts_at < ${now}::timestamptz + interval '6 hours')`,
    ),
    readQueue(db, now, checkpointId, direction),
  ]);
  const trucks = rows.map((row) => truckView(row, queue, now)).sort(byProgress);
  const start = query.cursor === undefined ? 0 : trucks.findIndex(({ bookingId }) => bookingId === query.cursor) + 1;
  if (query.cursor !== undefined && start === 0)
    throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'the queue has moved on: begin anew without a cursor' });
  return page(
    trucks.slice(start, start + query.limit + 1),
    query.limit,
    ({ bookingId }) => bookingId,
    (truck) => truck,
  );
}

const part = ({ state }: QueueTruck) => (state === 'expected' ? 2 : state === 'arrived' ? 1 : 0);

/** Where nobody feeds a queue there are no places, and then nobody waits either. */
const byProgress = (a: QueueTruck, b: QueueTruck) =>
  part(a) - part(b) ||
  (part(a) === 1 ? (a.place?.place ?? 0) - (b.place?.place ?? 0) : 0) ||
  Date.parse(a.since ?? a.slotStartsAt) - Date.parse(b.since ?? b.slotStartsAt);
