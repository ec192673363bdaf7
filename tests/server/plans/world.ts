import { vi } from 'vitest';
import { type Otkel, startOtkel } from '../../../server/otkel.ts';
import type { Database } from '../../../server/platform/database/client.ts';
import { createLog } from '../../../server/platform/log.ts';
import type { Plan } from '../../../shared/contract/plans.ts';
import type { TestServer } from '../../support/server.ts';

/** One more process on the database of a test server, which runs the jobs. */
export async function startWorker(server: TestServer): Promise<Otkel> {
  const worker = await startOtkel({
    databaseUrl: server.databaseUrl,
    role: 'worker',
    ports: [],
    clock: server.clock,
    log: createLog('silent'),
    limits: { perMinute: 1_000_000, signInsPerMinute: 1_000_000 },
    demo: false,
  });
  await worker.startWorker();
  return worker;
}

/** Waits until the plan is in one of these states. */
export function untilPlan(db: Database, planId: string, ...states: Plan['state'][]) {
  return vi.waitFor(
    async () => {
      const plan = await db.plan.findUniqueOrThrow({ where: { id: planId } });
      if (!(states as string[]).includes(plan.state)) throw new Error(`it is ${plan.state}: ${plan.failure}`);
      return plan;
    },
    { timeout: 60_000, interval: 20 },
  );
}
