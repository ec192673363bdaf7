import { Button } from '@mantine/core';
import { IconMapSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { LoadingLines, Message } from '../app/page-state.tsx';
import { CheckpointFilters } from './checkpoint-filters.tsx';
import { CheckpointRow } from './checkpoint-row.tsx';
import styles from './map.module.css';
import type { MapView } from './map-view.ts';
import { type CheckpointFilter, noFilter } from './select-checkpoints.ts';

interface CheckpointListProps {
  /** undefined while they are on their way */
  checkpoints: readonly Checkpoint[] | undefined;
  view: MapView;
  onView: (view: MapView) => void;
  filter: CheckpointFilter;
  onFilter: (filter: CheckpointFilter) => void;
  highlighted: string | undefined;
  onHighlight: (checkpointId: string | undefined) => void;
}

export function CheckpointList(props: CheckpointListProps) {
  const { checkpoints, view, onView, filter, onFilter, highlighted, onHighlight } = props;
  const { t } = useTranslation();
  return (
    <>
      <CheckpointFilters view={view} onView={onView} filter={filter} onFilter={onFilter} count={checkpoints?.length} />
      {checkpoints === undefined && (
        <div style={{ padding: '1rem' }}>
          <LoadingLines count={10} height={40} />
        </div>
      )}
      {checkpoints?.length === 0 && (
        <Message
          icon={IconMapSearch}
          title={t('map.nothing')}
          text={t('map.nothingText')}
          action={
            <Button variant="light" onClick={() => onFilter(noFilter)}>
              {t('map.clearFilters')}
            </Button>
          }
        />
      )}
      {checkpoints && checkpoints.length > 0 && (
        <ul className={styles.rows}>
          {checkpoints.map((checkpoint) => (
            <CheckpointRow
              key={checkpoint.id}
              checkpoint={checkpoint}
              view={view}
              highlighted={checkpoint.id === highlighted}
              onHighlight={onHighlight}
            />
          ))}
        </ul>
      )}
    </>
  );
}
