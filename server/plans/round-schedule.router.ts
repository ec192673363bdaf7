import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import { actorOf, type Context, getUserId } from '../accounts/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { writeIntent } from '../platform/database/once-per-key.ts';
import { changeRoundSchedule, getScheduledRounds } from './round-schedule.ts';

export function createRoundScheduleRouter({ db, clock }: { db: Database; clock: Clock }) {
  const os = implement(contract.roundSchedule).$context<Context>();
  return os.router({
    get: os.get.handler(() => getScheduledRounds(db)),
    change: os.change.handler(({ input: { headers, body }, context: { caller } }) => {
      const intent = writeIntent(getUserId(caller), headers['idempotency-key'], ['roundSchedule.change', body]);
      return changeRoundSchedule(db, clock.now(), actorOf(caller), intent, body);
    }),
  });
}
