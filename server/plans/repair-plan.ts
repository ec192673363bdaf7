import type { Plan as PlanRow } from '../platform/database/generated/client.ts';
import { loadRound } from './load-round.ts';
import { engine, type PlanRunParts } from './plan-parts.ts';
import type { RoundResult, RoundTask } from './round.ts';

/**
 * The plan and so many repairs, each against the places and quotas as they are then. Of 26,000 trucks 100 were refused by the first, 6 by the second;
 * the last of a carrier that wants many trucks in one hour took the fifth.
 */
const attemptsMax = 10;

/**
 * Plans those again whom the claim refused: others took the place meanwhile, or the carrier has its quota of that slot, which crosses the counts
 * and is no part of the engine's problem (decision 10). Against the places and quotas of this moment.
 *
 * @returns whether there is anything new to claim
 */
export async function repairPlan(parts: PlanRunParts, planId: string, stopping: AbortSignal): Promise<boolean> {
  const { db } = parts;
  const plan = await db.plan.findUniqueOrThrow({ where: { id: planId } });
  const [last] = await db.$queryRaw<{ attempt: number | null }[]>`
    SELECT max(attempt) AS attempt FROM plan_decision WHERE plan_id = ${planId}::uuid AND outcome = 'refused'`;
  const attempt = (last?.attempt ?? attemptsMax) + 1;
  if (plan.state !== 'applying' || attempt > attemptsMax) return false;

  const decisions = await planAgain(parts, plan, stopping);
  if (decisions === undefined) return false;
  // Who has no slot now stays refused: its reason is the first one, and the next attempt may find what others leave.
  const [row] = await db.$queryRaw<{ pending: number }[]>`
    WITH replanned AS (
      UPDATE plan_decision p SET
        attempt = ${attempt}::int, outcome = CASE WHEN d."slotId" IS NULL THEN 'refused' ELSE 'pending' END,
        slot_id = coalesce(d."slotId", p.slot_id), delay_cost = d."delayCost", detour_cost = d."detourCost", in_window = d."inWindow",
        explanation = d.explanation
      FROM jsonb_to_recordset(${decisions}::jsonb) AS d(
        "applicationId" uuid, "slotId" integer, "delayCost" integer, "detourCost" integer, "inWindow" boolean, explanation jsonb)
      WHERE p.plan_id = ${planId}::uuid AND p.application_id = d."applicationId" AND p.outcome = 'refused'
      RETURNING p.outcome
    )
    SELECT count(*) FILTER (WHERE outcome = 'pending')::int AS pending FROM replanned`;
  return row!.pending > 0;
}

/** @returns undefined where the engine fails: the plan is then published with what it has, rather than never, with no other round beside it */
async function planAgain(
  { db, clock, threads, log }: PlanRunParts,
  plan: PlanRow,
  stopping: AbortSignal,
): Promise<string | undefined> {
  const task = await loadRound(db, plan, clock.now(), 'refused');
  try {
    // Without fairness: a few trucks cannot say how even a round is.
    const options = { name: 'planRound', signal: stopping };
    return (await threads.run<RoundTask, RoundResult>(engine, { ...task, fairnessStrength: 0 }, options)).decisions;
  } catch (error) {
    if (stopping.aborted) throw error;
    log.error({ err: error, planId: plan.id }, 'plan repair failed');
    return undefined;
  }
}
