import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import { actorOf, type Context, getOrganisation } from '../accounts/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { writeIntent } from '../platform/database/once-per-key.ts';
import { findCalendarLink, renewCalendarLink, revokeCalendarLink } from './calendar-link.ts';
import { listTrips } from './list-trips.ts';
import { makeCalendar } from './make-calendar.ts';

export interface TripBoardParts {
  db: Database;
  clock: Clock;
}

export function createTripBoardRouter({ db, clock }: TripBoardParts) {
  const os = implement(contract.tripBoard).$context<Context>();
  const own = ({ caller }: Context) => getOrganisation(caller).id;
  return os.router({
    list: os.list.handler(({ input, context }) => listTrips(db, clock.now(), own(context), input)),
    getCalendar: os.getCalendar.handler(async ({ context }) => ({ link: await findCalendarLink(db, own(context)) })),
    renewCalendar: os.renewCalendar.handler(({ input: { headers, body }, context }) => {
      const intent = writeIntent(own(context), headers['idempotency-key'], ['tripBoard.renewCalendar', body]);
      const claimant = { organisationId: own(context), actor: actorOf(context.caller) };
      return renewCalendarLink(db, clock.now(), claimant, intent, body.language);
    }),
    revokeCalendar: os.revokeCalendar.handler(({ input: { headers }, context }) => {
      const intent = writeIntent(own(context), headers['idempotency-key'], ['tripBoard.revokeCalendar']);
      return revokeCalendarLink(db, clock.now(), own(context), intent);
    }),
    calendar: os.calendar.handler(({ input }) => makeCalendar(db, clock.now(), input.token)),
  });
}
