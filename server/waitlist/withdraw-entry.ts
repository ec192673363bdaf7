import type { WaitlistEntry } from '../../shared/contract/waitlist.ts';
import type { SlotFeed } from '../corridors/index.ts';
import { type Actor, actorText } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import type { WriteIntent } from '../platform/database/once-per-key.ts';
import { getWaitlistEntry } from './list-waitlist.ts';
import { rethrowWaitlistRefusal } from './waitlist-refusals.ts';

/**
 * Takes a truck off the waitlist; a place that is offered to it goes to the next in the same transaction. Withdrawing what is withdrawn is no error.
 *
 * @throws apiError WAITLIST_ENTRY_NOT_FOUND (also for another organisation's), WAITLIST_ENTRY_NOT_OPEN
 */
export async function withdrawEntry(
  db: Database,
  feed: SlotFeed,
  now: Date,
  intent: WriteIntent,
  { organisationId, actor, entryId }: { organisationId: string; actor: Actor; entryId: string },
): Promise<WaitlistEntry> {
  const before = await getWaitlistEntry(db, organisationId, entryId);
  await db.$queryRaw`
    SELECT withdraw_from_waitlist(
      ${entryId}::uuid, ${organisationId}, ${intent.scope}, ${intent.key}, ${intent.requestHash},
      act_as(${actorText(actor)}, ${now}))::text`.catch(rethrowWaitlistRefusal);
  if (before.offer) feed.changed([before.offer.slot]);
  return getWaitlistEntry(db, organisationId, entryId);
}
