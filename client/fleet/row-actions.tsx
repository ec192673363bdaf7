import { ActionIcon, Button, Group, Modal, Stack, Text, Tooltip } from '@mantine/core';
import { IconArchive, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '../parts/form-error.tsx';

interface RowActionsProps {
  name: string;
  onChange: () => void;
  retire: { isPending: boolean; error: unknown; mutate: () => void; reset: () => void };
}

/** Change it, or take it out after a question. */
export function RowActions({ name, onChange, retire }: RowActionsProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const close = () => {
    setAsking(false);
    retire.reset();
  };
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      <Tooltip label={t('fleet.change')}>
        <ActionIcon variant="subtle" size="lg" aria-label={t('fleet.changeNamed', { name })} onClick={onChange}>
          <IconPencil size={18} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('fleet.retire')}>
        <ActionIcon
          variant="subtle"
          size="lg"
          color="red"
          aria-label={t('fleet.retireNamed', { name })}
          onClick={() => setAsking(true)}
        >
          <IconArchive size={18} />
        </ActionIcon>
      </Tooltip>
      <Modal
        opened={asking}
        onClose={close}
        closeButtonProps={{ 'aria-label': t('app.close') }}
        title={t('fleet.retireNamed', { name })}
      >
        <Stack>
          <Text fz="sm">{t('fleet.retireText')}</Text>
          <FormProblem error={retire.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('app.cancel')}
            </Button>
            <Button color="red" loading={retire.isPending} onClick={retire.mutate}>
              {t('fleet.retire')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Group>
  );
}
