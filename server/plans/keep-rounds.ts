import { randomUUID } from 'node:crypto';
import type { PlanStartParts } from './start-plan.ts';

/**
 * Opens the round of the schedule, and closes it when its time has come: then it is a plan in the queue, and the next one is open. One statement, so
 * that any number of processes may call it at once; killed before the plan is in the queue, wakePlans() finds it.
 *
 * The seed of the next round is drawn here, when nobody has applied for it yet, and only its hash is shown until the round is over: nobody can know it
 * while asking, and nobody can change it after.
 *
 * @returns the plan that was made; undefined where none is due
 */
export async function keepRounds({ db, planQueue, planFeed }: PlanStartParts, now: Date): Promise<string | undefined> {
  const [row] = await db.$queryRaw<{ planId: string | null }[]>`
    SELECT keep_rounds(${randomUUID()}::uuid, ${randomUUID()}, ${now}) AS "planId"`;
  const planId = row?.planId ?? undefined;
  if (planId === undefined) return undefined;
  await planQueue.add(planId, { planId });
  await planFeed.changed(planId);
  return planId;
}
