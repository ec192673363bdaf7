import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import type { Context } from '../accounts/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { getFairnessOverview, listFairness, listFairnessRules } from './list-fairness.ts';

export interface FairnessParts {
  db: Database;
  clock: Clock;
}

export function createFairnessRouter({ db, clock }: FairnessParts) {
  const os = implement(contract.fairness).$context<Context>();
  return os.router({
    list: os.list.handler(({ input }) => listFairness(db, input)),
    overview: os.overview.handler(({ input }) => getFairnessOverview(db, clock.now(), input.weekStartsOn)),
    rules: os.rules.handler(() => listFairnessRules(db)),
  });
}
