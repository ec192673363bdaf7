import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { countNames } from '../../shared/contract/desk.ts';
import { useFormat } from '../i18n/format.ts';
import styles from './desk.module.css';
import type { DeskHour } from './read-hour.ts';

const texts = { total: 'slot.total', inspected: 'slot.inspectedRow', examined: 'slot.examinedRow' } as const;

/** Taken against places for the three counts of an hour; what does not fit stands behind the line of the places, hatched. */
export function CountBars({ hour: { places, taken, closedBecause, scarcest } }: { hour: DeskHour }) {
  const { t } = useTranslation();
  const format = useFormat();
  const most = Math.max(1, places.total, taken.total);
  const share = (count: number) => `${(count / most) * 100}%`;
  return (
    <dl className={styles.counts}>
      {countNames.map((count) => {
        const capacity = closedBecause ? 0 : places[count];
        const over = Math.max(0, taken[count] - capacity);
        return (
          <div key={count}>
            <Text component="dt" fz="xs" c="dimmed" fw={count === scarcest ? 650 : 400}>
              {t(texts[count])}
              {count === scarcest && ` · ${t('desk.scarcestMark')}`}
            </Text>
            <dd className={styles.count}>
              <span className={styles.track} aria-hidden>
                <span className={styles.capacity} style={{ width: share(capacity) }} />
                <span className={styles.taken} style={{ width: share(Math.min(taken[count], capacity)) }} />
                {over > 0 && <span className={styles.beyond} style={{ left: share(capacity), width: share(over) }} />}
                <span className={styles.limit} style={{ left: share(capacity) }} />
              </span>
              <Text span fz="sm" fw={600} {...(over > 0 && { c: 'var(--otkel-full-ink)' })}>
                {t('desk.takenOf', { taken: format.number(taken[count]), places: format.number(capacity) })}
              </Text>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
