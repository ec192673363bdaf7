import { DateTime } from 'luxon';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { useFormat } from '../i18n/format.ts';
import styles from './grid.module.css';

const hourMs = 3_600_000;

/** So wide is a time on the ruler, with a gap. */
const labelWidth = 38;
/** Both clocks, as wide as they get. */
const cursorWidth = 96;
const steps = [1, 2, 3, 6, 12, 24];

interface HoursRulerProps {
  startsAt: readonly string[];
  cellWidth: number;
  /** the Kazakh clock: all posts of this side have the same offset since March 2024 */
  kzZone: string;
  /** what is pointed at or reached by the keys */
  cursor: { hour: number; checkpoint: Checkpoint } | undefined;
}

/** Days and hours on the Kazakh clock; at the hour that is looked at both clocks of its checkpoint. */
export function HoursRuler({ startsAt, cellWidth, kzZone, cursor }: HoursRulerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const every = steps.find((step) => step * cellWidth >= labelWidth) ?? 24;
  const local = startsAt.map((start, hour) => ({ start, hour, clock: DateTime.fromISO(start, { zone: kzZone }) }));
  const days = local.filter(({ hour, clock }) => hour === 0 || clock.hour === 0);
  const lastDayIsWide = (hour: number) => (startsAt.length - hour) * cellWidth > 70;
  const cursorStart = cursor && startsAt[cursor.hour];
  return (
    <thead aria-hidden>
      <tr>
        <th className={styles.corner}>{t('desk.kazakhClock')}</th>
        <th className={styles.scaleCell}>
          <div className={styles.scale} style={{ width: startsAt.length * cellWidth }}>
            {days.map(({ start, hour }, index) => {
              const next = days[index + 1]?.hour ?? startsAt.length;
              const narrow = (next - hour) * cellWidth < 110;
              if (narrow && (next - hour) * cellWidth < 44) return null;
              return (
                <span key={start} className={styles.day} style={{ left: hour * cellWidth }}>
                  {narrow || !lastDayIsWide(hour)
                    ? format.day(start, kzZone)
                    : `${format.weekday(start, kzZone)}, ${format.day(start, kzZone)}`}
                </span>
              );
            })}
            {local
              .filter(({ clock }) => clock.hour % every === 0)
              .map(({ start, hour }) => (
                <span
                  key={start}
                  className={styles.hour}
                  style={{ left: hour * cellWidth }}
                  data-first={hour === 0 || undefined}
                >
                  {format.time(start, kzZone)}
                </span>
              ))}
            {cursor && cursorStart && (
              <span
                className={styles.cursor}
                style={{
                  left: `clamp(0px, ${(cursor.hour + 0.5) * cellWidth - cursorWidth / 2}px, 100% - ${cursorWidth}px)`,
                }}
              >
                {format.time(cursorStart, cursor.checkpoint.kzZone)} · {cursor.checkpoint.neighbour}{' '}
                {format.time(cursorStart, cursor.checkpoint.neighbourZone)}
              </span>
            )}
          </div>
        </th>
      </tr>
    </thead>
  );
}

interface HoursLinesProps {
  startsAt: readonly string[];
  cellWidth: number;
  kzZone: string;
  now: Date;
}

/** Where a day begins, and where we are. */
export function HoursLines({ startsAt, cellWidth, kzZone, now }: HoursLinesProps) {
  const midnights = startsAt.flatMap((start, hour) =>
    hour > 0 && DateTime.fromISO(start, { zone: kzZone }).hour === 0 ? [hour] : [],
  );
  const nowAt = (now.getTime() - Date.parse(startsAt[0] ?? '')) / hourMs;
  return (
    <div className={styles.lines} aria-hidden>
      {midnights.map((hour) => (
        <span key={hour} className={styles.midnight} style={{ left: hour * cellWidth - 0.75 }} />
      ))}
      {nowAt >= 0 && nowAt < startsAt.length && <span className={styles.now} style={{ left: nowAt * cellWidth - 1 }} />}
    </div>
  );
}
