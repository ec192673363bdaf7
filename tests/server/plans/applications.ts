import { randomUUID } from 'node:crypto';
import { listSimulatedCarriers } from '../../../server/accounts/index.ts';
import { makeRandom, wholeBelow } from '../../../server/planning/random.ts';
import { submitApplications } from '../../../server/plans/index.ts';
import type { Database } from '../../../server/platform/database/client.ts';
import { writeIntent } from '../../../server/platform/database/once-per-key.ts';
import type { NewApplication } from '../../../shared/contract/plans.ts';
import { testStart } from '../../support/test-clock.ts';
import { goods, truck } from '../../support/trucks.ts';

const hourMs = 3_600_000;

/** What a dispatcher sends for one truck: from tomorrow 06:00 UTC, for twelve hours. */
export function application(number: number, changes: Partial<NewApplication> = {}): NewApplication {
  const { vehicle, cargo } = truck(number);
  return {
    id: randomUUID(),
    checkpointId: 'syrym',
    direction: 'out',
    earliestAt: new Date(testStart.getTime() + 24 * hourMs).toISOString(),
    latestAt: new Date(testStart.getTime() + 36 * hourMs).toISOString(),
    flexible: false,
    class: 'general',
    vehicle,
    cargo,
    ...changes,
  };
}

const channels = Object.values(goods).filter((hsCode) => hsCode !== goods.blocked);

/** Seeded applications of the simulated carriers over all checkpoints and the next six days, through the use case. */
export async function submitMany(db: Database, count: number, now = testStart): Promise<void> {
  const carriers = await listSimulatedCarriers(db);
  const checkpoints = await db.checkpoint.findMany({
    where: { status: 'open', access: 'multilateral' },
    orderBy: { id: 'asc' },
  });
  const random = makeRandom('plans');
  const pick = <Item>(items: readonly Item[]) => items[wholeBelow(random, items.length)]!;
  const next = (number: number) => {
    const earliest = now.getTime() + (2 + wholeBelow(random, 140)) * hourMs;
    return application(number, {
      checkpointId: pick(checkpoints).id,
      direction: pick(['out', 'in'] as const),
      earliestAt: new Date(earliest).toISOString(),
      latestAt: new Date(earliest + 12 * hourMs).toISOString(),
      flexible: random() < 0.5,
      class: random() < 0.95 ? 'general' : 'out-of-turn',
      cargo: { ...truck(number).cargo, hsCode: random() < 0.9 ? goods.green : pick(channels) },
    });
  };
  for (let first = 0; first < count; first += 500) {
    const batch = Array.from({ length: Math.min(500, count - first) }, (_, index) => next(first + index));
    const { id } = carriers[(first / 500) % carriers.length]!;
    const applicant = { organisationId: id, madeBy: 'test', source: 'simulated' as const };
    const answer = await submitApplications(db, now, applicant, writeIntent(id, `batch-${first}`, first), batch);
    const refused = answer.find(({ accepted }) => !accepted);
    if (refused) throw new Error(`${refused.code} ${refused.field}`);
  }
}
