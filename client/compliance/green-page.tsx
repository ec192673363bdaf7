import { Group, Paper, SegmentedControl, Stack, Title } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCaller } from '../api/caller.ts';
import { LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { serverClock } from '../live/server-clock.ts';
import { SourceBadge } from '../parts/source-badge.tsx';
import { CarrierShares } from './carrier-shares.tsx';
import { ComplianceFrame } from './compliance-frame.tsx';
import { DayColumns } from './day-columns.tsx';
import { lastDays, useGreenByDay } from './green-query.ts';
import { GreenStrips } from './green-strips.tsx';
import { ReExportReport } from './re-export-report.tsx';
import { buildRows, listSources, type Source, sumRows } from './share-rows.ts';

const periods = ['7', '14', '28'] as const;

/** How many consignments pass on their data alone, against the aim; carriers see their own. */
export function GreenPage() {
  return (
    <ComplianceFrame page="green">
      <GreenShares />
    </ComplianceFrame>
  );
}

function GreenShares() {
  const { t } = useTranslation();
  const { role } = useCaller();
  const [period, setPeriod] = useState<(typeof periods)[number]>('7');
  const [chosen, setSource] = useState<Source>();
  const days = lastDays(serverClock.now(), Number(period));
  const { isPending, error, retry, aim = 0, items } = useGreenByDay(days);
  const sources = listSources(items);
  const source = sources.find((each) => each === chosen) ?? sources[0] ?? 'carrier';
  const rows = buildRows(items, source);
  return (
    <Stack gap="lg">
      <Group gap="sm">
        <SegmentedControl
          aria-label={t('compliance.green.period')}
          value={period}
          onChange={(value) => setPeriod(periods.find((each) => each === value) ?? '7')}
          data={periods.map((value) => ({ value, label: t('compliance.green.days', { count: Number(value) }) }))}
        />
        {rows.length > 0 && <SourceBadge source={source === 'simulated' ? 'simulated' : 'bookings'} />}
        {sources.length > 1 && (
          <SegmentedControl
            aria-label={t('compliance.green.source')}
            value={source}
            onChange={(value) => setSource(sources.find((each) => each === value))}
            data={sources.map((value) => ({ value, label: t(`compliance.green.sources.${value}`) }))}
          />
        )}
      </Group>
      {isPending && <LoadingLines count={6} height={56} />}
      {error && <LoadFailed error={error} retry={() => void retry()} />}
      {!isPending && !error && rows.length === 0 && (
        <Message icon={IconChartBar} title={t('compliance.green.empty')} text={t('compliance.green.emptyText')} />
      )}
      {!isPending && !error && rows.length > 0 && (
        <>
          <Paper withBorder p="md" component="section" aria-labelledby="green-all">
            <Title order={2} id="green-all" mb="sm">
              {t('compliance.green.all')}
            </Title>
            <DayColumns row={sumRows(rows, days.length)} days={days} aim={aim} />
          </Paper>
          <Paper withBorder p="md" component="section" aria-labelledby="green-checkpoints">
            <Title order={2} id="green-checkpoints" mb="sm">
              {t('compliance.green.byCheckpoint')}
            </Title>
            <GreenStrips rows={rows} days={days} aim={aim} />
          </Paper>
          {role !== 'dispatcher' && (
            <Paper withBorder p="md" component="section" aria-labelledby="green-carriers">
              <Title order={2} id="green-carriers" mb="sm">
                {t('compliance.green.byCarrier')}
              </Title>
              <CarrierShares days={days} source={source} />
            </Paper>
          )}
        </>
      )}
      {role !== 'dispatcher' && <ReExportReport />}
    </Stack>
  );
}
