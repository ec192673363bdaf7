import { Alert, Group, Text } from '@mantine/core';
import { IconCloudCheck, IconCloudUp, IconDatabase } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useCaller } from '../api/caller.ts';
import { useFormat } from '../i18n/format.ts';
import styles from './gate.module.css';
import { useGate } from './gate-context.ts';
import type { Kept } from './kept-values.ts';
import type { SendOutcome } from './outbox.ts';
import { readOutbox, useOutbox } from './use-outbox.ts';

interface OutboxBannerProps {
  officerId: string;
  outcome: SendOutcome;
  /** the list of trucks that is shown, and of when it is */
  listAsOf: Kept<unknown> | undefined;
}

/** How many records wait on this device and why, and how old the list is. Always there, so that nothing jumps. */
export function OutboxBanner({ officerId, outcome, listAsOf }: OutboxBannerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { checkpoint } = useGate();
  const { waiting } = useOutbox();
  const own = waiting.filter((kept) => kept.officerId === officerId).length;
  const others = waiting.length - own;
  const Icon = own > 0 ? IconCloudUp : IconCloudCheck;
  return (
    <Alert
      color={own > 0 || others > 0 ? 'orange' : 'gray'}
      variant="light"
      py="xs"
      mb="md"
      icon={<Icon size={20} />}
      role="status"
    >
      <Group justify="space-between" gap="xs">
        <Text fz="sm" fw={600}>
          {own > 0 ? `${t('gate.waiting', { count: own })} ${t(`gate.because.${outcome}`)}` : t('gate.allSent')}
          {others > 0 && ` ${t('gate.waitingOthers', { count: others })}`}
        </Text>
        {listAsOf && (
          <Text fz="sm" c="dimmed">
            {listAsOf.recalled && <IconDatabase size={14} aria-hidden className={styles.inline ?? ''} />}
            {t(listAsOf.recalled ? 'gate.listKept' : 'gate.listAsOf', {
              time: format.time(listAsOf.asOf, checkpoint.kzZone),
            })}
          </Text>
        )}
      </Group>
    </Alert>
  );
}

/** Whoever signed out, or was, left records here: they are not lost, and the page says so before it asks to sign in. */
export function WaitingForSignIn() {
  const { t } = useTranslation();
  const { role, known } = useCaller();
  const { waiting } = useOutbox();
  useEffect(() => void readOutbox(), []);
  if (!known || role === 'officer' || waiting.length === 0) return null;
  return (
    <Alert color="orange" variant="light" icon={<IconCloudUp size={20} />} role="status" radius={0}>
      {t('gate.waiting', { count: waiting.length })} {t('gate.because.signed-out')}
    </Alert>
  );
}
