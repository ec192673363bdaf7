import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import { actorOf, type Context, getOrganisation } from '../accounts/index.ts';
import { releaseExpiredHolds } from '../bookings/index.ts';
import type { SlotFeed } from '../corridors/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { writeIntent } from '../platform/database/once-per-key.ts';
import { joinWaitlist } from './join-waitlist.ts';
import { listWaitlist } from './list-waitlist.ts';
import { withdrawEntry } from './withdraw-entry.ts';

export interface WaitlistParts {
  db: Database;
  clock: Clock;
  feed: SlotFeed;
}

export function createWaitlistRouter({ db, clock, feed }: WaitlistParts) {
  const os = implement(contract.waitlist).$context<Context>();
  // An offer that has run out is nobody's any more, and an expired hold may be the place that is waited for.
  const fresh = os.middleware(async ({ next }) => {
    await releaseExpiredHolds(db, feed, clock.now());
    return next();
  });
  const own = ({ caller }: Context) => getOrganisation(caller).id;
  const waiting = (context: Context) => ({ organisationId: own(context), actor: actorOf(context.caller) });
  const intent = (
    context: Context,
    endpoint: string,
    { headers, ...request }: { headers: { 'idempotency-key': string } },
  ) => writeIntent(own(context), headers['idempotency-key'], [endpoint, request]);

  return os.router({
    join: os.join
      .use(fresh)
      .handler(({ input, context }) =>
        joinWaitlist(db, clock.now(), intent(context, 'waitlist.join', input), waiting(context), input.body),
      ),
    list: os.list.use(fresh).handler(({ input, context }) => listWaitlist(db, own(context), input)),
    withdraw: os.withdraw.use(fresh).handler(({ input, context }) =>
      withdrawEntry(db, feed, clock.now(), intent(context, 'waitlist.withdraw', input), {
        ...waiting(context),
        entryId: input.params.entryId,
      }),
    ),
  });
}
