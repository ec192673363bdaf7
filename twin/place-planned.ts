import { setTimeout as after } from 'node:timers/promises';
import { getPlan, listPlans, startScheduledPlan, submitApplications } from '../server/plans/index.ts';
import { writeIntent } from '../server/platform/database/once-per-key.ts';
import type { SimulatedApplication } from './demand/generate-demand.ts';
import type { DemoParts } from './demo-parts.ts';

const madeBy = 'demo-world';
/** As many as a carrier may send at once. */
const batchSize = 200;
const lookEveryMs = 1000;

/** Applies for a slot of the next round, carrier by carrier. Safe to repeat: an application that is known is the same application. */
export async function submitPlanned(
  { db, clock }: DemoParts,
  carriers: readonly { id: string }[],
  applications: readonly SimulatedApplication[],
  stopping: AbortSignal,
): Promise<void> {
  for (const [index, { id: organisationId }] of carriers.entries()) {
    const own = applications.filter(({ carrierIndex }) => carrierIndex % carriers.length === index);
    for (let first = 0; first < own.length && !stopping.aborted; first += batchSize) {
      const batch = own.slice(first, first + batchSize).map(({ earliestAt, latestAt, carrierIndex, ...rest }) => ({
        ...rest,
        earliestAt: earliestAt.toISOString(),
        latestAt: latestAt.toISOString(),
        flexible: true,
      }));
      const { requestHash } = writeIntent(organisationId, '', batch);
      await submitApplications(
        db,
        clock.now(),
        { organisationId, madeBy, source: 'simulated' },
        { scope: organisationId, key: `submit/${requestHash}`, requestHash },
        batch,
      );
    }
  }
}

/**
 * Starts rounds until no open application is left, and waits for each.
 *
 * @returns how many have a slot by rounds since then
 */
export async function placeOpen(
  { db, planFeed, planQueue, clock }: DemoParts,
  since: Date,
  stopping: AbortSignal,
  say: (line: string) => void,
): Promise<number> {
  while (!stopping.aborted) {
    const started = await startScheduledPlan({ db, planFeed, planQueue }, clock.now());
    const [latest] = (await listPlans(db, { limit: 1 })).items;
    if (!latest || (started === undefined && latest.endedAt !== null)) break;
    let plan = await getPlan(db, latest.id);
    while (plan.endedAt === null && !stopping.aborted) {
      say(`Demo world: the round of the week is ${plan.state}, ${Math.round(plan.progress * 100)}%`);
      await after(lookEveryMs);
      plan = await getPlan(db, latest.id);
    }
    if (plan.state !== 'published') break;
  }
  const { items } = await listPlans(db, { limit: 20 });
  return items
    .filter(({ madeAt }) => Date.parse(madeAt) >= since.getTime())
    .reduce((sum, { figures }) => sum + (figures.assigned ?? 0), 0);
}
