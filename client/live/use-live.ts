import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Topic } from '../../shared/live.ts';
import type { Direction } from '../../shared/words.ts';
import { liveConnection, liveStore } from './live.ts';
import type { ConnectionState } from './live-connection.ts';
import {
  forecastKey,
  loadKey,
  movesKey,
  noticesKey,
  passageKey,
  planKey,
  queueKey,
  slotsKey,
  tripsKey,
} from './live-store.ts';

/** Renders again when the thing of this key has another value, and for nothing else. */
function useKept<Value>(key: string, read: () => Value): Value {
  const subscribe = useCallback((listener: () => void) => liveStore.subscribe(key, listener), [key]);
  return useSyncExternalStore(subscribe, read);
}

/** @returns the newest load of one checkpoint; a change at another one does not render again */
export const useLoad = (checkpointId: string) => useKept(loadKey(checkpointId), () => liveStore.getLoad(checkpointId));

/** @returns the newest known slots of one checkpoint by their id, both directions */
export const useSlots = (checkpointId: string) =>
  useKept(slotsKey(checkpointId), () => liveStore.getSlots(checkpointId));

/** @returns what stands at a checkpoint in one direction now */
export const useQueue = (checkpointId: string, direction: Direction) =>
  useKept(queueKey(checkpointId, direction), () => liveStore.getQueue(checkpointId, direction));

/** @returns the expected waits of the next 24 hours; undefined until there are any */
export const useForecast = (checkpointId: string, direction: Direction) =>
  useKept(forecastKey(checkpointId, direction), () => liveStore.getForecast(checkpointId, direction));

/** @returns where the truck of a booking is now */
export const usePassage = (bookingId: string) => useKept(passageKey(bookingId), () => liveStore.getPassage(bookingId));

/** @returns a round as it is now */
export const usePlan = (planId: string) => useKept(planKey(planId), () => liveStore.getPlan(planId));

/** @returns what one's account has not read */
export const useUnreadNoticesNow = () => useKept(noticesKey, liveStore.getNotices);

/** @returns what one's organisation has to answer */
export const useOpenMovesNow = () => useKept(movesKey, liveStore.getMoves);

/** @param topic the same object as long as the same is meant: another one is watched anew */
function useWatch(topic: Topic | undefined): void {
  useEffect(() => (topic ? liveConnection.watch(topic) : undefined), [topic]);
}

const mapTopic: Topic = { kind: 'map' };
const plansTopic: Topic = { kind: 'plans' };
const movesTopic: Topic = { kind: 'moves' };
const noticesTopic: Topic = { kind: 'notices' };

export const useWatchMap = () => useWatch(mapTopic);
export const useWatchPlans = () => useWatch(plansTopic);

/** @param isCarrier whether somebody is signed in who has moves to answer */
export const useWatchMoves = (isCarrier: boolean) => useWatch(isCarrier ? movesTopic : undefined);

const tripsTopic: Topic = { kind: 'trips' };
/** @returns a number that grows whenever trips of one's organisation changed */
export function useTripsNews(): number {
  useWatch(tripsTopic);
  return useKept(tripsKey, liveStore.getTripsNews);
}

/** @param isSignedIn whether there is an account that could be told anything */
export const useWatchNotices = (isSignedIn: boolean) => useWatch(isSignedIn ? noticesTopic : undefined);

/** @param userId null for nobody; undefined until it is known */
export function useLiveSignIn(userId: string | null | undefined): void {
  useEffect(() => {
    if (userId !== undefined) liveConnection.signedInAs(userId);
  }, [userId]);
}

/** @param checkpointId undefined watches nothing */
export function useWatchCheckpoint(checkpointId: string | undefined): void {
  useWatch(useMemo(() => (checkpointId ? { kind: 'checkpoint', checkpointId } : undefined), [checkpointId]));
}

/** @param token of the driver's link, where there is no account */
export function useWatchBooking(bookingId: string | undefined, token?: string): void {
  useWatch(
    useMemo(() => bookingId && { kind: 'booking', bookingId, ...(token && { token }) }, [bookingId, token]) ||
      undefined,
  );
}

export function useConnectionState(): ConnectionState {
  return useSyncExternalStore(liveConnection.subscribe, liveConnection.getState);
}
