import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import type { Context } from '../accounts/index.ts';
import type { CorridorsParts } from './corridors.router.ts';
import { listHours } from './list-hours.ts';

export function createDeskRouter({ db, clock, releaseExpiredHolds }: Omit<CorridorsParts, 'feed'>) {
  const os = implement(contract.desk).$context<Context>();
  return os.router({
    hours: os.hours.handler(async ({ input }) => {
      await releaseExpiredHolds();
      return listHours(db, clock.now(), input);
    }),
  });
}
