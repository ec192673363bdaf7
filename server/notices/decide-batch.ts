import type { NoticeBatch } from '../../shared/contract/notices.ts';
import { type Actor, actAs } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import { oncePerKey, type WriteIntent } from '../platform/database/once-per-key.ts';
import { findRefusal } from '../platform/database/refusal.ts';
import { apiError } from '../platform/http/errors.ts';
import { getBatch } from './list-batches.ts';

/**
 * Lets a batch of notices go out, with the next round of the job, or drops it for good.
 *
 * @throws apiError NOTICE_BATCH_NOT_FOUND; NOTICE_BATCH_DECIDED where another planner was first
 */
export async function decideBatch(
  db: Database,
  now: Date,
  actor: Actor,
  intent: WriteIntent,
  batchId: string,
  state: 'released' | 'discarded',
): Promise<NoticeBatch> {
  try {
    await oncePerKey(db, intent, now, async (transaction) => {
      await actAs(transaction, actor, now);
      await transaction.$queryRaw`SELECT decide_notice_batch(${batchId}::uuid, ${state}, ${actor.id}, ${now})::text`;
      return state;
    });
  } catch (error) {
    const refusal = findRefusal(error);
    if (refusal?.kind !== 'rule') throw error;
    if (refusal.code === 'NOTICE_BATCH_DECIDED')
      throw apiError(refusal.code, { field: 'batchId', hint: 'read it again: it says who decided, and what' });
    if (refusal.code === 'NOTICE_BATCH_NOT_FOUND')
      throw apiError(refusal.code, { field: 'batchId', hint: 'GET /api/notice-batches lists them' });
    throw error;
  }
  return getBatch(db, batchId);
}
