import { Paper, Text } from '@mantine/core';
import { DateTime } from 'luxon';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Sailing } from '../../shared/contract/sailings.ts';
import { useFormat } from '../i18n/format.ts';
import { countsOf } from './counts.ts';
import styles from './sailings.module.css';
import { buildTimetable, type TimetableBar } from './timetable.ts';
import { kazakhZone, usePorts } from './use-ports.ts';

interface TimetablePictureProps {
  sailings: readonly Sailing[];
  fromMs: number;
  toMs: number;
  now: Date;
}

/** Days across, ships down: who is at sea when, and which of its four counts is full. */
export function TimetablePicture({ sailings, fromMs, toMs, now }: TimetablePictureProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = buildTimetable(sailings, fromMs, toMs);
  const left = (ms: number) => `${(100 * (ms - fromMs)) / (toMs - fromMs)}%`;
  return (
    <Paper withBorder p="md" component="figure" m={0} aria-label={t('sailings.picture')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, and keys must reach that */}
      <section className={styles.scroll} tabIndex={0} aria-label={t('sailings.picture')}>
        <div className={styles.picture}>
          <div className={styles.axis} aria-hidden>
            {midnights(fromMs, toMs).map((day) => (
              <span key={day} className={styles.tick} style={{ left: left(day) }}>
                {format.weekday(new Date(day), kazakhZone)} {format.dayOfMonth(new Date(day), kazakhZone)}
              </span>
            ))}
          </div>
          <ul className={styles.rows}>
            {rows.map(({ shipId, shipName, bars }) => (
              <li key={shipId} className={styles.row}>
                <span className={styles.rowName}>{shipName}</span>
                <div className={styles.track}>
                  <span className={styles.now} style={{ left: left(now.getTime()) }} aria-hidden />
                  {bars.map((bar) => (
                    <Bar key={bar.sailing.id} bar={bar} />
                  ))}
                </div>
              </li>
            ))}
          </ul>
        </div>
      </section>
      <Text fz="xs" c="dimmed" mt={6}>
        {t('sailings.pictureHint')}
      </Text>
    </Paper>
  );
}

function Bar({ bar: { sailing, from, to, startsBefore, endsAfter } }: { bar: TimetableBar }) {
  const { t } = useTranslation();
  const format = useFormat();
  const ports = usePorts();
  const way = `${ports.name(sailing.fromPortId)} → ${ports.name(sailing.toPortId)}`;
  const departs = format.dayAndTime(sailing.expectedDepartureAt, ports.zone(sailing.fromPortId));
  const label = `${sailing.shipName}, ${way}, ${departs}, ${t(`sailings.state.${sailing.state}`)}`;
  return (
    <Link
      to={`/sailings/${sailing.id}`}
      className={styles.bar}
      data-state={sailing.state}
      data-open-start={startsBefore || undefined}
      data-open-end={endsAfter || undefined}
      style={{ left: `${100 * from}%`, width: `${100 * (to - from)}%` }}
      aria-label={label}
      title={label}
    >
      <span className={styles.barText} aria-hidden>
        {way}
      </span>
      <span className={styles.barGauges} aria-hidden>
        {countsOf(sailing).map(({ name, share, state }) => (
          <span key={name} className={styles.barGauge} data-state={state}>
            <span style={{ width: `${Math.min(1, share) * 100}%` }} />
          </span>
        ))}
      </span>
    </Link>
  );
}

function midnights(fromMs: number, toMs: number): number[] {
  const days: number[] = [];
  let day = DateTime.fromMillis(fromMs, { zone: kazakhZone }).startOf('day').plus({ days: 1 });
  while (day.toMillis() < toMs) {
    days.push(day.toMillis());
    day = day.plus({ days: 1 });
  }
  return days;
}
