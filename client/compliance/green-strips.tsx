import { Anchor, ScrollArea, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { checkpointsQuery } from '../api/checkpoints.ts';
import { useFormat } from '../i18n/format.ts';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import styles from './compliance.module.css';
import { useShareWords } from './day-columns.tsx';
import { ShareBar } from './share-bar.tsx';
import { type ShareRow, shareTone, wholePercent } from './share-rows.ts';

interface GreenStripsProps {
  rows: readonly ShareRow[];
  days: readonly string[];
  aim: number;
}

/** A strip of days for each checkpoint, the one furthest from the aim first. */
export function GreenStrips({ rows, days, aim }: GreenStripsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const dayName = (day: string) => format.day(`${day}T12:00:00+05:00`, 'Asia/Almaty');
  return (
    <>
      <Text fz="sm" c="dimmed" mb="sm">
        {t('compliance.green.legend', { aim: format.percent(aim) })}
      </Text>
      {/* A picture that is wider than a phone is scrolled, also by keyboard. */}
      <ScrollArea type="auto" viewportProps={{ tabIndex: 0, 'aria-label': t('compliance.green.byCheckpoint') }}>
        <table className={styles.strips}>
          <thead>
            <tr>
              <th scope="col">{t('booking.checkpoint')}</th>
              <th scope="col">{t('compliance.green.share')}</th>
              {days.map((day) => (
                <th key={day} scope="col">
                  {dayName(day)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Strip key={row.key} row={row} days={days.map(dayName)} aim={aim} />
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </>
  );
}

function Strip({ row, days, aim }: { row: ShareRow; days: readonly string[]; aim: number }) {
  const { i18n } = useTranslation();
  const format = useFormat();
  const words = useShareWords();
  const checkpoint = useQuery(checkpointsQuery).data?.find(({ id }) => id === row.key);
  return (
    <tr>
      <th scope="row">
        <Anchor component={Link} to={`/checkpoints/${row.key}`} fz="inherit">
          {checkpoint ? postNames(checkpoint, i18n.language).kz : row.name}
        </Anchor>
      </th>
      <td>
        <ShareBar counts={row.total} aim={aim} />
      </td>
      {row.days.map((counts, index) => (
        <td
          key={days[index]}
          className={styles.cell}
          data-tone={shareTone(counts, aim)}
          title={`${days[index]}: ${words(counts)}`}
          aria-label={words(counts)}
        >
          {counts ? format.number(wholePercent(counts)) : '·'}
        </td>
      ))}
    </tr>
  );
}
