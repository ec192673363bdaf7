import { apiQuery } from '../api/client.ts';

/** More than one screen has room for; who has more answers these first. */
const mostToAnswer = 200;

/** What is still to be answered, without a place first. */
export const openMovesQuery = apiQuery.moves.list.queryOptions({ input: { state: 'told', limit: mostToAnswer } });

/** The newest moves of all bookings, whatever became of them: says which bookings have a history. */
export const latestMovesQuery = apiQuery.moves.list.queryOptions({ input: { limit: mostToAnswer } });

export const movesOfBookingQuery = (bookingId: string) =>
  apiQuery.moves.list.queryOptions({ input: { bookingId, limit: mostToAnswer } });
