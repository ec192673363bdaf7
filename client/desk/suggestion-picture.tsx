import { useTranslation } from 'react-i18next';
import type { Suggestion } from '../../shared/contract/proposals.ts';
import { useFormat } from '../i18n/format.ts';
import styles from './desk.module.css';

interface SuggestionPictureProps {
  suggestion: Suggestion;
  nameOf: (checkpointId: string) => string;
}

/** The day at both checkpoints: what is taken of the places, the trucks that would go, and where they would stand. */
export function SuggestionPicture({ suggestion: { from, to, trucks }, nameOf }: SuggestionPictureProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const days = [
    { day: from, after: from.taken - trucks, stay: from.taken - trucks },
    { day: to, after: to.taken + trucks, stay: to.taken },
  ];
  const most = Math.max(1, ...days.flatMap(({ day, after }) => [day.places, day.taken, after]));
  const share = (count: number) => `${(Math.max(0, count) / most) * 100}%`;
  return (
    <div className={styles.exchange}>
      {days.map(({ day, after, stay }) => (
        <div key={day.checkpointId} className={styles.exchangeRow}>
          <span className={styles.exchangeName}>{nameOf(day.checkpointId)}</span>
          <span className={styles.track} aria-hidden>
            <span className={styles.capacity} style={{ width: share(day.places) }} />
            <span className={styles.taken} style={{ width: share(Math.min(stay, day.places)) }} />
            {stay > day.places && (
              <span className={styles.beyond} style={{ left: share(day.places), width: share(stay - day.places) }} />
            )}
            <span
              className={after > day.taken ? styles.comers : styles.goers}
              style={{ left: share(stay), width: share(trucks) }}
            />
            <span className={styles.limit} style={{ left: share(day.places) }} />
          </span>
          <span className={styles.exchangeNumbers}>
            {t('desk.suggestion.change', {
              before: format.number(day.taken),
              after: format.number(after),
              places: format.number(day.places),
            })}
          </span>
        </div>
      ))}
    </div>
  );
}
