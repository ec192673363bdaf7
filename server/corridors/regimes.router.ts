import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import type { Context } from '../accounts/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { getCalendar } from './get-calendar.ts';
import { getRegime, listRegimes, listRegimeTemplates } from './regimes.ts';

export function createRegimesRouter({ db, clock }: { db: Database; clock: Clock }) {
  const os = implement(contract.regimes).$context<Context>();
  return os.router({
    list: os.list.handler(({ input }) => listRegimes(db, clock.now(), input)),
    get: os.get.handler(({ input }) => getRegime(db, clock.now(), input.regimeId)),
    templates: os.templates.handler(() => listRegimeTemplates(db)),
    getCalendar: os.getCalendar.handler(({ input }) => getCalendar(db, clock.now(), input.checkpointId)),
  });
}
