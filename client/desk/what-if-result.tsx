import { Group, Skeleton, Text } from '@mantine/core';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { LoadFailed } from '../app/page-state.tsx';
import { AsOf } from '../parts/as-of.tsx';
import { SourceBadge } from '../parts/source-badge.tsx';
import type { useWhatIf } from './use-what-if.ts';
import styles from './what-if.module.css';
import { buildWhatIfPoints } from './what-if-points.ts';

/** The chart library is three times the page: it comes after the numbers. */
const WhatIfChart = lazy(async () => ({ default: (await import('./what-if-chart.tsx')).WhatIfChart }));

const legend = ['bar', 'overBar', 'before', 'after', 'nowBand', 'changedBand'] as const;

interface WhatIfResultProps {
  result: ReturnType<typeof useWhatIf>;
  checkpoint: Checkpoint;
}

/** The outcome as charts, with where its numbers come from. */
export function WhatIfResult({ result, checkpoint }: WhatIfResultProps) {
  const { t } = useTranslation();
  const { data, isError, isBehind } = result;
  const points = useMemo(() => data && buildWhatIfPoints(data), [data]);
  return (
    <div className={styles.result} data-waiting={isBehind || undefined} aria-busy={isBehind}>
      {isError && <LoadFailed error={result.error} retry={() => void result.refetch()} />}
      {!data && !isError && <Skeleton height={440} aria-label={t('app.loading')} />}
      {data && points && !isError && (
        <>
          <Group component="ul" gap="4px 16px" m={0} p={0} mb={4} fz="xs" style={{ listStyle: 'none' }}>
            {legend.map((entry) => (
              <Group key={entry} component="li" gap={6} wrap="nowrap">
                <span className={styles[entry]} aria-hidden />
                {t(`desk.whatIf.legend.${entry}`)}
              </Group>
            ))}
          </Group>
          <Suspense fallback={<Skeleton height={430} />}>
            <WhatIfChart points={points} checkpoint={checkpoint} />
          </Suspense>
          <Group gap="xs" mt="xs">
            <SourceBadge source="bookings" />
            <SourceBadge source="calendar" />
            <Text fz="xs" c="dimmed">
              {t('desk.whatIf.runs', { count: data.replications })}
            </Text>
            <AsOf asOf={data.asOf} zone={checkpoint.kzZone} />
          </Group>
        </>
      )}
    </div>
  );
}
