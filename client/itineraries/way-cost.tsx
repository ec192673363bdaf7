import { Box, Group, Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ItineraryOffer } from '../../shared/contract/itineraries.ts';
import { useFormat } from '../i18n/format.ts';

const parts = [
  { part: 'travel', color: 'river.6' },
  { part: 'delay', color: 'orange.5' },
  { part: 'detour', color: 'grape.5' },
  { part: 'risk', color: 'gray.5' },
] as const;

interface WayCostProps {
  cost: ItineraryOffer['cost'];
  /** of the dearest offer: its bar is the whole width */
  dearestMinutes: number;
}

/** What a way is ranked by: a bar of its parts, and the same in words. */
export function WayCost({ cost, dearestMinutes }: WayCostProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const minutesOf = {
    travel: cost.travelMinutes,
    delay: cost.delayMinutes,
    detour: cost.detourMinutes,
    risk: cost.riskMinutes,
  };
  const shown = parts.filter(({ part }) => minutesOf[part] > 0);
  return (
    <Box>
      <Progress.Root size={8} aria-hidden>
        {shown.map(({ part, color }) => (
          <Progress.Section key={part} value={(100 * minutesOf[part]) / Math.max(1, dearestMinutes)} color={color} />
        ))}
      </Progress.Root>
      <Group gap="xs" mt={4}>
        <Text fz="xs">{t('itineraries.cost.total', { duration: format.minutes(cost.totalMinutes) })}</Text>
        {shown.map(({ part, color }) => (
          <Group key={part} gap={5} wrap="nowrap">
            <Box w={8} h={8} bg={color} style={{ borderRadius: 2, flexShrink: 0 }} />
            <Text fz="xs" c="dimmed">
              {t(`itineraries.cost.${part}`)} {format.minutes(minutesOf[part])}
            </Text>
          </Group>
        ))}
      </Group>
    </Box>
  );
}
