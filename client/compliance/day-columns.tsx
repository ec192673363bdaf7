import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import styles from './compliance.module.css';
import { type Counts, greenShareOf, type ShareRow } from './share-rows.ts';

const channels = ['green', 'yellow', 'red'] as const;

interface DayColumnsProps {
  row: ShareRow;
  days: readonly string[];
  aim: number;
}

/** A column a day, of green, yellow and red, with the aim as a line over all. */
export function DayColumns({ row, days, aim }: DayColumnsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const dayName = (day: string) => format.day(`${day}T12:00:00+05:00`, 'Asia/Almaty');
  return (
    <>
      <Text mb="sm">
        {t('compliance.green.sentence', {
          share: format.percent(greenShareOf(row.total)),
          count: row.total.consignments,
          consignments: format.number(row.total.consignments),
          aim: format.percent(aim),
        })}
      </Text>
      <div className={styles.columns}>
        <div className={styles.aimLine} style={{ bottom: `${aim * 100}%` }} aria-hidden>
          <span>{t('compliance.green.aim', { aim: format.percent(aim) })}</span>
        </div>
        {row.days.map((counts, index) => (
          <Column key={days[index]} counts={counts} name={dayName(days[index] ?? '')} />
        ))}
      </div>
      <div className={styles.dayNames} aria-hidden>
        {days.map((day) => (
          <span key={day}>{dayName(day)}</span>
        ))}
      </div>
      <Group gap="md" mt="sm">
        {channels.map((channel) => (
          <Group key={channel} gap={6} wrap="nowrap">
            <span className={styles.swatch} data-channel={channel} aria-hidden />
            <Text fz="xs" c="dimmed">
              {t(`channel.${channel}`)}
            </Text>
          </Group>
        ))}
      </Group>
    </>
  );
}

function Column({ counts, name }: { counts: Counts | undefined; name: string }) {
  const words = useShareWords()(counts);
  return (
    <div className={styles.column} role="img" aria-label={`${name}: ${words}`} title={`${name}: ${words}`}>
      {counts &&
        channels.map((channel) => <span key={channel} data-channel={channel} style={{ flexGrow: counts[channel] }} />)}
    </div>
  );
}

/** @returns counts in words: how many were green, yellow, red */
export function useShareWords() {
  const { t } = useTranslation();
  const format = useFormat();
  return (counts: Counts | undefined): string =>
    counts
      ? t('compliance.green.counts', {
          share: format.percent(greenShareOf(counts)),
          green: format.number(counts.green),
          yellow: format.number(counts.yellow),
          red: format.number(counts.red),
        })
      : t('compliance.green.nothing');
}
