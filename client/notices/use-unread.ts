import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useCaller } from '../api/caller.ts';
import { apiQuery } from '../api/client.ts';
import { useUnreadNoticesNow, useWatchNotices } from '../live/use-live.ts';

/** @returns how many notices the account has not read, live; 0 for the anonymous. The list of notices follows. */
export function useUnread(): number {
  const { role } = useCaller();
  const isSignedIn = role !== 'anonymous';
  useWatchNotices(isSignedIn);
  const notices = useUnreadNoticesNow();
  const seq = isSignedIn ? notices?.seq : undefined;
  const queryClient = useQueryClient();
  useEffect(() => {
    if (seq !== undefined) void queryClient.invalidateQueries({ queryKey: apiQuery.notices.list.key() });
  }, [seq, queryClient]);
  return isSignedIn ? (notices?.unread ?? 0) : 0;
}
