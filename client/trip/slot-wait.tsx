import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Passage } from '../../shared/contract/queues.ts';
import type { Trip } from '../../shared/contract/trips.ts';
import { useFormat } from '../i18n/format.ts';
import { useNow } from '../live/use-now.ts';
import { freshForecast, hourAt } from '../parts/queue-now.ts';
import { useWaitText } from '../parts/wait-text.ts';
import styles from './trip.module.css';
import { forecastsQuery } from './trip-queries.ts';

interface SlotWaitProps {
  passage: Pick<Passage, 'direction' | 'slotStartsAt'>;
  checkpoint: Trip['checkpoint'];
}

/** How long a truck will wait that comes at the beginning of its slot, or now where that has passed; or why nobody can say. */
export function SlotWait({ passage, checkpoint }: SlotWaitProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const waitText = useWaitText();
  const now = useNow(30_000);
  const kept = useQuery(forecastsQuery(checkpoint.id));
  const forecast = freshForecast(kept.data?.value[passage.direction] ?? undefined, now);
  const arrival = new Date(Math.max(Date.parse(passage.slotStartsAt), now.getTime()));
  const hour = hourAt(forecast, arrival);
  const time = (instant: string) => format.time(instant, checkpoint.kzZone);
  const missing = kept.isPending ? '\u00a0' : t(forecast ? 'trip.forecast.later' : 'trip.forecast.none');
  return (
    <div>
      <Text fz="xs" c="dimmed" mt="sm">
        {t('trip.forecast.title', { time: time(arrival.toISOString()) })}
      </Text>
      {forecast && hour ? (
        <div className={styles.slotWait}>
          <Text fz="lg" fw={700}>
            {waitText.band(hour)}
          </Text>
          <Text fz="xs" c="dimmed">
            {t(forecast.basedOn === 'bookings' ? 'queue.figure.waitByBookings' : 'queue.figure.waitHint')} ·{' '}
            {t('load.asOf', { time: time(forecast.madeAt) })} · {t('trip.source.forecast')}
          </Text>
        </div>
      ) : (
        <Text fz="sm" className={styles.slotWait ?? ''}>
          {missing}
        </Text>
      )}
    </div>
  );
}
