import { implement, ORPCError } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import { assertOwnCheckpoint, type Context, getOrganisation, getUserId } from '../accounts/index.ts';
import { screen } from '../compliance/index.ts';
import { assertAdmitted, type SlotFeed } from '../corridors/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { writeIntent } from '../platform/database/once-per-key.ts';
import { apiError } from '../platform/http/errors.ts';
import { cancelBooking, confirmBooking } from './change-booking.ts';
import { getBooking } from './get-booking.ts';
import { holdSlot } from './hold-slot.ts';
import { listBookings, listBookingsAtCheckpoint } from './list-bookings.ts';
import { offerInsteadOf, offerSlots } from './offer-slots.ts';
import { releaseExpiredHolds } from './release-holds.ts';

export interface BookingsParts {
  db: Database;
  clock: Clock;
  feed: SlotFeed;
}

export function createBookingsRouter({ db, clock, feed }: BookingsParts) {
  const os = implement(contract.bookings).$context<Context>();
  const fresh = os.middleware(async ({ next }) => {
    await releaseExpiredHolds(db, feed, clock.now());
    return next();
  });
  return os.router({
    offer: os.offer.use(fresh).handler(async ({ input, context }) => {
      const earliestAt = new Date(input.earliestAt);
      const latestAt = new Date(input.latestAt);
      if (latestAt <= earliestAt)
        throw apiError('INVALID_INPUT', { field: 'latestAt', hint: 'it must be later than earliestAt' });
      if (latestAt <= clock.now()) throw apiError('INVALID_INPUT', { field: 'latestAt', hint: 'this time has passed' });
      await assertAdmitted(db, input.checkpointId, input.vehicle.country);
      const screening = await screen(db, input.cargo.hsCode);
      const { id: organisationId } = getOrganisation(context.caller);
      const wish = { ...input, earliestAt, latestAt, organisationId, channel: screening.channel };
      return { screening, offers: await offerSlots(db, clock.now(), wish) };
    }),
    hold: os.hold.handler(async ({ input: { headers, body }, context }) => {
      const organisationId = getOrganisation(context.caller).id;
      const claimant = { organisationId, madeBy: getUserId(context.caller), source: 'carrier' as const };
      const intent = writeIntent(organisationId, headers['idempotency-key'], ['bookings.hold', body]);
      return holdSlot(db, feed, clock.now(), claimant, intent, body).catch(async (error) => {
        if (!(error instanceof ORPCError) || error.code !== 'SLOT_FULL') throw error;
        const alternatives = await offerInsteadOf(db, clock.now(), organisationId, body);
        throw apiError('SLOT_FULL', { ...error.data, alternatives });
      });
    }),
    confirm: os.confirm.handler(({ input: { headers, params }, context }) => {
      const organisationId = getOrganisation(context.caller).id;
      const intent = writeIntent(organisationId, headers['idempotency-key'], ['bookings.confirm', params]);
      return confirmBooking(db, clock.now(), organisationId, intent, params.bookingId);
    }),
    cancel: os.cancel.handler(({ input: { headers, params }, context }) => {
      const organisationId = getOrganisation(context.caller).id;
      const intent = writeIntent(organisationId, headers['idempotency-key'], ['bookings.cancel', params]);
      return cancelBooking(db, feed, clock.now(), organisationId, intent, params.bookingId);
    }),
    get: os.get
      .use(fresh)
      .handler(({ input, context }) => getBooking(db, getOrganisation(context.caller).id, input.bookingId)),
    list: os.list
      .use(fresh)
      .handler(({ input, context }) => listBookings(db, getOrganisation(context.caller).id, input)),
    listAtCheckpoint: os.listAtCheckpoint.use(fresh).handler(({ input, context }) => {
      assertOwnCheckpoint(context.caller, input.checkpointId);
      return listBookingsAtCheckpoint(db, clock.now(), input);
    }),
  });
}
