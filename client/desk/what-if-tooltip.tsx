import { Paper, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { useFormat } from '../i18n/format.ts';
import { BothTimes } from '../parts/two-clocks.tsx';
import { useWaitText } from '../parts/wait-text.ts';
import type { WhatIfPoint } from './what-if-points.ts';

interface WhatIfTooltipProps {
  /** undefined while no hour is looked at */
  point: WhatIfPoint | undefined;
  checkpoint: Checkpoint;
}

export function WhatIfTooltip({ point, checkpoint }: WhatIfTooltipProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const waitText = useWaitText();
  if (!point) return null;
  const band = (p50: number | null, both: [number, number] | null) =>
    p50 === null
      ? t('queue.noForecast')
      : waitText.band({ waitP50Minutes: p50, waitP80Minutes: both ? both[1] : null });
  const { at, before, after, fitting, over } = point;
  return (
    <Paper withBorder shadow="md" px="sm" py={6} radius="md">
      <Stack gap={2} fz="sm">
        <BothTimes instant={new Date(at)} checkpoint={checkpoint} />
        <span>{t('desk.whatIf.placesChange', { before: format.number(before), after: format.number(after) })}</span>
        <span>
          {t('desk.whatIf.booked', { count: fitting + over })}
          {over > 0 && `, ${t('desk.overTrucks', { count: over })}`}
        </span>
        <span>
          {t('desk.whatIf.waitChange', {
            before: band(point.now, point.nowBand),
            after: band(point.changed, point.changedBand),
          })}
        </span>
      </Stack>
    </Paper>
  );
}
