/** The public face of bookings: what other capabilities may use. */
export { bookingView } from './booking-view.ts';
export { createBookingsRouter } from './bookings.router.ts';
export { confirmBooking } from './change-booking.ts';
export { endPastBookings } from './end-past-bookings.ts';
export { openWaits } from './expected-waits.ts';
export { holdSlot } from './hold-slot.ts';
export { measureMix } from './measure-mix.ts';
export { offerSlots } from './offer-slots.ts';
export { releaseExpiredHolds } from './release-holds.ts';
