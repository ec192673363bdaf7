import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Itinerary, ItineraryOffer } from '../../shared/contract/itineraries.ts';
import { api, apiQuery } from '../api/client.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { liveStore } from '../live/live.ts';
import type { WayWish } from './way-form.ts';

/** After every write the itinerary is known anew, its slots go to the live store, and the lists are asked for again. */
function useAfterWrite() {
  const queryClient = useQueryClient();
  return (itinerary: Itinerary) => {
    liveStore.offerSlots(itinerary.bookings.map(({ slot }) => slot));
    const input = { itineraryId: itinerary.id };
    queryClient.setQueryData(apiQuery.itineraries.get.queryKey({ input }), itinerary);
    void queryClient.invalidateQueries({ queryKey: apiQuery.itineraries.list.key() });
    return queryClient.invalidateQueries({ queryKey: apiQuery.bookings.key() });
  };
}

interface WayClaim {
  wish: WayWish;
  offer: Pick<ItineraryOffer, 'wayId' | 'claim'>;
}

/** Holds every place of a way, or none; a repeat after a lost answer carries the same key. */
export function useHoldWay(onHeld: (itinerary: Itinerary) => void, onRefused: (error: unknown) => void) {
  const send = useIntentKeys();
  const afterWrite = useAfterWrite();
  return useMutation({
    mutationFn: ({ wish, offer: { wayId, claim } }: WayClaim) => {
      const body = { ...wish, wayId, claim };
      return send(body, (key) => api.itineraries.hold({ headers: { 'idempotency-key': key }, body }));
    },
    onSuccess: (itinerary) => {
      void afterWrite(itinerary);
      onHeld(itinerary);
    },
    onError: onRefused,
  });
}

type Decision = 'confirm' | 'cancel' | 'acceptRepair' | 'declineRepair';

/** Confirms or gives up a whole way, or answers what is asked about its repair. */
export function useDecideWay(kind: Decision, onDone?: (itinerary: Itinerary) => void) {
  const send = useIntentKeys();
  const afterWrite = useAfterWrite();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (itineraryId: string) =>
      send({ kind, itineraryId }, (key) =>
        api.itineraries[kind]({ headers: { 'idempotency-key': key }, params: { itineraryId } }),
      ),
    onSuccess: (itinerary) => {
      onDone?.(itinerary);
      return afterWrite(itinerary);
    },
    // Refused is what somebody, or the clock, has decided meanwhile: it is shown as it is now.
    onError: () => queryClient.invalidateQueries({ queryKey: apiQuery.itineraries.key() }),
  });
}
