import { Button, Group, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { PreviewSlot } from '../../shared/contract/previews.ts';
import { type Direction, directionSchema } from '../../shared/words.ts';
import { LoadFailed } from '../app/page-state.tsx';
import { capacityDays, capacityPoints } from './capacity-points.ts';
import { CapacityTable } from './capacity-table.tsx';
import styles from './previews.module.css';
import { slotsQuery } from './previews-query.ts';

const CapacityChart = lazy(async () => ({ default: (await import('./capacity-chart.tsx')).CapacityChart }));
const WaitBandsChart = lazy(async () => ({ default: (await import('./wait-bands-chart.tsx')).WaitBandsChart }));

interface CapacityOfCheckpointProps {
  previewId: string;
  checkpoint: Checkpoint;
}

/** One checkpoint before and after: places by hour against bookings, and below the waits. */
export function CapacityOfCheckpoint({ previewId, checkpoint }: CapacityOfCheckpointProps) {
  const { t } = useTranslation();
  const slots = useQuery(slotsQuery(previewId, checkpoint.id));
  if (slots.isPending) return <Skeleton height={280} />;
  if (slots.isError) return <LoadFailed error={slots.error} retry={() => void slots.refetch()} />;
  if (slots.data.length === 0) return <Text c="dimmed">{t('previews.capacity.untouched')}</Text>;
  return <Pictures checkpoint={checkpoint} slots={slots.data} />;
}

function Pictures({ checkpoint, slots }: { checkpoint: Checkpoint; slots: readonly PreviewSlot[] }) {
  const { t } = useTranslation();
  const directions = directionSchema.options.filter((each) => slots.some(({ direction }) => direction === each));
  const [chosen, setChosen] = useState<Direction>();
  const [withMoves, setWithMoves] = useState(false);
  const [asTable, table] = useDisclosure();
  const direction = chosen ?? directions[0] ?? 'out';
  const points = capacityPoints(slots, direction, withMoves);
  const syncId = `${checkpoint.id} ${direction}`;
  const hasWaits = points.some(({ now, unmoved, moved }) => now ?? unmoved ?? moved);
  return (
    <Stack gap="xs">
      <Group gap="xs" justify="space-between">
        <Group gap="xs">
          {directions.length > 1 && (
            <SegmentedControl
              size="xs"
              aria-label={t('direction.label')}
              value={direction}
              onChange={(next) => setChosen(directionSchema.parse(next))}
              data={directions.map((value) => ({ value, label: t(`direction.${value}Short`) }))}
            />
          )}
          <SegmentedControl
            size="xs"
            aria-label={t('previews.capacity.bookings')}
            value={withMoves ? 'after' : 'now'}
            onChange={(next) => setWithMoves(next === 'after')}
            data={[
              { value: 'now', label: t('previews.capacity.asBooked') },
              { value: 'after', label: t('previews.capacity.afterMoves') },
            ]}
          />
        </Group>
        <Button
          variant="default"
          size="xs"
          aria-pressed={asTable}
          onClick={table.toggle}
          leftSection={asTable ? <IconChartLine size={16} /> : <IconTable size={16} />}
        >
          {t(asTable ? 'queue.chart.asChart' : 'queue.chart.asTable')}
        </Button>
      </Group>
      {asTable ? (
        <CapacityTable days={capacityDays(points, checkpoint.kzZone)} zone={checkpoint.kzZone} />
      ) : (
        <>
          <Legend entries={['before', 'after', 'taken', 'over']} />
          <Suspense fallback={<Skeleton className={styles.chart ?? ''} />}>
            <CapacityChart points={points} checkpoint={checkpoint} syncId={syncId} />
          </Suspense>
          {hasWaits && (
            <>
              <Legend entries={['now', 'unmoved', 'moved']} />
              <Suspense fallback={<Skeleton className={styles.waitChart ?? ''} />}>
                <WaitBandsChart points={points} checkpoint={checkpoint} syncId={syncId} />
              </Suspense>
            </>
          )}
        </>
      )}
    </Stack>
  );
}

type Entry = 'before' | 'after' | 'taken' | 'over' | 'now' | 'unmoved' | 'moved';

function Legend({ entries }: { entries: readonly Entry[] }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.legend}>
      {entries.map((entry) => (
        <li key={entry}>
          <span className={styles.key} data-of={entry} aria-hidden />
          {t(`previews.legend.${entry}`)}
        </li>
      ))}
    </ul>
  );
}
