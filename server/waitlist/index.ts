/** The public face of waitlist: what other capabilities may use. */
export { tendWaitlist } from './tend-waitlist.ts';
export { createWaitlistRouter } from './waitlist.router.ts';
