import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Direction } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import { DirectionIcon } from '../parts/direction.tsx';
import { TrendArrow } from '../parts/trend-arrow.tsx';
import { useQueueNow } from '../parts/use-queue-now.ts';
import { useQueueWords, useWaitText } from '../parts/wait-text.ts';
import styles from './map.module.css';

/** The queue of one direction: trucks that wait with their trend, and the expected wait. */
export function QueueCell({ checkpointId, direction }: { checkpointId: string; direction: Direction }) {
  const { t } = useTranslation();
  const format = useFormat();
  const waitText = useWaitText();
  const queueNow = useQueueNow(checkpointId, direction);
  const words = useQueueWords()(direction, queueNow);
  const { queue, hour, state, trend } = queueNow;
  const waiting = queue?.waiting;
  const shade = state === 'unknown' ? 'closed' : state;
  const wait = () => {
    if (state === 'closed') return t('queue.legendOf.closed');
    return hour ? waitText.band(hour) : t('queue.noForecast');
  };
  return (
    <span
      title={words}
      className={styles.queue}
      style={{ background: `var(--otkel-${shade}-cell)`, color: `var(--otkel-${shade}-ink)` }}
    >
      <VisuallyHidden>{words}</VisuallyHidden>
      <span aria-hidden className={styles.queueCount}>
        <DirectionIcon direction={direction} size={13} />
        <span>
          <TrendArrow trend={trend} /> {typeof waiting === 'number' ? format.number(waiting) : '—'}
        </span>
      </span>
      <span aria-hidden className={styles.queueWait}>
        {wait()}
      </span>
    </span>
  );
}
