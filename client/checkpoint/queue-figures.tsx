import { Group, Progress, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueStatus } from '../../shared/contract/queues.ts';
import { useFormat } from '../i18n/format.ts';
import { StateGlyph } from '../parts/load-glyph.tsx';
import { countAtPosts } from '../parts/queue-now.ts';
import { TrendArrow } from '../parts/trend-arrow.tsx';
import type { QueueNow } from '../parts/use-queue-now.ts';
import { useWaitText } from '../parts/wait-text.ts';
import styles from './queue.module.css';

function Figure({ label, value, children }: { label: string; value: ReactNode; children?: ReactNode }) {
  return (
    <div>
      <Text component="dt" fz="xs" c="dimmed">
        {label}
      </Text>
      <dd style={{ margin: 0 }}>
        <div className={styles.figure}>{value}</div>
        <Text component="div" fz="xs" c="dimmed" mih="1.3em">
          {children}
        </Text>
      </dd>
    </div>
  );
}

/** The queue in five numbers; one that nobody feeds is a dash and not a nought. */
export function QueueFigures({
  queue,
  hour,
  forecast,
  trend,
  waitingHourAgo,
  state,
}: QueueNow & { queue: QueueStatus }) {
  const { t } = useTranslation();
  const format = useFormat();
  const waitText = useWaitText();
  const shown = (count: number | null | undefined) => (typeof count === 'number' ? format.number(count) : '—');
  const { clearedLastHour, scheduledPerHour, oldestWaitMinutes } = queue;
  return (
    <dl className={styles.figures}>
      <Figure
        label={t('queue.figure.wait')}
        value={
          <Group gap={8} wrap="nowrap" component="span">
            <StateGlyph state={state} size={20} />
            {hour ? waitText.band(hour) : '—'}
          </Group>
        }
      >
        {!hour && t('queue.forecastMissing')}
        {hour && t(forecast?.basedOn === 'bookings' ? 'queue.figure.waitByBookings' : 'queue.figure.waitHint')}
      </Figure>
      <Figure
        label={t('queue.figure.waiting')}
        value={
          <Group gap={4} wrap="nowrap" component="span">
            {shown(queue.waiting)}
            <TrendArrow trend={trend} size={18} />
          </Group>
        }
      >
        {trend && waitingHourAgo !== undefined
          ? t('queue.figure.hourAgo', { count: Math.round(waitingHourAgo) })
          : t('queue.figure.noTrend')}
      </Figure>
      <Figure label={t('queue.figure.atPosts')} value={shown(countAtPosts(queue))}>
        {t('queue.figure.expected', { count: queue.expected })}
      </Figure>
      <Figure
        label={t('queue.figure.oldest')}
        value={queue.waiting && oldestWaitMinutes !== null ? waitText.one(oldestWaitMinutes) : '—'}
      >
        {queue.waiting === 0 && t('queue.figure.nobody')}
      </Figure>
      <Figure label={t('queue.figure.cleared')} value={shown(clearedLastHour)}>
        {scheduledPerHour > 0
          ? t('queue.figure.scheduled', { value: format.number(Math.round(scheduledPerHour)) })
          : t('queue.figure.closedNow')}
        <Progress
          value={scheduledPerHour > 0 ? Math.min(100, ((clearedLastHour ?? 0) / scheduledPerHour) * 100) : 0}
          size={4}
          mt={3}
          aria-hidden
        />
      </Figure>
    </dl>
  );
}
