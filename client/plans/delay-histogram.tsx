import { Box, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlanDecision } from '../../shared/contract/plans.ts';
import { usePlanText } from './use-plan-text.ts';

/** Upper ends of the bars, in minutes of an ordinary truck; the last has none. */
const ends = [0, 60, 180, 360, 720, Number.POSITIVE_INFINITY];

/** @returns how many decisions fall under each end and above the one before */
export function countDelays(decisions: readonly PlanDecision[]): { upTo: number; count: number }[] {
  const costs = decisions.flatMap(({ slot, cost }) => (slot ? [cost.delay + cost.detour] : []));
  return ends.map((upTo, index) => {
    const above = ends[index - 1] ?? -1;
    return { upTo, count: costs.filter((cost) => cost > above && cost <= upTo).length };
  });
}

/** How the delay is spread over the trucks: one bar for each step, and one for those without a slot. */
export function DelayHistogram({ decisions }: { decisions: readonly PlanDecision[] }) {
  const { t } = useTranslation();
  const text = usePlanText();
  const label = (upTo: number) => {
    if (upTo === 0) return t('plans.delay.none');
    if (upTo === Number.POSITIVE_INFINITY) return t('plans.delay.more', { duration: text.minutes(ends.at(-2)!) });
    return t('plans.delay.upTo', { duration: text.minutes(upTo) });
  };
  const served = countDelays(decisions).map(({ upTo, count }) => ({ name: label(upTo), count, color: 'river.6' }));
  const without = decisions.filter(({ slot }) => slot === null).length;
  const bars = [...served, { name: t('plans.delay.noSlot'), count: without, color: 'red.5' }];
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <Box>
      <Title order={2} mb={4}>
        {t('plans.delay.title')}
      </Title>
      <Text fz="sm" c="dimmed" mb="sm">
        {t('plans.delay.of', { count: decisions.length })}
      </Text>
      <Stack gap={6} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {bars.map(({ name, count, color }) => (
          <Group key={name} component="li" gap="sm" wrap="nowrap">
            <Text fz="sm" w={130} style={{ flexShrink: 0 }}>
              {name}
            </Text>
            <Progress value={(100 * count) / most} color={color} size={14} flex={1} radius="sm" aria-hidden />
            <Text fz="sm" w={48} ta="right">
              {text.number(count)}
            </Text>
          </Group>
        ))}
      </Stack>
    </Box>
  );
}
