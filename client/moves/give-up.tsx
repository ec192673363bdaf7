import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Move } from '../../shared/contract/moves.ts';
import { FormProblem } from '../parts/form-error.tsx';
import { useAnswer } from './use-answer.ts';

/** Asks once more: the place is gone to others at once. */
export function GiveUp({ move, onClose }: { move: Move; onClose: () => void }) {
  const { t } = useTranslation();
  const cancel = useAnswer(onClose);
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      title={t('bookings.cancelTitle')}
    >
      <Stack>
        <Text>{t('moves.cancelText', { plate: move.plate })}</Text>
        <FormProblem error={cancel.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('bookings.keep')}
          </Button>
          <Button
            color="red.9"
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ move, answer: { kind: 'cancel' } })}
          >
            {t('moves.cancel')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
