import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import type { Context } from '../accounts/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { getForecast, listCurrent } from './list-forecasts.ts';

export function createForecastsRouter({ db, clock }: { db: Database; clock: Clock }) {
  const os = implement(contract.forecasts).$context<Context>();
  return os.router({
    current: os.current.handler(() => listCurrent(db, clock.now())),
    get: os.get.handler(({ input }) => getForecast(db, input.checkpointId)),
  });
}
