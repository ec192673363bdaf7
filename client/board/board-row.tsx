import { VisuallyHidden } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { type Direction, directionSchema } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import { usePostNames } from '../i18n/use-checkpoint-names.ts';
import { useNow } from '../live/use-now.ts';
import { DirectionIcon } from '../parts/direction.tsx';
import { StateGlyph } from '../parts/load-glyph.tsx';
import { TrendArrow } from '../parts/trend-arrow.tsx';
import { useQueueAsOfText } from '../parts/use-as-of-text.ts';
import { useQueueNow } from '../parts/use-queue-now.ts';
import { useQueueWords, useWaitText } from '../parts/wait-text.ts';
import styles from './board.module.css';

/** One checkpoint on the wall: its names, the clock across the border, and the queue of both directions. */
export const BoardRow = memo(function BoardRow({ checkpoint }: { checkpoint: Checkpoint }) {
  const names = usePostNames(checkpoint);
  return (
    <li className={styles.row}>
      <div className={styles.names}>
        <div className={styles.name}>{names.kz}</div>
        <div className={styles.small}>
          {names.neighbour} · <AsOf checkpoint={checkpoint} />
        </div>
      </div>
      <Clocks checkpoint={checkpoint} />
      {directionSchema.options.map((direction) => (
        <BoardQueue key={direction} checkpointId={checkpoint.id} direction={direction} />
      ))}
    </li>
  );
});

function AsOf({ checkpoint }: { checkpoint: Checkpoint }) {
  return useQueueAsOfText(checkpoint);
}

function Clocks({ checkpoint }: { checkpoint: Checkpoint }) {
  const now = useNow(5_000);
  const format = useFormat();
  return (
    <div className={styles.clocks}>
      <div className={styles.twoTimes}>
        {format.time(now, checkpoint.kzZone)} <span>/ {format.time(now, checkpoint.neighbourZone)}</span>
      </div>
      <div className={styles.small}>KZ / {checkpoint.neighbour}</div>
    </div>
  );
}

function BoardQueue({ checkpointId, direction }: { checkpointId: string; direction: Direction }) {
  const { t } = useTranslation();
  const format = useFormat();
  const waitText = useWaitText();
  const queueNow = useQueueNow(checkpointId, direction);
  const words = useQueueWords()(direction, queueNow);
  const { queue, hour, state, trend } = queueNow;
  const shade = state === 'unknown' ? 'closed' : state;
  const wait = () => {
    if (state === 'closed') return t('queue.legendOf.closed');
    return hour ? waitText.band(hour) : t('queue.noForecast');
  };
  return (
    <div
      className={styles.queue}
      style={{ background: `var(--otkel-${shade}-cell)`, color: `var(--otkel-${shade}-ink)` }}
    >
      <VisuallyHidden>{words}</VisuallyHidden>
      <span aria-hidden className={styles.sign}>
        <StateGlyph state={state} size={28} />
        <DirectionIcon direction={direction} size={26} />
      </span>
      <span aria-hidden className={styles.wait}>
        {wait()}
      </span>
      <span aria-hidden className={styles.trucks}>
        <TrendArrow trend={trend} size={22} />
        {typeof queue?.waiting === 'number' ? format.number(queue.waiting) : '—'}
      </span>
    </div>
  );
}
