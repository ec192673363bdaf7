import {
  Group,
  Paper,
  SegmentedControl,
  SimpleGrid,
  Skeleton,
  Stack,
  Text,
  Title,
  VisuallyHidden,
} from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Plan } from '../../shared/contract/plans.ts';
import { useCountryName } from '../i18n/use-country.ts';
import { type FairnessRow, type Grouping, groupings, listFairnessRows } from './fairness-rows.ts';
import { usePlanText } from './use-plan-text.ts';

/** The chart library is three times the page: it comes after the numbers. */
const ShareChart = lazy(async () => ({ default: (await import('./fairness-chart.tsx')).ShareChart }));
const DelayChart = lazy(async () => ({ default: (await import('./fairness-chart.tsx')).DelayChart }));

/** Whom a published round served and how well: by size of the carrier, class and nationality, and how evenly. */
export function PlanFairness({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const text = usePlanText();
  const country = useCountryName();
  const [grouping, setGrouping] = useState<Grouping>('size');
  const { fairness, figures } = plan;
  if (fairness === null || fairness.carriers === 0) return null;
  const nameOf = (key: string, trucksMax: number) => {
    if (grouping === 'country') return country(key);
    return grouping === 'class'
      ? t(`class.${key as 'general'}`)
      : t(`rounds.size.${key as 'small'}`, { trucks: text.number(trucksMax) });
  };
  const rows = listFairnessRows(fairness, grouping, nameOf);
  const sentence = rows.map((row) => sentenceOf(row)).join(' ');

  function sentenceOf({ name, asked, inWindow, none, medianHours, meanHours }: FairnessRow) {
    const minutes = (hours: number | null) => (hours === null ? '—' : text.minutes(Math.round(hours * 60)));
    return t('rounds.chart.sentence', {
      name,
      asked: text.number(asked),
      inWindow: text.percent(inWindow),
      none: text.percent(none),
      median: minutes(medianHours),
      mean: minutes(meanHours),
    });
  }

  return (
    <Paper withBorder p="md" component="section" aria-label={t('rounds.fairness')}>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('rounds.fairness')}</Title>
        <SegmentedControl
          size="xs"
          aria-label={t('rounds.by.label')}
          data={groupings.map((value) => ({ value, label: t(`rounds.by.${value}`) }))}
          value={grouping}
          onChange={(value) => setGrouping(groupings.find((known) => known === value) ?? 'size')}
        />
      </Group>
      <Stack gap="sm">
        <Text fz="sm">
          {fairness.gini !== null &&
            t('rounds.gini', {
              count: fairness.carriers,
              gini: text.number(Math.round(fairness.gini * 100) / 100),
            })}{' '}
          {figures.fairnessStrength > 0
            ? t('rounds.price', {
                strength: text.number(figures.fairnessStrength),
                price: figures.priceOfFairness === null ? '—' : text.percent(figures.priceOfFairness),
              })
            : t('rounds.noPrice')}
        </Text>
        <VisuallyHidden>{sentence}</VisuallyHidden>
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <div>
            <Legend
              items={[
                ['inWindow', '--otkel-free'],
                ['elsewhere', '--otkel-filling'],
                ['none', '--otkel-full'],
              ]}
            />
            <Suspense fallback={<Skeleton h={140} />}>
              <ShareChart rows={rows} label={t('rounds.chart.shares')} />
            </Suspense>
          </div>
          <div>
            <Legend
              items={[
                ['median', '--mantine-primary-color-filled'],
                ['mean', '--otkel-closed'],
              ]}
            />
            <Suspense fallback={<Skeleton h={140} />}>
              <DelayChart rows={rows} label={t('rounds.chart.delays')} />
            </Suspense>
          </div>
        </SimpleGrid>
        {grouping === 'size' && (
          <Text fz="xs" c="dimmed">
            {t('rounds.sizes')}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}

type ChartKey = 'inWindow' | 'elsewhere' | 'none' | 'median' | 'mean';

function Legend({ items }: { items: [key: ChartKey, color: string][] }) {
  const { t } = useTranslation();
  return (
    <Group gap="sm" mb={4} aria-hidden>
      {items.map(([key, color]) => (
        <Group key={key} gap={4}>
          <span style={{ width: 10, height: 10, borderRadius: 2, background: `var(${color})` }} />
          <Text fz="xs">{t(`rounds.chart.${key}`)}</Text>
        </Group>
      ))}
    </Group>
  );
}
