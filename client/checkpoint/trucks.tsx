import { useFormat } from '../i18n/format.ts';
import styles from './queue.module.css';

/** More of them say nothing more: the number stands above. */
const drawnAtMost = 24;

interface TrucksProps {
  count: number;
  /** drawn as outlines where nobody stands */
  places?: number;
  /** gone already */
  faint?: boolean;
}

/** So many trucks, as a number and as small trucks seen from above. */
export function Trucks({ count, places = 0, faint = false }: TrucksProps) {
  const format = useFormat();
  const trucks = Math.min(count, drawnAtMost);
  const empty = Math.max(0, Math.min(places, drawnAtMost) - trucks);
  return (
    <div>
      <span className={styles.count}>{format.number(count)}</span>
      <div className={styles.trucks} aria-hidden>
        {Array.from({ length: trucks }, (_, index) => `truck ${index}`).map((key) => (
          <span key={key} className={styles.truck} data-faint={faint || undefined} />
        ))}
        {Array.from({ length: empty }, (_, index) => `empty ${index}`).map((key) => (
          <span key={key} className={styles.empty} />
        ))}
        {count > drawnAtMost && <span className={styles.more}>+{format.number(count - drawnAtMost)}</span>}
      </div>
    </div>
  );
}
