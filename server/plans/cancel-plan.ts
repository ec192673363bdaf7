import type { Plan } from '../../shared/contract/plans.ts';
import type { Database } from '../platform/database/client.ts';
import { oncePerKey, type WriteIntent } from '../platform/database/once-per-key.ts';
import { apiError } from '../platform/http/errors.ts';
import { getPlan, planNotFound } from './get-plan.ts';
import type { PlanFeed } from './plan-feed.ts';

/**
 * Cancels a round that has not begun to claim slots: one that waits at once, one that runs within a second. Once this has answered, the round
 * books nothing. Cancelling what is cancelled is no error.
 *
 * @throws apiError PLAN_NOT_FOUND, PLAN_NOT_CANCELLABLE
 */
export async function cancelPlan(
  db: Database,
  planFeed: PlanFeed,
  now: Date,
  intent: WriteIntent,
  planId: string,
): Promise<Plan> {
  await oncePerKey(db, intent, now, async (transaction) => {
    const cancelled = await transaction.$executeRaw`
      UPDATE plan SET
        cancel_requested = true,
        state = CASE state WHEN 'queued' THEN 'cancelled' ELSE state END,
        ended_at = CASE state WHEN 'queued' THEN ${now} ELSE ended_at END,
        seq = nextval('live_seq')
      WHERE id = ${planId}::uuid AND state IN ('queued', 'running')`;
    if (cancelled > 0) return planId;
    const row = await transaction.plan.findUnique({ where: { id: planId } });
    if (!row) throw planNotFound();
    if (row.state !== 'cancelled')
      throw apiError('PLAN_NOT_CANCELLABLE', { field: 'planId', hint: `it is ${row.state}` });
    return planId;
  });
  await planFeed.changed(planId);
  return getPlan(db, planId);
}
