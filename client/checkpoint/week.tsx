import { ActionIcon, Drawer, Group, Paper, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconBan, IconCalendarOff, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { Direction } from '../../shared/words.ts';
import { slotsQuery } from '../api/checkpoints.ts';
import { LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { useFormat } from '../i18n/format.ts';
import { useSlots } from '../live/use-live.ts';
import { useNow } from '../live/use-now.ts';
import styles from './checkpoint.module.css';
import { HeatMap } from './heat-map.tsx';
import { HeatMapLegend } from './heat-map-legend.tsx';
import { SlotPanel } from './slot-panel.tsx';
import { buildWeek, closedAllWeek, weekCount, weekSpan } from './week.ts';

interface WeekProps {
  checkpoint: Checkpoint;
  direction: Direction;
}

/** One week of slots beside the slot that is looked at. */
export function Week({ checkpoint, direction }: WeekProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(30_000);
  const narrow = useMediaQuery('(max-width: 62em)');
  const [week, setWeek] = useState(0);
  const [chosenId, setChosenId] = useState<number>();

  const { kzZone } = checkpoint;
  const span = weekSpan(now, kzZone, week);
  const query = useQuery(slotsQuery(checkpoint.id, direction, span.from, span.to));
  const slots = useSlots(checkpoint.id);
  const { rows, someLeftOut } = useMemo(
    () => buildWeek(slots.values(), direction, weekSpan(new Date(span.from), kzZone, 0), checkpoint),
    [slots, direction, span.from, kzZone, checkpoint],
  );
  const chosen = chosenId === undefined ? undefined : slots.get(chosenId);
  const shown = chosen?.direction === direction ? chosen : undefined;
  const reason = closedAllWeek(rows);
  const panel = <SlotPanel checkpoint={checkpoint} slot={shown} now={now} />;

  return (
    <div className={styles.week}>
      <Paper withBorder p={{ base: 'xs', sm: 'md' }}>
        <Group justify="space-between" mb="sm" wrap="nowrap">
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={t('week.previous')}
            disabled={week === 0}
            onClick={() => setWeek(week - 1)}
          >
            <IconChevronLeft size={18} />
          </ActionIcon>
          <Text fw={600} aria-live="polite">
            {format.day(span.from, kzZone)} – {format.day(span.days[6] ?? span.from, kzZone)}
          </Text>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={t('week.next')}
            disabled={week === weekCount - 1}
            onClick={() => setWeek(week + 1)}
          >
            <IconChevronRight size={18} />
          </ActionIcon>
        </Group>
        {rows.length === 0 && query.isPending && <LoadingLines count={12} height={26} />}
        {rows.length === 0 && query.isError && <LoadFailed error={query.error} retry={() => void query.refetch()} />}
        {rows.length === 0 && query.isSuccess && (
          <Message icon={IconCalendarOff} title={t('week.empty')} text={t('week.emptyText')} />
        )}
        {reason && <Message icon={IconBan} title={t(`slot.closed.${reason}`)} />}
        {rows.length > 0 && !reason && (
          <HeatMap
            checkpoint={checkpoint}
            direction={direction}
            span={span}
            rows={rows}
            now={now}
            chosenId={chosenId}
            onChoose={setChosenId}
            onWeek={(step) => setWeek(Math.min(weekCount - 1, Math.max(0, week + step)))}
          />
        )}
        {rows.length > 0 && !reason && <HeatMapLegend someLeftOut={someLeftOut} />}
      </Paper>
      {narrow ? (
        <Drawer
          position="bottom"
          closeButtonProps={{ 'aria-label': t('app.close') }}
          styles={{ content: { height: 'auto', maxHeight: '88dvh' } }}
          opened={shown !== undefined}
          onClose={() => setChosenId(undefined)}
          title={t('slot.title')}
        >
          {panel}
        </Drawer>
      ) : (
        <Paper withBorder p="md" className={styles.panel ?? ''}>
          {panel}
        </Paper>
      )}
    </div>
  );
}
