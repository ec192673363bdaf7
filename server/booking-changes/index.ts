/** The public face of booking-changes: what other capabilities may use. */
export { createBookingChangesRouter } from './booking-changes.router.ts';
