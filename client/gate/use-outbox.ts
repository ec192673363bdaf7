import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { GateResult } from '../../shared/contract/gate.ts';
import type { QueueTruck } from '../../shared/contract/queues.ts';
import { api } from '../api/client.ts';
import { serverClock } from '../live/server-clock.ts';
import { trucksKey } from './gate-queries.ts';
import type { GateTruck } from './gate-truck.ts';
import { type Deed, makeEvent } from './kept-event.ts';
import { type Kept, keep } from './kept-values.ts';
import { createOutbox, type OutboxState, type SendOutcome } from './outbox.ts';
import { patchTrucks } from './project-trucks.ts';

/** While something waits, a try is made this often, beside those when the network or the page comes back. */
const tryAgainMs = 10_000;

/** A call that hangs in a bad network keeps the others waiting; its events are sent again, with their ids. */
const patienceMs = 20_000;

const answeredListeners = new Set<(checkpointId: string, results: GateResult[]) => void>();

const outbox = createOutbox({
  async post(checkpointId, events) {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), patienceMs);
    const { results } = await api.queues
      .recordEvents({ params: { checkpointId }, body: { events } }, { signal: patience.signal })
      .finally(() => clearTimeout(timer));
    for (const listener of answeredListeners) listener(checkpointId, results);
    return results;
  },
});

export function useOutbox(): OutboxState {
  return useSyncExternalStore(outbox.subscribe, outbox.getState);
}

export const { read: readOutbox, dismiss: dismissRefused, retry: retryRefused } = outbox;

/**
 * Sends what waits whenever it may succeed, and says how the last try ended. One component of the page uses it.
 *
 * @param officerId who is signed in: what another officer recorded waits for him
 */
export function useSender(officerId: string | null) {
  const [outcome, setOutcome] = useState<SendOutcome>('sent');
  const { waiting } = useOutbox();
  const waits = waiting.some((kept) => kept.officerId === officerId);
  useShowAnswers();

  const send = useCallback(async () => {
    if (officerId === null) return;
    setOutcome(await outbox.send(officerId));
  }, [officerId]);

  useEffect(() => {
    void outbox.read().then(send);
    const visible = () => document.visibilityState === 'visible' && void send();
    window.addEventListener('online', send);
    document.addEventListener('visibilitychange', visible);
    return () => {
      window.removeEventListener('online', send);
      document.removeEventListener('visibilitychange', visible);
    };
  }, [send]);

  useEffect(() => {
    if (!waits) return;
    void send();
    const timer = setInterval(send, tryAgainMs);
    return () => clearInterval(timer);
  }, [waits, send]);

  return { outcome, send };
}

/** What the server answered goes into the list at once; then the list is asked for anew. */
function useShowAnswers(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const show = async (checkpointId: string, results: GateResult[]) => {
      const queryKey = ['gate', 'trucks', checkpointId];
      await queryClient.cancelQueries({ queryKey });
      const known = queryClient.getQueryData<Kept<QueueTruck[]>>(queryKey);
      if (known) {
        const { waiting, sent } = outbox.getState();
        const patched = patchTrucks(known.value, [...waiting, ...sent], results);
        queryClient.setQueryData<Kept<QueueTruck[]>>(queryKey, { ...known, value: patched });
        await keep(trucksKey(checkpointId), patched);
      }
      void queryClient.invalidateQueries({ queryKey });
      void queryClient.invalidateQueries({ queryKey: ['gate', 'next', checkpointId] });
    };
    answeredListeners.add(show);
    return () => void answeredListeners.delete(show);
  }, [queryClient]);
}

/** @returns how an officer records what happened to a truck: it is kept first, and sent when it can be */
export function useRecord(checkpointId: string, officerId: string, send: () => Promise<void>) {
  return useCallback(
    async (truck: GateTruck, deed: Deed) => {
      await outbox.add(makeEvent(truck, deed, { checkpointId, officerId, now: serverClock.now() }));
      void send();
    },
    [checkpointId, officerId, send],
  );
}
