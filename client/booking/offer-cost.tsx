import { Box, Group, Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Offer } from '../../shared/contract/bookings.ts';
import { useFormat } from '../i18n/format.ts';

interface OfferCostProps {
  cost: Offer['cost'];
  /** the dearest of the offers beside it: its bar is the whole width */
  dearestMinutes: number;
}

/** What an offer costs in time: a bar of its parts, and the same in words. A part that nobody knows is not there. */
export function OfferCost({ cost, dearestMinutes }: OfferCostProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const parts = listParts(cost);
  if (cost.totalMinutes === 0) {
    return (
      <Text fz="xs" c="dimmed">
        {t('offer.free')}
      </Text>
    );
  }
  return (
    <Box>
      <Progress.Root size={6} aria-hidden>
        {parts.map(({ part, minutes, color }) => (
          <Progress.Section key={part} value={(100 * minutes) / dearestMinutes} color={color} />
        ))}
      </Progress.Root>
      <Group gap="xs" mt={4} fz="xs">
        <Text fz="xs">{t('offer.counts', { duration: format.minutes(cost.totalMinutes) })}</Text>
        {parts.map(({ part, minutes, color }) => (
          <Group key={part} gap={5} wrap="nowrap">
            <Box w={8} h={8} bg={color} style={{ borderRadius: 2, flexShrink: 0 }} />
            <Text fz="xs" c="dimmed">
              {t(`offer.part.${part}`)}
              {parts.length > 1 && ` ${format.minutes(minutes)}`}
            </Text>
          </Group>
        ))}
      </Group>
    </Box>
  );
}

function listParts(cost: Offer['cost']) {
  const all = [
    { part: 'delay', minutes: cost.delayMinutes, color: 'river.6' },
    { part: 'detour', minutes: cost.detourMinutes, color: 'orange.5' },
    { part: 'expectedWait', minutes: cost.expectedWaitMinutes ?? 0, color: 'grape.5' },
    { part: 'risk', minutes: cost.riskMinutes ?? 0, color: 'grape.3' },
  ] as const;
  return all.filter(({ minutes }) => minutes > 0);
}
