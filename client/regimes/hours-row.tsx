import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconClockEdit } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { useFormat } from '../i18n/format.ts';
import { ChangeHours } from './change-hours.tsx';

interface HoursRowProps {
  checkpoint: Checkpoint;
  mayChange: boolean;
}

/** When the checkpoint is open at all. */
export function HoursRow({ checkpoint, mayChange }: HoursRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [changing, change] = useDisclosure();
  const { status, hours, season } = checkpoint;
  const parts = [
    t(status === 'open' ? 'rules.open' : 'checkpoint.closed'),
    hours ? t('checkpoint.hoursRange', { from: hours.opensAt, to: hours.closesAt }) : t('checkpoint.roundTheClock'),
    season
      ? t('checkpoint.seasonRange', { from: format.monthDay(season.from), to: format.monthDay(season.to) })
      : t('checkpoint.allYear'),
  ];
  return (
    <div>
      <Group justify="space-between" mb={4} gap="xs">
        <Text component="h3" m={0} fw={650}>
          {t('checkpoint.hours')}
        </Text>
        {mayChange && (
          <Button variant="light" size="xs" leftSection={<IconClockEdit size={16} />} onClick={change.open}>
            {t('rules.changeHours')}
          </Button>
        )}
      </Group>
      <Text fz="sm">{parts.join(' · ')}</Text>
      {changing && <ChangeHours checkpoint={checkpoint} onClose={change.close} />}
    </div>
  );
}
