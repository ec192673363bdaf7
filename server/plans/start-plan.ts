import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import type { Plan } from '../../shared/contract/plans.ts';
import type { Database } from '../platform/database/client.ts';
import type { Prisma } from '../platform/database/generated/client.ts';
import { oncePerKey, type WriteIntent } from '../platform/database/once-per-key.ts';
import { findRefusal } from '../platform/database/refusal.ts';
import { apiError } from '../platform/http/errors.ts';
import type { JobQueue } from '../platform/jobs.ts';
import { getPlan } from './get-plan.ts';
import type { PlanFeed } from './plan-feed.ts';

export interface PlanTask {
  planId: string;
}

export interface PlanStartParts {
  db: Database;
  planQueue: JobQueue<PlanTask>;
  planFeed: PlanFeed;
}

/** A week ahead is what carriers plan for; the eighth day is the window of the last of them. */
const horizonDays = 8;

interface StartInput {
  from?: string | undefined;
  to?: string | undefined;
}

/**
 * Starts a round for a planner. Its seed is drawn here and published with it, so that nobody can pick it. The round is a row before it is a job:
 * killed in between, {@link wakePlans} finds it.
 *
 * @throws apiError INVALID_INPUT for a horizon that is over or reversed, PLAN_UNDER_WAY
 */
export async function startPlan(
  { db, planQueue, planFeed }: PlanStartParts,
  now: Date,
  madeBy: string,
  intent: WriteIntent,
  input: StartInput,
): Promise<Plan> {
  const horizon = readHorizon(now, input);
  const planId = await oncePerKey(db, intent, now, async (transaction) => {
    const id = randomUUID();
    await insertPlan(transaction, now, { id, madeBy, ...horizon });
    return id;
  }).catch((error) => Promise.reject(toPlanUnderWay(error)));
  await planQueue.add(planId, { planId });
  await planFeed.changed(planId);
  return getPlan(db, planId);
}

/** Starts a round at once, without waiting for a closing, where any application is open. @returns its id; undefined where there is nothing to do or one is under way */
export async function startScheduledPlan(
  { db, planQueue, planFeed }: PlanStartParts,
  now: Date,
): Promise<string | undefined> {
  const horizon = readHorizon(now, {});
  const open = await db.application.findFirst({
    where: { state: 'open', latestAt: { gt: now }, earliestAt: { lt: horizon.to } },
    select: { id: true },
  });
  if (!open) return undefined;
  const id = randomUUID();
  try {
    await insertPlan(db, now, { id, madeBy: null, ...horizon });
  } catch (error) {
    if (isUnderWay(error)) return undefined;
    throw error;
  }
  await planQueue.add(id, { planId: id });
  await planFeed.changed(id);
  return id;
}

function readHorizon(now: Date, input: StartInput) {
  const from = input.from ? new Date(input.from) : now;
  const to = input.to ? new Date(input.to) : DateTime.fromJSDate(from).plus({ days: horizonDays }).toJSDate();
  if (to <= from) throw apiError('INVALID_INPUT', { field: 'to', hint: 'to must be later than from' });
  if (to <= now) throw apiError('INVALID_INPUT', { field: 'to', hint: 'this time has passed' });
  return { from, to };
}

async function insertPlan(
  db: Prisma.TransactionClient,
  now: Date,
  plan: { id: string; madeBy: string | null; from: Date; to: Date },
) {
  await db.$executeRaw`
    INSERT INTO plan (id, state, horizon_from, horizon_to, seed, made_by, made_at, fairness_strength, seq)
    SELECT ${plan.id}::uuid, 'queued', ${plan.from}, ${plan.to}, ${randomUUID()}, ${plan.madeBy}, ${now}, fairness_strength, nextval('live_seq')
    FROM round_schedule`;
}

function isUnderWay(error: unknown): boolean {
  const refusal = findRefusal(error);
  return refusal?.kind === 'unique' && refusal.index === 'plan_under_way';
}

const toPlanUnderWay = (error: unknown) =>
  isUnderWay(error)
    ? apiError('PLAN_UNDER_WAY', { hint: 'wait until it is published, or cancel it; GET /api/plans shows it' })
    : error;
