import { Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { useFormat } from '../i18n/format.ts';
import { BothTimes } from '../parts/two-clocks.tsx';
import { useWaitText } from '../parts/wait-text.ts';
import type { WaitPoint } from './wait-points.ts';

interface WaitTooltipProps {
  /** undefined while no point is looked at */
  point: WaitPoint | undefined;
  checkpoint: Checkpoint;
}

export function WaitTooltip({ point, checkpoint }: WaitTooltipProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const waitText = useWaitText();
  if (!point) return null;
  const { at, waiting, measured, measuredP80, forecast, band } = point;
  return (
    <Paper withBorder shadow="md" px="sm" py={6} radius="md">
      <Stack gap={2} fz="sm">
        <BothTimes instant={new Date(at)} checkpoint={checkpoint} />
        {waiting !== null && <span>{t('queue.trucks', { count: Math.round(waiting) })}</span>}
        {measured !== null && (
          <span>
            {t('queue.chart.measured')}:{' '}
            {waitText.band({ waitP50Minutes: measured, waitP80Minutes: measuredP80 ?? measured })}
          </span>
        )}
        {forecast !== null && (
          <Text span inherit fw={600}>
            {t('queue.chart.expected')}:{' '}
            {waitText.band({ waitP50Minutes: forecast, waitP80Minutes: band?.[1] ?? null })}
          </Text>
        )}
        {waiting === null && measured === null && forecast === null && (
          <span>{t('load.unknown').toLocaleLowerCase(format.language)}</span>
        )}
      </Stack>
    </Paper>
  );
}
