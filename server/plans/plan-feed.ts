import type { Database } from '../platform/database/client.ts';
import type { Live } from '../platform/live.ts';
import type { Logger } from '../platform/log.ts';
import { planView } from './plan-view.ts';

/** Those who watch the topic of this name; see corridors/watch.ts. */
const plansRoom = 'plans';

export interface PlanFeed {
  /** Tells every watching client what this plan is now. Call it after the commit. */
  changed(planId: string): Promise<void>;
}

/** Whole values with a growing seq, read anew each time: a message lost or doubled costs nothing. */
export function createPlanFeed(db: Database, live: Live, log: Logger): PlanFeed {
  return {
    async changed(planId) {
      try {
        const row = await db.plan.findUnique({ where: { id: planId } });
        if (row) live.to(plansRoom).emit('plan', planView(row));
      } catch (error) {
        log.error({ err: error, planId }, 'plan feed'); // whoever watches learns it with the next change
      }
    },
  };
}
