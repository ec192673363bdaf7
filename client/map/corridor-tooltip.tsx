import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Corridor, Way } from '../../shared/contract/corridors.ts';
import { useWayText } from '../corridors/use-way-text.ts';
import type { BothTimes } from '../corridors/way-state.ts';
import { useFormat } from '../i18n/format.ts';

interface CorridorTooltipProps {
  corridor: Corridor;
  way: Way;
  times: BothTimes;
}

/** What a way takes now, both ways, beside what it takes without a wait. */
export function CorridorTooltip({ corridor, way, times }: CorridorTooltipProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useWayText();
  return (
    <Stack gap={4} maw={300} style={{ whiteSpace: 'normal' }}>
      <Text fw={650} fz="sm" miw={200}>
        {text.corridor(corridor)}
      </Text>
      <Text fz="xs" c="dimmed">
        {text.via(way)} · {t('corridors.kmOf', { km: format.number(way.distanceKm) })}
      </Text>
      {[times.there, times.back].map(
        (time) =>
          time && (
            <Text key={String(time.isReversed)} fz="xs">
              {text.corridor(corridor, time.isReversed)}: <b>{text.now(time, way.nodes)}</b>,{' '}
              {t('corridors.free', { time: text.span(time.freeMinutes) })}
            </Text>
          ),
      )}
    </Stack>
  );
}
