/** The public face of bookings: what other capabilities may use. */
export { createBookingsRouter } from './bookings.router.ts';
export { confirmBooking } from './change-booking.ts';
export { endPastBookings } from './end-past-bookings.ts';
export { holdSlot } from './hold-slot.ts';
export { offerSlots } from './offer-slots.ts';
export { releaseExpiredHolds } from './release-holds.ts';
