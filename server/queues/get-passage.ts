import type { Passage } from '../../shared/contract/queues.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { readQueue } from './read-queue.ts';
import { listTruckRows, passageView, type TruckRow } from './truck-row.ts';

/** Where a truck of this organisation is. @throws apiError BOOKING_NOT_FOUND, also for another organisation's */
export async function getPassage(db: Database, now: Date, organisationId: string, bookingId: string): Promise<Passage> {
  const row = await getOwnTruck(db, now, organisationId, bookingId);
  return passageView(row, await readQueue(db, now, row.checkpointId, row.direction), now);
}

export async function getOwnTruck(
  db: Database,
  now: Date,
  organisationId: string,
  bookingId: string,
): Promise<TruckRow> {
  const [row] = await listTruckRows(
    db,
    now,
    Prisma.sql`d.id = ${bookingId}::uuid AND d."organisationId" = ${organisationId}`,
  );
  if (!row)
    throw apiError('BOOKING_NOT_FOUND', {
      field: 'bookingId',
      hint: 'GET /api/bookings lists those of your organisation',
    });
  return row;
}
