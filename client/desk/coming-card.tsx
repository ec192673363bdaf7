import { Anchor, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Direction } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import { usePostNames } from '../i18n/use-checkpoint-names.ts';
import { SourceBadge } from '../parts/source-badge.tsx';
import { TrendArrow } from '../parts/trend-arrow.tsx';
import { useQueueNow } from '../parts/use-queue-now.ts';
import { useWaitText } from '../parts/wait-text.ts';
import type { Coming } from './coming.ts';
import { ComingPicture } from './coming-picture.tsx';
import styles from './desk.module.css';

/** One checkpoint in the next hours: who stands there, who comes, how long they will wait. */
export function ComingCard({ coming, direction }: { coming: Coming; direction: Direction }) {
  const { t } = useTranslation();
  const format = useFormat();
  const waitText = useWaitText();
  const { row, hours, trucks, firstWait, worstWait } = coming;
  const { checkpoint } = row;
  const names = usePostNames(checkpoint);
  const { queue, trend } = useQueueNow(checkpoint.id, direction);
  return (
    <article className={styles.coming}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Anchor
          component={Link}
          to={`/checkpoints/${checkpoint.id}?direction=${direction}`}
          fw={600}
          fz="sm"
          c="inherit"
          truncate
        >
          {names.both}
        </Anchor>
        <SourceBadge source={queue?.source ?? 'none'} />
      </Group>
      <Group gap={4} wrap="nowrap">
        <TrendArrow trend={trend} />
        <Text fz="xs">
          {typeof queue?.waiting === 'number' ? t('queue.trucks', { count: queue.waiting }) : t('queue.noFeed')}
          {' · '}
          {t('desk.comingTrucks', { count: trucks })}
        </Text>
      </Group>
      <ComingPicture hours={hours} />
      <div className={styles.comingTimes} aria-hidden>
        {hours.map(({ startsAt }) => (
          <span key={startsAt}>{format.time(startsAt, checkpoint.kzZone)}</span>
        ))}
      </div>
      <Text fz="xs" c="dimmed">
        {firstWait && worstWait
          ? t('desk.comingWait', { now: waitText.band(firstWait), worst: waitText.band(worstWait) })
          : t('desk.noForecast')}
      </Text>
    </article>
  );
}
