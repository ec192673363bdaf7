import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Proof } from '../../shared/contract/booking-changes.ts';
import type { Booking } from '../../shared/contract/bookings.ts';
import { api, apiQuery } from '../api/client.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { liveStore } from '../live/live.ts';

type Change =
  | { kind: 'slot'; slotId: number }
  | { kind: 'driver'; driverName: string }
  | { kind: 'vehicle'; unitId: string; proof: Proof };

/** Sends a change of a booking; a repeat after a lost answer carries the same key. The lists are then asked for again. */
export function useChange(booking: Booking, onDone: () => void) {
  const { t } = useTranslation();
  const send = useIntentKeys();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) =>
      send([booking.id, change], (key) => {
        const request = { headers: { 'idempotency-key': key }, params: { bookingId: booking.id } };
        if (change.kind === 'slot')
          return api.bookingChanges.changeSlot({ ...request, body: { slotId: change.slotId } });
        if (change.kind === 'driver')
          return api.bookingChanges.changeDriver({ ...request, body: { driverName: change.driverName } });
        const { unitId, proof } = change;
        return api.bookingChanges.changeVehicle({ ...request, body: { unitId, proof } });
      }),
    onSuccess: (changed, { kind }) => {
      liveStore.offerSlots([changed.slot]);
      notifications.show({ message: t(`bookingChanges.done.${kind}`, { plate: changed.vehicle.plate }) });
      onDone();
    },
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: apiQuery.bookings.key() }),
        queryClient.invalidateQueries({ queryKey: apiQuery.bookingChanges.key() }),
      ]),
  });
}
