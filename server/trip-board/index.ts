/** The public face of trip-board: what other capabilities may use. */
export { tellOfWrites } from './tell-of-writes.ts';
export { createTripBoardRouter } from './trip-board.router.ts';
export { createTripsFeed, type TripsFeed } from './trips-feed.ts';
