import { Button, Group, Paper, Skeleton, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { Direction } from '../../shared/words.ts';
import { historyQuery } from '../api/queues.ts';
import { LoadFailed, Message } from '../app/page-state.tsx';
import { liveStore } from '../live/live.ts';
import { useForecast } from '../live/use-live.ts';
import { useNow } from '../live/use-now.ts';
import { AsOf } from '../parts/as-of.tsx';
import { freshForecast } from '../parts/queue-now.ts';
import { SourceBadge } from '../parts/source-badge.tsx';
import styles from './wait.module.css';
import { WaitLegend } from './wait-legend.tsx';
import { buildWaitHours, buildWaitPoints } from './wait-points.ts';
import { WaitTable } from './wait-table.tsx';

/** The chart library is three times the page: it comes after the numbers. */
const WaitChart = lazy(async () => ({ default: (await import('./wait-chart.tsx')).WaitChart }));

/** A point each 15 seconds is finer than a pixel. */
const redrawMs = 15_000;

/** There is a new one every five minutes: two have failed. */
const staleForecastMinutes = 15;

interface WaitSectionProps {
  checkpoint: Checkpoint;
  direction: Direction;
}

/** The last 24 hours of the queue and the next of the wait, as a chart or as a table. */
export function WaitSection({ checkpoint, direction }: WaitSectionProps) {
  const { t } = useTranslation();
  const [asTable, table] = useDisclosure();
  const history = useQuery(historyQuery(checkpoint.id, direction));
  const now = useNow(redrawMs);
  const forecast = freshForecast(useForecast(checkpoint.id, direction), now);
  const buckets = history.data;
  const points = useMemo(() => {
    const waiting = liveStore.getQueue(checkpoint.id, direction)?.waiting ?? null;
    return buildWaitPoints(buckets ?? [], forecast, waiting, now);
  }, [buckets, forecast, checkpoint.id, direction, now]);

  const nothing = buckets?.length === 0 && !forecast;
  return (
    <Paper withBorder p="md" component="section" aria-label={t('queue.chart.title')}>
      <Group justify="space-between" gap="xs" mb="xs">
        <Title order={2}>{t('queue.chart.title')}</Title>
        <Button
          variant="default"
          size="xs"
          aria-pressed={asTable}
          onClick={table.toggle}
          disabled={nothing}
          leftSection={asTable ? <IconChartLine size={16} /> : <IconTable size={16} />}
        >
          {t(asTable ? 'queue.chart.asChart' : 'queue.chart.asTable')}
        </Button>
      </Group>
      <div className={styles.frame}>
        {history.isError && !buckets && <LoadFailed error={history.error} retry={() => void history.refetch()} />}
        {history.isPending && <Skeleton className={styles.chart ?? ''} />}
        {nothing && <Message icon={IconChartLine} title={t('queue.chart.empty')} text={t('queue.chart.emptyText')} />}
        {buckets && !nothing && asTable && (
          <WaitTable hours={buildWaitHours(buckets, forecast, now)} checkpoint={checkpoint} now={now} />
        )}
        {buckets && !nothing && !asTable && (
          <>
            <WaitLegend />
            <Suspense fallback={<Skeleton className={styles.chart ?? ''} />}>
              <WaitChart points={points} checkpoint={checkpoint} now={now} />
            </Suspense>
          </>
        )}
      </div>
      <Group gap="xs" mt="xs">
        {buckets?.at(-1) && <SourceBadge source={buckets.at(-1)?.source ?? 'none'} />}
        {forecast ? (
          <>
            <SourceBadge source="forecast" />
            <AsOf asOf={forecast.madeAt} zone={checkpoint.kzZone} staleAfterMinutes={staleForecastMinutes} />
          </>
        ) : (
          <Text fz="xs" c="dimmed">
            {t('queue.forecastMissing')}
          </Text>
        )}
      </Group>
    </Paper>
  );
}
