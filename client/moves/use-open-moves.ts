import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useCaller } from '../api/caller.ts';
import { apiQuery } from '../api/client.ts';
import { useOpenMovesNow, useWatchMoves } from '../live/use-live.ts';

/** @returns how many moves the caller's organisation has to answer, live; 0 for everybody else. Lists that show moves or bookings follow. */
export function useOpenMoves(): number {
  const { role } = useCaller();
  const isCarrier = role === 'dispatcher';
  useWatchMoves(isCarrier);
  const moves = useOpenMovesNow();
  const seq = isCarrier ? moves?.seq : undefined;
  const queryClient = useQueryClient();
  useEffect(() => {
    if (seq === undefined) return;
    void queryClient.invalidateQueries({ queryKey: apiQuery.moves.key() });
    void queryClient.invalidateQueries({ queryKey: apiQuery.bookings.key() });
  }, [seq, queryClient]);
  return isCarrier ? (moves?.open ?? 0) : 0;
}
