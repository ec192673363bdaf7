import { useFormat } from '../i18n/format.ts';
import styles from './compliance.module.css';
import { useShareWords } from './day-columns.tsx';
import { type Counts, greenShareOf, shareTone } from './share-rows.ts';

/** The share of green as a bar with the aim as a mark on it, and the number beside it. */
export function ShareBar({ counts, aim }: { counts: Counts; aim: number }) {
  const format = useFormat();
  const words = useShareWords()(counts);
  const share = greenShareOf(counts);
  return (
    <span className={styles.shareBar} role="img" aria-label={words} title={words}>
      <span className={styles.track}>
        <span className={styles.fill} data-tone={shareTone(counts, aim)} style={{ width: `${share * 100}%` }} />
        <span className={styles.aimMark} style={{ left: `${aim * 100}%` }} />
      </span>
      <span className={styles.number}>{format.percent(share)}</span>
    </span>
  );
}
