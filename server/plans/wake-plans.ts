import type { PlanStartParts } from './start-plan.ts';

/** Puts every round that is under way into the queue, where it is not there already: a process may have been killed between its row and its job. */
export async function wakePlans({ db, planQueue }: PlanStartParts): Promise<void> {
  const underWay = await db.plan.findMany({
    where: { state: { in: ['queued', 'running', 'applying'] } },
    select: { id: true },
  });
  for (const { id } of underWay) await planQueue.add(id, { planId: id });
}
