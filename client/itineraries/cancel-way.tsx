import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { Itinerary } from '../../shared/contract/itineraries.ts';
import { FormProblem } from '../parts/form-error.tsx';
import { type Places, wayTitle } from './places.ts';
import { useDecideWay } from './use-itinerary.ts';

interface CancelWayProps {
  itinerary: Itinerary;
  places: Places;
  onClose: () => void;
}

/** Asks once more: all places of a way go at once, and others may take them. */
export function CancelWay({ itinerary, places, onClose }: CancelWayProps) {
  const { t } = useTranslation();
  const cancel = useDecideWay('cancel', () => {
    notifications.show({ message: t('itineraries.cancelDone') });
    onClose();
  });
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      title={t('itineraries.cancelTitle')}
    >
      <Stack>
        <Text>
          {t('itineraries.cancelText', { plate: itinerary.vehicle.plate, way: wayTitle(itinerary.legs, places) })}
        </Text>
        <FormProblem error={cancel.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('itineraries.keep')}
          </Button>
          <Button color="red.9" loading={cancel.isPending} onClick={() => cancel.mutate(itinerary.id)}>
            {t('itineraries.cancel')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
