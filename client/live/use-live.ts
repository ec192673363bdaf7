import { useCallback, useEffect, useSyncExternalStore } from 'react';
import type { CheckpointLoad, Slot } from '../../shared/contract/checkpoints.ts';
import { liveConnection, liveStore } from './live.ts';
import type { ConnectionState } from './live-connection.ts';
import { loadKey, slotsKey } from './live-store.ts';

/** @returns the newest load of one checkpoint; a change at another one does not render again */
export function useLoad(checkpointId: string): CheckpointLoad | undefined {
  const subscribe = useCallback(
    (listener: () => void) => liveStore.subscribe(loadKey(checkpointId), listener),
    [checkpointId],
  );
  return useSyncExternalStore(subscribe, () => liveStore.getLoad(checkpointId));
}

/** @returns the newest known slots of one checkpoint by their id, both directions */
export function useSlots(checkpointId: string): ReadonlyMap<number, Slot> {
  const subscribe = useCallback(
    (listener: () => void) => liveStore.subscribe(slotsKey(checkpointId), listener),
    [checkpointId],
  );
  return useSyncExternalStore(subscribe, () => liveStore.getSlots(checkpointId));
}

export function useWatchMap(): void {
  useEffect(() => liveConnection.watch({ kind: 'map' }), []);
}

/** @param checkpointId undefined watches nothing */
export function useWatchCheckpoint(checkpointId: string | undefined): void {
  useEffect(
    () => (checkpointId ? liveConnection.watch({ kind: 'checkpoint', checkpointId }) : undefined),
    [checkpointId],
  );
}

export function useConnectionState(): ConnectionState {
  return useSyncExternalStore(liveConnection.subscribe, liveConnection.getState);
}
