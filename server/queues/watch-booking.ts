import type { Passage } from '../../shared/contract/queues.ts';
import type { BookingTopic } from '../../shared/live.ts';
import type { Caller } from '../accounts/index.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';
import type { Signer } from '../platform/signatures.ts';
import { listPassages } from './list-passages.ts';
import { openLink } from './trip-links.ts';
import { listTruckRows, type TruckRow } from './truck-row.ts';

/**
 * Says whether somebody may watch a booking: its organisation, an officer of its checkpoint, and who has its driver's link. A booking that does
 * not exist is refused like one of others, so that ids tell nothing.
 *
 * @throws apiError NOT_ALLOWED, LINK_INVALID, LINK_EXPIRED
 */
export async function assertMayWatch(
  db: Database,
  signer: Signer,
  now: Date,
  { bookingId, token }: BookingTopic,
  findCaller: () => Promise<Caller>,
): Promise<void> {
  if (token !== undefined) {
    const opened = await openLink(db, signer, now, token);
    if (opened.bookingId !== bookingId) throw apiError('NOT_ALLOWED', { hint: 'this link is for another booking' });
    return;
  }
  const [row] = await listTruckRows(db, now, Prisma.sql`d.id = ${bookingId}::uuid`);
  if (!row || !isOwn(row, await findCaller())) throw apiError('NOT_ALLOWED');
}

function isOwn(row: TruckRow, { role, organisation, checkpointIds }: Caller): boolean {
  if (role === 'dispatcher') return organisation?.id === row.organisationId;
  return role === 'officer' && checkpointIds.includes(row.checkpointId);
}

/** What a watcher of a booking gets with the answer. @returns undefined where the booking is gone */
export async function findWatched(db: Database, now: Date, bookingId: string): Promise<Passage | undefined> {
  const [row] = await listTruckRows(db, now, Prisma.sql`d.id = ${bookingId}::uuid`);
  if (!row) return undefined;
  const [passage] = await listPassages(db, now, { checkpointId: row.checkpointId, bookingIds: [bookingId] });
  return passage;
}
