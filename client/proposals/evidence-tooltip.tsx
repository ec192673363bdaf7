import { Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { Finding } from '../../shared/contract/proposals.ts';
import { useFormat } from '../i18n/format.ts';
import { BothTimes } from '../parts/two-clocks.tsx';
import type { EvidencePoint } from './evidence-points.ts';
import { useFindingText } from './use-finding-text.ts';

interface EvidenceTooltipProps {
  /** undefined while no hour is looked at */
  point: EvidencePoint | undefined;
  finding: Finding;
  checkpoint: Checkpoint;
}

export function EvidenceTooltip({ point, finding: { what }, checkpoint }: EvidenceTooltipProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useFindingText();
  if (!point) return null;
  const { measured, band, parameter, throughput, capacity, trucks } = point;
  return (
    <Paper withBorder shadow="md" px="sm" py={6} radius="md">
      <Stack gap={2} fz="sm">
        <BothTimes instant={point.startsAt} checkpoint={checkpoint} />
        {measured !== null && (
          <Text span inherit fw={600}>
            {t(`proposals.chart.${what === 'minutes' ? 'median' : 'measured'}`)}: {text.value(what, measured)}
          </Text>
        )}
        {band && (
          <span>
            {t('proposals.chart.band')}: {text.value(what, band[0])} – {text.value(what, band[1])}
          </span>
        )}
        <span>
          {t('proposals.chart.parameter')}: {text.value(what, parameter)}
        </span>
        <span>{t('proposals.chart.over', { count: trucks })}</span>
        <span>
          {t('proposals.chart.throughputOf', {
            trucks: format.number(throughput),
            most: format.number(Math.round(capacity)),
          })}
        </span>
      </Stack>
    </Paper>
  );
}
