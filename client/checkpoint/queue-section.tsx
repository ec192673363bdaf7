import { Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconBroadcastOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Checkpoint, Slot } from '../../shared/contract/checkpoints.ts';
import type { QueueStatus } from '../../shared/contract/queues.ts';
import type { Direction } from '../../shared/words.ts';
import { Message } from '../app/page-state.tsx';
import { useSlots } from '../live/use-live.ts';
import { AsOf } from '../parts/as-of.tsx';
import { SourceBadge } from '../parts/source-badge.tsx';
import { useQueueNow } from '../parts/use-queue-now.ts';
import { BottleneckSentence } from './bottleneck-sentence.tsx';
import { findBottleneck } from './find-bottleneck.ts';
import styles from './queue.module.css';
import { QueueFigures } from './queue-figures.tsx';
import { StagePicture } from './stage-picture.tsx';

interface QueueSectionProps {
  checkpoint: Checkpoint;
  direction: Direction;
}

/** What stands at the checkpoint now: the numbers, what limits them, and the trucks stage by stage. */
export function QueueSection({ checkpoint, direction }: QueueSectionProps) {
  const { t } = useTranslation();
  const queueNow = useQueueNow(checkpoint.id, direction);
  const { queue, forecast } = queueNow;
  const slots = useSlots(checkpoint.id);
  // As high as the section with its picture, so that nothing below moves when it comes.
  if (!queue) return <Skeleton className={styles.loading ?? ''} />;
  const bottleneck = findBottleneck(queue, presentSlot(slots, queue));
  return (
    <Paper withBorder p="md" component="section" aria-label={t('queue.now')}>
      <Group justify="space-between" gap="xs" mb="sm">
        <Title order={2}>{t('queue.now')}</Title>
        <Group gap="xs">
          <AsOf asOf={queue.asOf} zone={checkpoint.kzZone} />
          <SourceBadge source={queue.source ?? 'none'} />
          {forecast && <SourceBadge source="forecast" />}
        </Group>
      </Group>
      <QueueFigures {...queueNow} queue={queue} />
      {queue.source === null ? (
        <Message icon={IconBroadcastOff} title={t('queue.noFeed')} text={t('queue.noFeedText')} />
      ) : (
        <Stack gap="sm" mt="md">
          {bottleneck && <BottleneckSentence bottleneck={bottleneck} neighbour={checkpoint.neighbour} />}
          <StagePicture queue={queue} neighbour={checkpoint.neighbour} bottleneck={bottleneck} />
          <Text fz="xs" c="dimmed">
            {t('queue.pictureHint')}
          </Text>
        </Stack>
      )}
    </Paper>
  );
}

function presentSlot(slots: ReadonlyMap<number, Slot>, { direction, asOf }: QueueStatus): Slot | undefined {
  const at = Date.parse(asOf);
  return [...slots.values()].find(
    (slot) => slot.direction === direction && Date.parse(slot.startsAt) <= at && at < Date.parse(slot.endsAt),
  );
}
