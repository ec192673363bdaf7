import { z } from 'zod';
import type { PlanDecision } from '../../shared/contract/plans.ts';
import type { Database } from '../platform/database/client.ts';
import type { PlanDecision as DecisionRow, Slot as SlotRow } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { planNotFound } from './get-plan.ts';

interface DecisionQuery extends PageQuery {
  planId: string;
  outcome?: PlanDecision['outcome'] | undefined;
}

/**
 * What a plan decided, by application.
 *
 * @param organisationId whose decisions; undefined for those of all
 * @throws apiError PLAN_NOT_FOUND, INVALID_INPUT for a cursor that is no application
 */
export async function listDecisions(db: Database, organisationId: string | undefined, query: DecisionQuery) {
  const plan = await db.plan.findUnique({ where: { id: query.planId } });
  if (!plan) throw planNotFound();
  if (query.cursor !== undefined && !z.uuid().safeParse(query.cursor).success)
    throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  // Decided and not published: whoever saw it now could book around it.
  if (plan.publicationAt !== null && plan.endedAt === null) return { items: [], nextCursor: null };
  const rows = await db.planDecision.findMany({
    where: {
      planId: query.planId,
      ...(query.outcome ? { outcome: query.outcome } : {}),
      ...(organisationId === undefined ? {} : { application: { organisationId } }),
      ...(query.cursor === undefined ? {} : { applicationId: { gt: query.cursor } }),
    },
    orderBy: { applicationId: 'asc' },
    take: query.limit + 1,
    include: { slot: true },
  });
  return page(rows, query.limit, (row) => row.applicationId, decisionView);
}

function decisionView(row: DecisionRow & { slot: SlotRow | null }): PlanDecision {
  return {
    applicationId: row.applicationId,
    lotteryNumber: Number(row.lotteryNumber),
    outcome: row.outcome as PlanDecision['outcome'],
    reason: row.reason as PlanDecision['reason'],
    attempt: row.attempt,
    slot: row.slot && slotOf(row.slot),
    inWindow: row.inWindow,
    cost: { delay: row.delayCost, detour: row.detourCost, ofNoSlot: row.penalty },
    explanation: row.explanation as PlanDecision['explanation'],
  };
}

function slotOf(row: SlotRow): PlanDecision['slot'] {
  return {
    id: row.id,
    checkpointId: row.checkpointId,
    direction: row.direction as 'out' | 'in',
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    places: { total: row.totalPlaces, inspected: row.inspectedPlaces, examined: row.examinedPlaces },
  };
}
