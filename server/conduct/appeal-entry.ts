import type { ConductEntry } from '../../shared/contract/conduct.ts';
import { type Actor, actorText } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import type { WriteIntent } from '../platform/database/once-per-key.ts';
import { rethrowConductRefusal } from './conduct-refusals.ts';
import { getEntry } from './list-entries.ts';

/**
 * A carrier says why an entry should not count: once, within the days of the rule. It counts until a planner decides, unless what has come to light since
 * excuses it: then it is excused at once.
 *
 * @throws apiError CONDUCT_ENTRY_NOT_FOUND (also for another organisation's), APPEAL_NOT_POSSIBLE
 */
export async function appealEntry(
  db: Database,
  now: Date,
  intent: WriteIntent,
  { organisationId, actor, entryId, reason }: { organisationId: string; actor: Actor; entryId: string; reason: string },
): Promise<ConductEntry> {
  await db.$queryRaw`
    SELECT appeal_conduct(
      ${entryId}::uuid, ${organisationId}, ${actor.id}, ${reason}, ${intent.scope}, ${intent.key}, ${intent.requestHash},
      act_as(${actorText(actor)}, ${now}, ${reason}))::text`.catch(rethrowConductRefusal);
  return getEntry(db, now, organisationId, entryId);
}
