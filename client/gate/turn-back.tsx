import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGate } from './gate-context.ts';
import type { GateTruck } from './gate-truck.ts';

const reasons = ['documents', 'cargo', 'vehicle'] as const;

/** A truck that is turned back is told why, and so is its carrier. */
export function TurnBack({ truck, onClose }: { truck: GateTruck; onClose: () => void }) {
  const { t } = useTranslation();
  const { record } = useGate();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const short = reason.trim().length < 3;

  function turnBack(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (short) return;
    void record(truck, { step: 'turned-back', post: null, reason: reason.trim() });
    onClose();
  }

  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      title={t('gate.turnBackTitle', { plate: truck.plate })}
    >
      <form onSubmit={turnBack}>
        <Stack>
          <Group gap="xs">
            {reasons.map((each) => (
              <Button key={each} size="md" variant="default" onClick={() => setReason(t(`gate.reason.${each}`))}>
                {t(`gate.reason.${each}`)}
              </Button>
            ))}
          </Group>
          <Textarea
            label={t('gate.reasonLabel')}
            data-autofocus
            autosize
            minRows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={tried && short ? t('gate.reasonShort') : undefined}
          />
          <Group justify="flex-end">
            <Button size="md" variant="default" onClick={onClose}>
              {t('app.cancel')}
            </Button>
            <Button size="md" color="red.9" type="submit">
              {t('gate.do.turned-back')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
