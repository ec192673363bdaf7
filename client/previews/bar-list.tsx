import type { ReactNode } from 'react';
import styles from './previews.module.css';

interface BarProps {
  name: string;
  /** of the longest bar: 0 to 1 */
  share: number;
  text: ReactNode;
  bad?: boolean;
}

/** Bars that lie below each other, each with its name and number: a picture that reads as a list. */
export function BarList({ bars, label }: { bars: readonly BarProps[]; label: string }) {
  return (
    <ul className={styles.bars} aria-label={label}>
      {bars.map(({ name, share, text, bad }) => (
        <li key={name}>
          <span>{name}</span>
          <span className={styles.track} aria-hidden>
            {share > 0 && (
              <span className={styles.fill} data-tone={bad ? 'bad' : undefined} style={{ width: `${100 * share}%` }} />
            )}
          </span>
          <strong>{text}</strong>
        </li>
      ))}
    </ul>
  );
}
