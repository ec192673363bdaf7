/** The public face of bookings: what other capabilities may use. */
export { bookingView } from './booking-view.ts';
export { createBookingsRouter } from './bookings.router.ts';
export { confirmBooking } from './change-booking.ts';
export { claimActor } from './claim-actor.ts';
export { endPastBookings } from './end-past-bookings.ts';
export { openWaits } from './expected-waits.ts';
export { holdMinutes, holdSlot } from './hold-slot.ts';
export { measureMix } from './measure-mix.ts';
export { offerSlots } from './offer-slots.ts';
export { minutesFrom, rankSlots } from './rank-slots.ts';
export { releaseExpiredHolds } from './release-holds.ts';
