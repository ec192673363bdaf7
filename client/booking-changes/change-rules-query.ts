import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '../api/client.ts';

/** What may still be changed about a booking; asked anew each time, since it changes with the clock. */
export const useChangeRules = (bookingId: string) =>
  useQuery(apiQuery.bookingChanges.getRules.queryOptions({ input: { bookingId }, staleTime: 0, gcTime: 0 }));
