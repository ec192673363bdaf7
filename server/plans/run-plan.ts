import type { ErrorCode } from '../../shared/errors.ts';
import type { Database } from '../platform/database/client.ts';
import type { Plan as PlanRow } from '../platform/database/generated/client.ts';
import { applyPlan } from './apply-plan.ts';
import { loadRound } from './load-round.ts';
import { engine, type PlanRunParts } from './plan-parts.ts';
import type { RoundResult, RoundTask } from './round.ts';
import { watchRun } from './watch-run.ts';

/**
 * Runs a round to its end: loads it, plans it on a thread, claims what it decided, publishes it. Safe to repeat from any point: until its decisions
 * are written, in one statement, a killed round has left nothing and is planned anew; after that they are claimed from where it stopped.
 *
 * One whose hour to be planned or published has not come is left as it is.
 *
 * @param stopping ends the work of this process; the error it throws then is for the job to be handed on
 */
export async function runPlan(parts: PlanRunParts, planId: string, stopping: AbortSignal): Promise<void> {
  const plan = await takeUp(parts, planId);
  if (plan === undefined || plan.state === 'queued') return;
  if (plan.state === 'running') await computePlan(parts, plan, stopping);
  if (isPast(plan.publicationAt, parts.clock.now())) await applyPlan(parts, planId, stopping);
}

/** A round of the schedule waits for its hours as a row; wakePlans() comes back to it every ten seconds. */
const isPast = (at: Date | null, now: Date) => at === null || at <= now;

/** @returns the plan as it is to be gone on with; still queued where its hour has not come, undefined where it is unknown */
async function takeUp({ db, clock, planFeed }: PlanRunParts, planId: string): Promise<PlanRow | undefined> {
  const now = clock.now();
  const taken = await db.$executeRaw`
    UPDATE plan SET
      state = CASE WHEN cancel_requested THEN 'cancelled' ELSE 'running' END,
      ended_at = CASE WHEN cancel_requested THEN ${now}::timestamptz END,
      started_at = coalesce(started_at, ${now}),
      seq = nextval('live_seq')
    WHERE id = ${planId}::uuid AND (state = 'running' OR state = 'queued' AND (planning_at IS NULL OR planning_at <= ${now}))`;
  if (taken > 0) await planFeed.changed(planId);
  return (await db.plan.findUnique({ where: { id: planId } })) ?? undefined;
}

async function computePlan(parts: PlanRunParts, plan: PlanRow, stopping: AbortSignal): Promise<void> {
  const { db, clock, threads, log } = parts;
  const run = watchRun(parts, plan.id, stopping);
  try {
    const startedAt = clock.now();
    const task = await loadRound(db, plan, startedAt, 'open');
    const result = await threads.run<RoundTask, RoundResult>(engine, task, {
      name: 'planRound',
      signal: run.signal,
      onProgress: run.report,
    });
    await writeDecisions(db, plan.id, result, (clock.now().getTime() - startedAt.getTime()) / 1000);
  } catch (error) {
    if (stopping.aborted) throw error;
    if (!run.signal.aborted) {
      log.error({ err: error, planId: plan.id }, 'plan failed');
      // What broke is for the log: everyone may read a plan, and messages name tables and hosts.
      await endRun(parts, plan.id, 'failed', 'INTERNAL');
    }
  } finally {
    await run.end();
  }
  await endRun(parts, plan.id, 'cancelled', null);
}

/** From running to applying with all decisions, or not at all: a round that was cancelled meanwhile keeps none. */
async function writeDecisions(db: Database, planId: string, result: RoundResult, computeSeconds: number) {
  await db.$executeRaw`
    WITH decided AS (
      UPDATE plan SET
        state = 'applying', requests = ${result.requests}, lower_bound = ${result.lowerBound}::bigint,
        planned_objective = ${result.objective}::bigint, price_of_fairness = ${result.priceOfFairness}::float,
        compute_seconds = ${computeSeconds}, progress = 0.5, seq = nextval('live_seq')
      WHERE id = ${planId}::uuid AND state = 'running' AND NOT cancel_requested
      RETURNING id
    )
    INSERT INTO plan_decision (
      plan_id, application_id, lottery_number, outcome, reason, slot_id, delay_cost, detour_cost, penalty, in_window, explanation)
    SELECT decided.id, d."applicationId", d."lotteryNumber", CASE WHEN d."slotId" IS NULL THEN 'unplaced' ELSE 'pending' END, d.reason, d."slotId",
      d."delayCost", d."detourCost", d.penalty, d."inWindow", d.explanation
    FROM decided, jsonb_to_recordset(${result.decisions}::jsonb) AS d(
      "applicationId" uuid, "lotteryNumber" bigint, reason text, "slotId" integer, "delayCost" integer, "detourCost" integer, penalty integer,
      "inWindow" boolean, explanation jsonb)`;
}

/** Ends a round that is still running: as failed, or as cancelled where that was asked for. */
async function endRun(
  { db, clock, planFeed }: PlanRunParts,
  planId: string,
  state: 'failed' | 'cancelled',
  failure: ErrorCode | null,
) {
  const ended = await db.$executeRaw`
    UPDATE plan SET state = ${state}, failure = ${failure}, ended_at = ${clock.now()}, seq = nextval('live_seq')
    WHERE id = ${planId}::uuid AND state = 'running' AND (cancel_requested OR ${state} = 'failed')`;
  if (ended > 0) await planFeed.changed(planId);
}
