import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import { assertOwnCheckpoint, type Context, getOrganisation, getUserId } from '../accounts/index.ts';
import type { SlotFeed } from '../corridors/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { writeIntent } from '../platform/database/once-per-key.ts';
import { cancelBooking, confirmBooking } from './change-booking.ts';
import { getBooking } from './get-booking.ts';
import { holdOrOffer } from './hold-or-offer.ts';
import type { Claimant } from './hold-slot.ts';
import { listBookings, listBookingsAtCheckpoint } from './list-bookings.ts';
import { makeOffers } from './make-offers.ts';
import { releaseExpiredHolds } from './release-holds.ts';

export interface BookingsParts {
  db: Database;
  clock: Clock;
  feed: SlotFeed;
  /** Told when a booking was cancelled: its truck may have waited at the checkpoint. */
  leftQueue(checkpointId: string): Promise<void>;
}

export function createBookingsRouter({ db, clock, feed, leftQueue }: BookingsParts) {
  const os = implement(contract.bookings).$context<Context>();
  const fresh = os.middleware(async ({ next }) => {
    await releaseExpiredHolds(db, feed, clock.now());
    return next();
  });
  const own = ({ caller }: Context) => getOrganisation(caller).id;
  const claimant = (context: Context): Claimant => ({
    organisationId: own(context),
    madeBy: getUserId(context.caller),
    source: 'carrier',
  });
  const intent = (
    context: Context,
    endpoint: string,
    { headers, ...request }: { headers: { 'idempotency-key': string } },
  ) => writeIntent(own(context), headers['idempotency-key'], [endpoint, request]);

  return os.router({
    offer: os.offer.use(fresh).handler(({ input, context }) => makeOffers(db, clock.now(), claimant(context), input)),
    hold: os.hold.handler(({ input, context }) =>
      holdOrOffer(db, feed, clock.now(), claimant(context), intent(context, 'bookings.hold', input), input.body),
    ),
    confirm: os.confirm.handler(({ input, context }) =>
      confirmBooking(
        db,
        clock.now(),
        claimant(context),
        intent(context, 'bookings.confirm', input),
        input.params.bookingId,
      ),
    ),
    cancel: os.cancel.handler(async ({ input, context }) => {
      const wish = intent(context, 'bookings.cancel', input);
      const booking = await cancelBooking(db, feed, clock.now(), claimant(context), wish, input.params.bookingId);
      await leftQueue(booking.slot.checkpointId);
      return booking;
    }),
    get: os.get.use(fresh).handler(({ input, context }) => getBooking(db, own(context), input.bookingId)),
    list: os.list.use(fresh).handler(({ input, context }) => listBookings(db, own(context), input)),
    listAtCheckpoint: os.listAtCheckpoint.use(fresh).handler(({ input, context }) => {
      assertOwnCheckpoint(context.caller, input.checkpointId);
      return listBookingsAtCheckpoint(db, clock.now(), input);
    }),
  });
}
