import { Paper, Text } from '@mantine/core';
import { DateTime } from 'luxon';
import { useTranslation } from 'react-i18next';
import type { Regime } from '../../shared/contract/regimes.ts';
import { useFormat } from '../i18n/format.ts';
import styles from './regimes.module.css';
import { buildTimeline, type TimelineBar, type TimelineSpan } from './timeline.ts';
import { useCheckpointText } from './use-checkpoint-text.ts';

const zone = 'Asia/Almaty';

interface RegimeTimelineProps {
  regimes: readonly Regime[];
  span: TimelineSpan;
  now: Date;
}

/** Who stands under which regime and when: a row for each checkpoint, or for those that share their regimes. */
export function RegimeTimeline({ regimes, span, now }: RegimeTimelineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { namesOf } = useCheckpointText();
  const rows = buildTimeline(regimes, span);
  if (rows.length === 0) return null;
  const left = (atMs: number) => `${(100 * (atMs - span.fromMs)) / (span.toMs - span.fromMs)}%`;
  return (
    <Paper withBorder p="md" component="figure" m={0} aria-label={t('regimes.timeline')}>
      <div className={styles.axis} aria-hidden>
        {midnights(span).map((day, index) => (
          <span key={day} className={styles.tick} style={{ left: left(day) }} data-odd={index % 2 === 1 || undefined}>
            {format.day(new Date(day).toISOString(), zone)}
          </span>
        ))}
      </div>
      <ul className={styles.rows}>
        {rows.map(({ checkpointIds, lines }) => (
          <li key={checkpointIds.join()} className={styles.row}>
            <Text fz="sm" fw={600} className={styles.rowName ?? ''}>
              {namesOf(checkpointIds)}
            </Text>
            <div className={styles.lines}>
              <span className={styles.now} style={{ left: left(now.getTime()) }} aria-hidden />
              {lines.map((line) => (
                <div key={line[0]?.regime.id} className={styles.line}>
                  {line.map((bar) => (
                    <Bar key={bar.regime.id} bar={bar} />
                  ))}
                </div>
              ))}
            </div>
          </li>
        ))}
      </ul>
      <Text fz="xs" c="dimmed" mt={6}>
        {t('regimes.timelineHint')}
      </Text>
    </Paper>
  );
}

function Bar({ bar: { regime, from, to, startsBefore, endsAfter } }: { bar: TimelineBar }) {
  const { t } = useTranslation();
  return (
    <a
      href={`#regime-${regime.id}`}
      className={styles.bar}
      data-state={regime.state}
      data-open-start={startsBefore || undefined}
      data-open-end={endsAfter || undefined}
      style={{ left: `${100 * from}%`, width: `${100 * (to - from)}%` }}
      title={`${t(`regimes.state.${regime.state}`)}: ${regime.cause}`}
    >
      {regime.cause}
    </a>
  );
}

function midnights({ fromMs, toMs }: TimelineSpan): number[] {
  const days: number[] = [];
  let day = DateTime.fromMillis(fromMs, { zone }).startOf('day').plus({ days: 1 });
  while (day.toMillis() < toMs) {
    days.push(day.toMillis());
    day = day.plus({ days: 1 });
  }
  return days;
}
