import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Booking } from '../../shared/contract/bookings.ts';
import { api, apiQuery } from '../api/client.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { liveStore } from '../live/live.ts';
import { type TruckFormValues, truckOf, wishOf } from './truck-form.ts';

interface Claim {
  slotId: number;
  values: TruckFormValues;
  kzZone: string;
}

/** After every write the slot it touched goes to the live store, and the lists of bookings are asked for again. */
function useAfterWrite() {
  const queryClient = useQueryClient();
  return (booking: Booking) => {
    liveStore.offerSlots([booking.slot]);
    return queryClient.invalidateQueries({ queryKey: apiQuery.bookings.key() });
  };
}

/** Holds a place for a truck; a repeat after a lost answer carries the same key. */
export function useHold(onHeld: (booking: Booking) => void, onRefused: (error: unknown) => void) {
  const send = useIntentKeys();
  const afterWrite = useAfterWrite();
  return useMutation({
    mutationFn: ({ slotId, values, kzZone }: Claim) => {
      const body = { ...truckOf(values), ...wishOf(values, kzZone), slotId };
      return send(body, (key) => api.bookings.hold({ headers: { 'idempotency-key': key }, body }));
    },
    onSuccess: (booking) => {
      onHeld(booking);
      return afterWrite(booking);
    },
    onError: onRefused,
  });
}

/** Confirms or cancels a booking. */
export function useDecide(
  kind: 'confirm' | 'cancel',
  onDone: (booking: Booking) => void,
  onRefused?: (error: unknown) => void,
) {
  const send = useIntentKeys();
  const afterWrite = useAfterWrite();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (bookingId: string) =>
      send({ kind, bookingId }, (key) =>
        api.bookings[kind]({ headers: { 'idempotency-key': key }, params: { bookingId } }),
      ),
    onSuccess: (booking) => {
      onDone(booking);
      return afterWrite(booking);
    },
    onError: (error) => {
      onRefused?.(error);
      return queryClient.invalidateQueries({ queryKey: apiQuery.bookings.key() });
    },
  });
}
