import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '../api/client.ts';
import { BlockedResult } from './blocked-result.tsx';

/** A booking whose goods were blocked since it was made: with the rules of its newest screening. */
export function BlockedBooking({ bookingId }: { bookingId: string }) {
  const screenings = useQuery(apiQuery.compliance.getScreenings.queryOptions({ input: { bookingId }, staleTime: 0 }));
  return <BlockedResult rules={screenings.data?.items[0]?.rules ?? []} />;
}
