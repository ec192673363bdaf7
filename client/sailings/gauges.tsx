import { useTranslation } from 'react-i18next';
import type { Sailing } from '../../shared/contract/sailings.ts';
import { useFormat } from '../i18n/format.ts';
import { type CountNow, countsOf } from './counts.ts';
import styles from './sailings.module.css';

/** Lane metres, tonnes, plugs and dangerous-goods places side by side: which one is full is seen before it is read. */
export function Gauges({ sailing }: { sailing: Pick<Sailing, 'places' | 'taken'> }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.gauges} aria-label={t('sailings.gauges')}>
      {countsOf(sailing).map((count) => (
        <Gauge key={count.name} count={count} />
      ))}
    </ul>
  );
}

function Gauge({ count: { name, taken, places, share, state } }: { count: CountNow }) {
  const { t } = useTranslation();
  const text = useCountText();
  return (
    <li className={styles.gauge} data-state={state}>
      <span className={styles.gaugeName}>{t(`sailings.count.${name}`)}</span>
      <span className={styles.gaugeTrack} aria-hidden>
        <span className={styles.gaugeFill} style={{ width: `${Math.min(1, share) * 100}%` }} />
      </span>
      <span className={styles.gaugeValue}>
        {t('sailings.of', { taken: text(name, taken), places: text(name, places) })}
        {share > 1 ? ` · ${t('sailings.overfull')}` : state === 'full' ? ` · ${t('sailings.full')}` : ''}
      </span>
    </li>
  );
}

/** Tonnes instead of kilograms; the unit stands in the name of the count. */
export function useCountText() {
  const format = useFormat();
  return (name: CountNow['name'], value: number) =>
    format.number(name === 'weightKg' ? Math.round(value / 1000) : Math.round(value));
}
