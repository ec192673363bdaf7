import type { Passage } from '../../shared/contract/queues.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';
import { type Queue, readQueue } from './read-queue.ts';
import { listTruckRows, passageView, type TruckRow } from './truck-row.ts';

interface Asked {
  /** Only those that are at this one; default: wherever they are. */
  checkpointId?: string;
  bookingIds: readonly string[];
}

/** Passages of these bookings, with their places. */
export async function listPassages(db: Database, now: Date, { checkpointId, bookingIds }: Asked): Promise<Passage[]> {
  const there = checkpointId === undefined ? Prisma.empty : Prisma.sql`AND d."checkpointId" = ${checkpointId}`;
  const rows = await listTruckRows(db, now, Prisma.sql`d.id = ANY(${[...bookingIds]}::uuid[]) ${there}`);
  const queues = new Map<string, Queue>();
  for (const row of rows)
    if (!queues.has(keyOf(row))) queues.set(keyOf(row), await readQueue(db, now, row.checkpointId, row.direction));
  return rows.map((row) => passageView(row, queues.get(keyOf(row))!, now));
}

const keyOf = ({ checkpointId, direction }: TruckRow) => `${checkpointId} ${direction}`;
