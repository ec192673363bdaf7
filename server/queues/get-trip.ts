import type { Trip } from '../../shared/contract/trips.ts';
import { getCheckpointRow } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';
import type { Signer } from '../platform/signatures.ts';
import { signPass } from './passes.ts';
import { readQueue } from './read-queue.ts';
import { openLink } from './trip-links.ts';
import { listTruckRows, passageView } from './truck-row.ts';

/** All that a driver's page shows. The link is the only secret: who has it, has the page. @throws apiError LINK_INVALID, LINK_EXPIRED */
export async function getTrip(db: Database, signer: Signer, now: Date, token: string): Promise<Trip> {
  const { bookingId, expiresAt } = await openLink(db, signer, now, token);
  const [row] = await listTruckRows(db, now, Prisma.sql`d.id = ${bookingId}::uuid`);
  if (!row) throw apiError('LINK_INVALID', { field: 'token' });
  const [checkpoint, queue] = await Promise.all([
    getCheckpointRow(db, row.checkpointId),
    readQueue(db, now, row.checkpointId, row.direction),
  ]);
  const passage = passageView(row, queue, now);
  const { id, kzPostName, neighbourPostName, neighbour, lat, lon, kzZone, neighbourZone } = checkpoint;
  return {
    asOf: now.toISOString(),
    bookingId,
    bookingState: row.bookingState,
    plate: row.plate,
    checkpoint: { id, kzPostName, neighbourPostName, neighbour, lat, lon, kzZone, neighbourZone },
    passage,
    status: queue.status,
    arriveFrom: row.arriveFrom.toISOString(),
    arriveUntil: row.arriveUntil.toISOString(),
    linkExpiresAt: expiresAt.toISOString(),
    pass: passage.noShowAt !== null && row.noShowAt > now ? await signPass(signer, row) : null,
  };
}
