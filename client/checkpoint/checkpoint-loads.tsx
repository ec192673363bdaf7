import { Group, Paper, Progress, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { directionSchema } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import { useLoad } from '../live/use-live.ts';
import { DirectionIcon } from '../parts/direction.tsx';
import { StateGlyph, stateColor, stateOf } from '../parts/load-glyph.tsx';
import { BothTimes } from '../parts/two-clocks.tsx';

/** How full both directions are, with the time and the source of the numbers. */
export function CheckpointLoads({ checkpoint }: { checkpoint: Checkpoint }) {
  const { t } = useTranslation();
  const format = useFormat();
  const load = useLoad(checkpoint.id);
  if (!load) return <Skeleton height={110} />;
  return (
    <Stack gap={6}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        {directionSchema.options.map((direction) => {
          const { places, taken, nextFreeAt } = load[direction];
          const state = stateOf(load, direction);
          return (
            <Paper key={direction} withBorder px="md" py="sm">
              <Group justify="space-between" wrap="nowrap" align="flex-start">
                <Group gap={8} wrap="nowrap">
                  <StateGlyph state={state} size={20} />
                  <DirectionIcon direction={direction} size={17} />
                  <Text fw={600}>{t(`direction.${direction}`)}</Text>
                </Group>
                <Text fz="sm" fw={600} style={{ whiteSpace: 'nowrap' }}>
                  {t(`load.${state}`)}
                </Text>
              </Group>
              <Progress
                value={places > 0 ? (taken / places) * 100 : 0}
                color={stateColor(state)}
                size="sm"
                my={8}
                aria-label={t('load.leftOf', { left: Math.max(0, places - taken), places })}
              />
              <Group justify="space-between" gap={4}>
                <Text fz="sm">
                  {places > 0
                    ? t('load.leftOf', {
                        left: format.number(Math.max(0, places - taken)),
                        places: format.number(places),
                      })
                    : t('load.closed')}
                </Text>
                <Text fz="sm" c="dimmed">
                  {nextFreeAt ? `${t('load.nextFree')}: ` : t('load.noFree')}
                  {nextFreeAt && (
                    <Text span inherit c="var(--mantine-color-text)">
                      <BothTimes instant={nextFreeAt} checkpoint={checkpoint} />
                    </Text>
                  )}
                </Text>
              </Group>
            </Paper>
          );
        })}
      </SimpleGrid>
      <Text fz="xs" c="dimmed">
        {t('load.legend', { count: load.windowHours })} ·{' '}
        {t('load.asOf', { time: format.timeWithSeconds(load.asOf, checkpoint.kzZone) })} ·{' '}
        {t(`load.source.${load.source}`)}
      </Text>
    </Stack>
  );
}
