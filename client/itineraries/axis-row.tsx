import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import styles from './band.module.css';
import { type Span, shareOf, type Tick } from './time-axis.ts';

interface AxisRowProps {
  span: Span;
  ticks: readonly Tick[];
  zone: string;
  /** whose clock it is */
  place: string;
}

/** Days and hours on one clock; what the pictures say is in words beside them, so that readers of the screen need no ruler. */
export function AxisRow({ span, ticks, zone, place }: AxisRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const offset = format.offset(new Date(span.fromMs), zone);
  return (
    <div aria-hidden>
      <span className={styles.axisZone}>{t('itineraries.axis', { place, offset })}</span>
      <div className={styles.axis}>
        {ticks.map(({ atMs, isDay }) => {
          const share = shareOf(atMs, span);
          const at = new Date(atMs);
          return (
            // At the very end of the row there is no room for a name.
            share < 0.93 && (
              <span key={atMs} style={{ insetInlineStart: `${(share * 100).toFixed(3)}%` }}>
                {isDay ? `${format.weekday(at, zone)} ${format.dayOfMonth(at, zone)}` : format.time(at, zone)}
              </span>
            )
          );
        })}
      </div>
    </div>
  );
}
