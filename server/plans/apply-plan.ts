import { rescreenAll } from '../compliance/index.ts';
import type { ChangedSlot } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import type { PlanRunParts } from './plan-parts.ts';
import { repairPlan } from './repair-plan.ts';
import { saveFairness } from './save-fairness.ts';

/** Claims in one transaction: their slots are locked for as long as it takes, some 60 ms. */
const claimsPerChunk = 200;
/** Claimed before applying begins is half of the way; see watch-run.ts. */
const shareBefore = 0.5;
/** At most one message a second for the screens. */
const messageIntervalMs = 1000;

/**
 * Claims the slots of a plan's decisions chunk by chunk, plans those again whom the claim refused, and publishes the plan. All that it knows stands in
 * the rows, so that another process goes on where this one was killed. Does nothing for a plan that is not being applied.
 */
export async function applyPlan(parts: PlanRunParts, planId: string, stopping: AbortSignal): Promise<void> {
  const { db, clock, planFeed } = parts;
  do await claimAll(parts, planId, stopping);
  while (await repairPlan(parts, planId, stopping));
  await saveFairness(parts, planId, stopping);
  await db.$queryRaw`SELECT publish_plan(${planId}::uuid, ${clock.now()})::text`;
  await planFeed.changed(planId);
}

async function claimAll({ db, feed, planFeed, clock }: PlanRunParts, planId: string, stopping: AbortSignal) {
  let toldAt = clock.now().getTime();
  await rescreenAll(db, clock.now()); // or the claim would refuse all that were screened with lists which others have followed
  for (let decided = 1; decided > 0; ) {
    stopping.throwIfAborted();
    const [row] = await db.$queryRaw<{ answer: { decided: number; slots: ChangedSlot[] } }[]>`
      SELECT place_applications(${planId}::uuid, ${claimsPerChunk}::int, act_as('job//round', ${clock.now()})) AS answer`;
    const { answer } = row!;
    decided = answer.decided;
    feed.changed(answer.slots);
    const now = clock.now().getTime();
    if (decided === 0 || now - toldAt < messageIntervalMs) continue;
    toldAt = now;
    await saveProgress(db, planId);
    await planFeed.changed(planId);
  }
}

async function saveProgress(db: Database, planId: string) {
  await db.$executeRaw`
    UPDATE plan SET seq = nextval('live_seq'), progress = greatest(progress, ${shareBefore}::float + (1 - ${shareBefore}::float) * (
      SELECT count(*) FILTER (WHERE outcome <> 'pending')::float / greatest(1, count(*)) FROM plan_decision WHERE plan_id = plan.id))
    WHERE id = ${planId}::uuid AND state = 'applying'`;
}
