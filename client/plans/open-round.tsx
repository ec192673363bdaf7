import { Button, Code, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustments, IconClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ScheduledRounds } from '../../shared/contract/rounds.ts';
import { useCaller } from '../api/caller.ts';
import { LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { useNow } from '../live/use-now.ts';
import { ChangeSchedule } from './change-schedule.tsx';
import { scheduleQuery } from './plans-query.ts';
import { usePlanText } from './use-plan-text.ts';

const secondMs = 1000;

/** The round that takes applications now, how long still, and what is promised of it. For everyone. */
export function OpenRound() {
  const { t } = useTranslation();
  const { role } = useCaller();
  const [opened, dialog] = useDisclosure();
  const { data, isError, error, refetch } = useQuery(scheduleQuery);
  if (isError && !data) return <LoadFailed error={error} retry={() => void refetch()} />;
  if (!data) return <LoadingLines count={1} height={120} />;
  return (
    <Paper withBorder p="md" mb="md" component="section" aria-label={t('rounds.open')}>
      <Group justify="space-between" align="flex-start">
        <Stack gap={4} flex={1} miw={240}>
          <Title order={2}>{t('rounds.open')}</Title>
          {data.openRound ? <Times openRound={data.openRound} /> : <Text c="dimmed">{t('rounds.notYet')}</Text>}
          <ScheduleSentence schedule={data.schedule} />
        </Stack>
        {role === 'planner' && (
          <Button variant="default" leftSection={<IconAdjustments size={16} />} onClick={dialog.open}>
            {t('rounds.change')}
          </Button>
        )}
      </Group>
      {opened && <ChangeSchedule schedule={data.schedule} onClose={dialog.close} />}
    </Paper>
  );
}

function Times({ openRound }: { openRound: NonNullable<ScheduledRounds['openRound']> }) {
  const { t } = useTranslation();
  const text = usePlanText();
  const now = useNow(secondMs);
  const { closingAt, planningAt, publicationAt, seedHash } = openRound;
  const secondsLeft = Math.max(0, Math.ceil((Date.parse(closingAt) - now.getTime()) / secondMs));
  const left =
    secondsLeft < 60 ? t('rounds.seconds', { count: secondsLeft }) : text.minutes(Math.floor(secondsLeft / 60));
  return (
    <>
      <Group gap="xs">
        <IconClock size={20} aria-hidden />
        <Text fz="lg" fw={650} role="timer">
          {secondsLeft > 0 ? t('rounds.closesIn', { left }) : t('rounds.closing')}
        </Text>
      </Group>
      <Text fz="sm">
        {t('rounds.times', {
          closing: text.when(closingAt),
          planning: text.time(planningAt),
          publication: text.time(publicationAt),
        })}
      </Text>
      <Text fz="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {t('rounds.hash')} <Code>{seedHash}</Code>
      </Text>
    </>
  );
}

function ScheduleSentence({ schedule }: Pick<ScheduledRounds, 'schedule'>) {
  const { t } = useTranslation();
  const text = usePlanText();
  const { firstClosing, everyMinutes, horizonDays, fairnessStrength } = schedule;
  const rhythm =
    everyMinutes === 1440
      ? t('rounds.daily', { time: firstClosing })
      : t('rounds.every', { time: firstClosing, duration: text.minutes(everyMinutes) });
  const fairness =
    fairnessStrength > 0 ? t('rounds.fair', { strength: text.number(fairnessStrength) }) : t('rounds.cheapest');
  return (
    <Text fz="sm" c="dimmed">
      {[rhythm, t('rounds.horizon', { count: horizonDays }), fairness].join(' ')}
    </Text>
  );
}
