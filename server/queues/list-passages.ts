import type { Passage } from '../../shared/contract/queues.ts';
import type { Direction } from '../../shared/words.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';
import { type Queue, readQueue } from './read-queue.ts';
import { listTruckRows, passageView } from './truck-row.ts';

/** Passages of those of these bookings that are at the checkpoint, with their places. */
export async function listPassages(
  db: Database,
  now: Date,
  { checkpointId, bookingIds }: { checkpointId: string; bookingIds: readonly string[] },
): Promise<Passage[]> {
  const rows = await listTruckRows(
    db,
    now,
    Prisma.sql`d.id = ANY(${[...bookingIds]}::uuid[]) AND d."checkpointId" = ${checkpointId}`,
  );
  const queues = new Map<Direction, Queue>();
  for (const { direction } of rows)
    if (!queues.has(direction)) queues.set(direction, await readQueue(db, now, checkpointId, direction));
  return rows.map((row) => passageView(row, queues.get(row.direction)!, now));
}
