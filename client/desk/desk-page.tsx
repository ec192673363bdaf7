import { Container, Drawer, Group, Paper, Stack, Title } from '@mantine/core';
import { useDocumentTitle, useMediaQuery } from '@mantine/hooks';
import { IconCheckbox } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskHours } from '../../shared/contract/desk.ts';
import { useCaller } from '../api/caller.ts';
import { checkpointsQuery } from '../api/checkpoints.ts';
import { ForRoles, LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import { useWatchMap } from '../live/use-live.ts';
import { AsOf } from '../parts/as-of.tsx';
import { SourceBadge } from '../parts/source-badge.tsx';
import { Proposals } from '../proposals/proposals.tsx';
import { arrangeRows, type DeskRow, isShown } from './arrange-rows.ts';
import { ComingHours } from './coming-hours.tsx';
import styles from './desk.module.css';
import { DeskFilters } from './desk-filters.tsx';
import { DeskHeadline } from './desk-headline.tsx';
import { HourPanel, type ShownHour } from './hour-panel.tsx';
import { type CellId, gridId, HoursGrid } from './hours-grid.tsx';
import { HoursLegend } from './hours-legend.tsx';
import { Suggestions } from './suggestions.tsx';
import { useDeskHours } from './use-desk-hours.ts';
import { type DeskView, useDeskView } from './use-desk-view.ts';
import { WhatIf, type WhatIfStart } from './what-if.tsx';

/** One screen for the planner. */
export function DeskPage() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('desk.title')} · Otkel`);
  return (
    <ForRoles roles={['planner', 'administrator']}>
      <Desk />
    </ForRoles>
  );
}

function Desk() {
  const { t, i18n } = useTranslation();
  const { role } = useCaller();
  const narrow = useMediaQuery('(max-width: 62em)');
  useWatchMap();
  const [view, change] = useDeskView();
  const wantsFocus = useRef(false);
  const [tryOut, setTryOut] = useState<WhatIfStart>();
  const hours = useDeskHours(view.direction, view.span);
  const checkpoints = useQuery(checkpointsQuery);
  const failed = [hours, checkpoints].find(({ isError, data }) => isError && !data);
  const neighbours = [...new Set(checkpoints.data?.map(({ neighbour }) => neighbour))].sort();

  const all = useMemo(
    () =>
      hours.data && checkpoints.data
        ? arrangeRows(hours.data, checkpoints.data, (checkpoint) => postNames(checkpoint, i18n.language).both)
        : undefined,
    [hours.data, checkpoints.data, i18n.language],
  );
  const rows = useMemo(() => all?.filter((row) => isShown(row, view)), [all, view]);
  const shown = all && hours.data && findShown(all, view, hours.data);

  function choose(cell: CellId, by: 'pointer' | 'keys') {
    wantsFocus.current = by === 'keys';
    change({ cell });
  }

  function startTryOut({ checkpoint, hour }: ShownHour) {
    setTryOut({ checkpointId: checkpoint.id, side: hour.limitedBy?.side ?? 'kz', startsAt: hour.startsAt });
    if (narrow) change({ cell: undefined });
    requestAnimationFrame(() => document.getElementById('what-if')?.scrollIntoView({ block: 'start' }));
  }

  const panel = (
    <HourPanel shown={shown} mayChange={role === 'planner'} wantsFocus={wantsFocus} onTryOut={startTryOut} />
  );
  const start = tryOut ?? (all && startAtWorst(all));
  return (
    <Container size={1720} py="md" w="100%">
      <Stack gap="md">
        <Group justify="space-between" align="flex-end" gap="sm">
          <div>
            <Title order={1}>{t('desk.title')}</Title>
            <DeskHeadline rows={all} />
          </div>
          <DeskFilters view={view} neighbours={neighbours} onChange={change} />
        </Group>
        {failed && (
          <LoadFailed
            error={failed.error}
            retry={() => {
              void hours.refetch();
              void checkpoints.refetch();
            }}
          />
        )}
        {!failed && (
          <div className={styles.main}>
            <Paper withBorder p={{ base: 'xs', sm: 'md' }} component="section" aria-label={t('desk.grid')}>
              {!rows && <LoadingLines count={12} height={34} />}
              {rows && rows.length > 0 && hours.data && (
                <>
                  <HoursGrid rows={rows} startsAt={hours.data.startsAt} chosen={view.cell} onChoose={choose} />
                  <HoursLegend />
                </>
              )}
              {rows?.length === 0 && (
                <Message icon={IconCheckbox} title={t('desk.noTrouble')} text={t('desk.noTroubleText')} />
              )}
              {hours.data && (
                <Group gap="xs" mt="xs">
                  <SourceBadge source="bookings" />
                  <SourceBadge source="calendar" />
                  <AsOf asOf={hours.data.asOf} zone="Asia/Almaty" />
                </Group>
              )}
            </Paper>
            {narrow ? (
              <Drawer
                position="bottom"
                closeButtonProps={{ 'aria-label': t('app.close') }}
                styles={{ content: { height: 'auto', maxHeight: '88dvh' } }}
                opened={shown !== undefined}
                onClose={() => change({ cell: undefined })}
                title={t('slot.title')}
              >
                {panel}
              </Drawer>
            ) : (
              <Paper withBorder p="md" className={styles.panel ?? ''} onKeyDown={backToGrid}>
                {panel}
              </Paper>
            )}
          </div>
        )}
        {rows && hours.data && <ComingHours rows={rows} direction={view.direction} asOf={hours.data.asOf} />}
        {role === 'planner' && <Proposals />}
        {role === 'planner' && <Suggestions />}
        {role === 'planner' && checkpoints.data && start && (
          <WhatIf
            // Not by what is worst: that changes while somebody moves the sliders.
            key={`${view.direction} ${tryOut?.checkpointId} ${tryOut?.startsAt}`}
            checkpoints={checkpoints.data}
            direction={view.direction}
            start={start}
          />
        )}
      </Stack>
    </Container>
  );
}

/** Escape leads from the panel back to the cell. */
function backToGrid(event: KeyboardEvent) {
  if (event.key === 'Escape') document.getElementById(gridId)?.focus();
}

/** The cell that the address names, as it is now. */
function findShown(rows: readonly DeskRow[], { cell, direction }: DeskView, data: DeskHours): ShownHour | undefined {
  const row = rows.find(({ checkpoint }) => checkpoint.id === cell?.checkpointId);
  const hour = row?.hours.find(({ startsAt }) => startsAt === cell?.startsAt);
  if (!row || !hour) return undefined;
  const found = data.checkpoints.find(({ checkpointId }) => checkpointId === row.checkpoint.id);
  return {
    checkpoint: row.checkpoint,
    direction,
    hour,
    asOf: data.asOf,
    forecastMadeAt: found?.wait?.madeAt,
  };
}

/** The sliders begin where most is wrong. */
function startAtWorst(rows: readonly DeskRow[]): WhatIfStart | undefined {
  const row = rows.find(({ openHours }) => openHours > 0);
  const hour = row?.hours.find(({ overTrucks }) => overTrucks > 0) ?? row?.hours.find(({ limitedBy }) => limitedBy);
  return (
    row && hour && { checkpointId: row.checkpoint.id, side: hour.limitedBy?.side ?? 'kz', startsAt: hour.startsAt }
  );
}
