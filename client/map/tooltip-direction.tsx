import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { Direction } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import { useLoad } from '../live/use-live.ts';
import { DirectionIcon } from '../parts/direction.tsx';
import { StateGlyph } from '../parts/load-glyph.tsx';
import { countAtPosts } from '../parts/queue-now.ts';
import { TrendArrow } from '../parts/trend-arrow.tsx';
import { useQueueNow } from '../parts/use-queue-now.ts';
import { useWaitText } from '../parts/wait-text.ts';

interface TooltipDirectionProps {
  checkpoint: Checkpoint;
  direction: Direction;
}

/** Queue, wait and places of one direction, in four short lines. */
export function TooltipDirection({ checkpoint, direction }: TooltipDirectionProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const waitText = useWaitText();
  const { queue, hour, trend, state } = useQueueNow(checkpoint.id, direction);
  const load = useLoad(checkpoint.id)?.[direction];
  const atPosts = countAtPosts(queue);
  return (
    <Stack gap={0}>
      <Group gap={6} wrap="nowrap">
        <StateGlyph state={state} />
        <DirectionIcon direction={direction} />
        <Text fz="sm" fw={600}>
          {t(`direction.${direction}`)}: {t(`queue.state.${state}`).toLocaleLowerCase(format.language)}
        </Text>
      </Group>
      <Stack gap={0} pl={43}>
        {typeof queue?.waiting === 'number' && (
          <Group gap={4} wrap="nowrap" fz="xs">
            <span>
              {t('queue.trucks', { count: queue.waiting })}, {t('queue.inPosts', { count: atPosts ?? 0 })}
            </span>
            <TrendArrow trend={trend} />
          </Group>
        )}
        {hour && state !== 'closed' && (
          <Text fz="xs" fw={600}>
            {t('queue.expectedWait', { wait: waitText.band(hour) })}
          </Text>
        )}
        {load && (
          <Text fz="xs" c="dimmed">
            {load.places > 0 && t('load.leftOf', { left: Math.max(0, load.places - load.taken), places: load.places })}
            {load.places > 0 && ' · '}
            {load.nextFreeAt
              ? `${t('load.nextFree')}: ${format.dayAndTime(load.nextFreeAt, checkpoint.kzZone)}`
              : t('load.noFree')}
          </Text>
        )}
      </Stack>
    </Stack>
  );
}
