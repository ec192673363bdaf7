import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { Booking } from '../../shared/contract/bookings.ts';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { CancellationCost } from '../booking-changes/cancellation-cost.tsx';
import { useFormat } from '../i18n/format.ts';
import { usePostNames } from '../i18n/use-checkpoint-names.ts';
import { FormProblem } from '../parts/form-error.tsx';
import { useDecide } from './use-hold.ts';

interface CancelBookingProps {
  booking: Booking;
  checkpoint: Checkpoint;
  onClose: () => void;
}

/** Asks once more: a cancelled place is gone to others at once. */
export function CancelBooking({ booking, checkpoint, onClose }: CancelBookingProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = usePostNames(checkpoint);
  const cancel = useDecide('cancel', () => {
    notifications.show({ message: t('bookings.cancelDone') });
    onClose();
  });
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      title={t('bookings.cancelTitle')}
    >
      <Stack>
        <Text>
          {t('bookings.cancelText', {
            plate: booking.vehicle.plate,
            checkpoint: names.both,
            time: format.dayAndTime(booking.slot.startsAt, checkpoint.kzZone),
          })}
        </Text>
        {booking.state === 'confirmed' && <CancellationCost bookingId={booking.id} zone={checkpoint.kzZone} />}
        <FormProblem error={cancel.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('bookings.keep')}
          </Button>
          <Button color="red.9" loading={cancel.isPending} onClick={() => cancel.mutate(booking.id)}>
            {t('bookings.cancel')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
