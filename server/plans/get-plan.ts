import { z } from 'zod';
import type { Plan } from '../../shared/contract/plans.ts';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { planView } from './plan-view.ts';

/** @throws apiError PLAN_NOT_FOUND */
export async function getPlan(db: Database, planId: string): Promise<Plan> {
  const row = await db.plan.findUnique({ where: { id: planId } });
  if (!row) throw planNotFound();
  return planView(row);
}

/** Rounds, newest first. @throws apiError INVALID_INPUT for a cursor that no page gave */
export async function listPlans(db: Database, query: PageQuery) {
  const after = query.cursor === undefined ? undefined : await getCursorRow(db, query.cursor);
  const rows = await db.plan.findMany({
    where: after
      ? { madeAt: { lte: after.madeAt }, OR: [{ madeAt: { lt: after.madeAt } }, { id: { lt: after.id } }] }
      : {},
    orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
    take: query.limit + 1,
  });
  return page(rows, query.limit, (row) => row.id, planView);
}

async function getCursorRow(db: Database, cursor: string) {
  const row = z.uuid().safeParse(cursor).success ? await db.plan.findUnique({ where: { id: cursor } }) : null;
  if (!row) throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  return row;
}

export const planNotFound = () =>
  apiError('PLAN_NOT_FOUND', { field: 'planId', hint: 'GET /api/plans lists the rounds' });
