import type { QueueTruck } from '../../shared/contract/queues.ts';
import { getCheckpointRow } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { readQueue } from './read-queue.ts';
import { listTruckRows, truckView } from './truck-row.ts';

/**
 * The truck that a plate at the gate means: its active booking, of a longer way the one of this checkpoint, or else its last one, if that is not older than a day.
 *
 * @throws apiError CHECKPOINT_NOT_FOUND, TRUCK_NOT_FOUND, WRONG_CHECKPOINT
 */
export async function getTruck(db: Database, now: Date, checkpointId: string, plate: string): Promise<QueueTruck> {
  await getCheckpointRow(db, checkpointId);
  const [row] = await listTruckRows(
    db,
    now,
    Prisma.sql`d.id = booking_of_plate(${plate}, ${checkpointId})
      AND (d.state = 'confirmed' OR greatest(d."closedAt", p.last_at, d."endsAt") > ${now}::timestamptz - interval '1 day')`,
  );
  if (!row) throw apiError('TRUCK_NOT_FOUND', { field: 'plate', hint: 'look at the plate again, or scan the pass' });
  if (row.checkpointId !== checkpointId)
    throw apiError('WRONG_CHECKPOINT', { field: 'plate', hint: 'the driver sees on the pass where it is booked' });
  return truckView(row, await readQueue(db, now, checkpointId, row.direction), now);
}
