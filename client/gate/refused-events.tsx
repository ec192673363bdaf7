import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FiredRule } from '../../shared/contract/bookings.ts';
import { FiredRules } from '../compliance/fired-rules.tsx';
import { useFormat } from '../i18n/format.ts';
import { useGate } from './gate-context.ts';
import type { RefusedEvent } from './kept-event.ts';
import { useGateText } from './use-gate-text.ts';
import { dismissRefused, retryRefused, useOutbox } from './use-outbox.ts';

/** What the server refused stays here until the officer has decided: nothing that was recorded is dropped in silence. */
export function RefusedEvents({ onRetry }: { onRetry: () => Promise<void> }) {
  const { t } = useTranslation();
  const { refused } = useOutbox();
  if (refused.length === 0) return null;
  return (
    <Alert
      color="red"
      mb="md"
      icon={<IconAlertCircle size={22} />}
      title={t('gate.refused', { count: refused.length })}
      role="alert"
    >
      <Stack gap="sm">
        <Text fz="sm">{t('gate.refusedText')}</Text>
        {refused.map((kept) => (
          <Refused key={kept.event.id} kept={kept} onRetry={onRetry} />
        ))}
      </Stack>
    </Alert>
  );
}

function Refused({ kept, onRetry }: { kept: RefusedEvent; onRetry: () => Promise<void> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { checkpoint } = useGate();
  const text = useGateText(checkpoint.neighbour);
  const { event, truck, error } = kept;
  const step =
    event.step === 'undo'
      ? t('gate.do.undo')
      : text.deed({ state: event.step, post: event.post ?? null }, truck.direction);
  return (
    <Group justify="space-between" gap="xs">
      <div>
        <Text fw={600}>
          {truck.plate} · {step} · {format.dayAndTime(event.happenedAt, checkpoint.kzZone)}
        </Text>
        <Text fz="sm">{t(`error.${error.code}`)}</Text>
        {error.code === 'CARGO_BLOCKED' && <Blocked rules={error.rules ?? []} />}
      </div>
      <Group gap="xs">
        <Button size="md" variant="default" onClick={() => void retryRefused(event.id).then(onRetry)}>
          {t('gate.sendAgain')}
        </Button>
        <Button size="md" variant="default" onClick={() => void dismissRefused(event.id)}>
          {t('gate.dismiss')}
        </Button>
      </Group>
    </Group>
  );
}

/** A truck that may not be called: by which rules, and whom to ask. */
function Blocked({ rules }: { rules: readonly FiredRule[] }) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs" mt="xs">
      <FiredRules rules={rules.filter(({ channel }) => channel === 'blocked')} />
      <Text fz="sm" fw={600}>
        {t('compliance.blocked.atGate')}
      </Text>
    </Stack>
  );
}
