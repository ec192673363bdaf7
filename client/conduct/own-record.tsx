import { Alert, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { apiQuery } from '../api/client.ts';
import { LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { useFormat } from '../i18n/format.ts';
import { FigureGrid } from '../parts/figure-grid.tsx';
import { round } from './points.ts';

/** The chart library is three times the page: it comes after the numbers. */
const DecayChart = lazy(async () => ({ default: (await import('./decay-chart.tsx')).DecayChart }));

/** What counts now, from where on it matters, and how it goes away by itself. */
export function OwnRecord() {
  const { t } = useTranslation();
  const format = useFormat();
  const record = useQuery(apiQuery.conduct.get.queryOptions({}));
  if (record.isPending) return <LoadingLines count={2} height={90} />;
  if (record.isError) return <LoadFailed error={record.error} retry={() => void record.refetch()} />;
  const { points, threshold, halfLifeDays, isReduced, carrierSlotShare } = record.data;
  return (
    <Stack mb="lg">
      <FigureGrid
        cols={{ base: 1, xs: 2, md: 4 }}
        figures={[
          { name: t('conduct.points'), value: format.number(round(points)), hint: t('conduct.pointsHint') },
          {
            name: t('conduct.threshold'),
            value: format.number(round(threshold)),
            hint: t('conduct.thresholdHint'),
          },
          {
            name: t('conduct.share'),
            value: format.percent(carrierSlotShare),
            hint: t(isReduced ? 'conduct.shareReduced' : 'conduct.shareWhole'),
          },
          {
            name: t('conduct.halfLife'),
            value: t('conduct.days', { count: halfLifeDays }),
            hint: t('conduct.halfLifeHint'),
          },
        ]}
      />
      {isReduced && <Alert color="red">{t('conduct.reduced')}</Alert>}
      <Paper withBorder p="md" component="section" aria-label={t('conduct.decay')}>
        <Title order={2}>{t('conduct.decay')}</Title>
        <Text fz="sm" c="dimmed" mb="xs">
          {points === 0 ? t('conduct.decayNone') : t('conduct.decayText')}
        </Text>
        {points > 0 && (
          <Suspense fallback={<Skeleton height={220} />}>
            <DecayChart record={record.data} />
          </Suspense>
        )}
        <Text fz="xs" c="dimmed" mt="xs">
          {t('conduct.source')}
        </Text>
      </Paper>
    </Stack>
  );
}
