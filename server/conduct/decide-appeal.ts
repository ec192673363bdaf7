import type { ConductEntry } from '../../shared/contract/conduct.ts';
import { type Actor, actorText } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import type { WriteIntent } from '../platform/database/once-per-key.ts';
import { rethrowConductRefusal } from './conduct-refusals.ts';
import { getEntry } from './list-entries.ts';

/**
 * A planner grants an appeal (waived) or refuses it (upheld), with the reason.
 *
 * @throws apiError CONDUCT_ENTRY_NOT_FOUND, APPEAL_NOT_POSSIBLE where none is open
 */
export async function decideAppeal(
  db: Database,
  now: Date,
  intent: WriteIntent,
  { actor, entryId, state, reason }: { actor: Actor; entryId: string; state: 'waived' | 'upheld'; reason: string },
): Promise<ConductEntry> {
  await db.$queryRaw`
    SELECT decide_appeal(
      ${entryId}::uuid, ${state}, ${actor.id}, ${reason}, ${intent.scope}, ${intent.key}, ${intent.requestHash},
      act_as(${actorText(actor)}, ${now}, ${reason}))::text`.catch(rethrowConductRefusal);
  return getEntry(db, now, undefined, entryId);
}
