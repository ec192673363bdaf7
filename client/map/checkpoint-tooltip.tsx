import { Divider, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { directionSchema } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import { usePostNames } from '../i18n/use-checkpoint-names.ts';
import { useLoad } from '../live/use-live.ts';
import { DirectionIcon } from '../parts/direction.tsx';
import { StateGlyph, stateOf } from '../parts/load-glyph.tsx';
import { ClocksNow } from '../parts/two-clocks.tsx';

export function CheckpointTooltip({ checkpoint }: { checkpoint: Checkpoint }) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = usePostNames(checkpoint);
  const load = useLoad(checkpoint.id);
  return (
    <Stack gap={6} style={{ whiteSpace: 'nowrap' }}>
      <Text fw={650}>{names.both}</Text>
      <ClocksNow checkpoint={checkpoint} />
      <Divider color="var(--otkel-line)" />
      {load &&
        directionSchema.options.map((direction) => {
          const { places, taken, nextFreeAt } = load[direction];
          const state = stateOf(load, direction);
          return (
            <Stack key={direction} gap={0}>
              <Group gap={6} wrap="nowrap">
                <StateGlyph state={state} />
                <DirectionIcon direction={direction} />
                <Text fz="sm" fw={600}>
                  {t(`direction.${direction}`)}: {t(`load.${state}`).toLocaleLowerCase(format.language)}
                </Text>
              </Group>
              <Text fz="xs" c="dimmed" pl={43}>
                {places > 0 && t('load.leftOf', { left: Math.max(0, places - taken), places })}
                {places > 0 && ' · '}
                {nextFreeAt
                  ? `${t('load.nextFree')}: ${format.dayAndTime(nextFreeAt, checkpoint.kzZone)}`
                  : t('load.noFree')}
              </Text>
            </Stack>
          );
        })}
      {load && (
        <Text fz={11} c="dimmed">
          {t('load.asOf', { time: format.timeWithSeconds(load.asOf, checkpoint.kzZone) })} ·{' '}
          {t(`load.source.${load.source}`)}
        </Text>
      )}
    </Stack>
  );
}
