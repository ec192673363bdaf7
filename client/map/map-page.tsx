import { VisuallyHidden } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { checkpointsQuery } from '../api/checkpoints.ts';
import { LoadFailed } from '../app/page-state.tsx';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import { useWatchMap } from '../live/use-live.ts';
import { useNow } from '../live/use-now.ts';
import { CheckpointList } from './checkpoint-list.tsx';
import { CheckpointMap } from './checkpoint-map.tsx';
import styles from './map.module.css';
import { mapViews } from './map-view.ts';
import { readStanding } from './read-standing.ts';
import { noFilter, selectCheckpoints } from './select-checkpoints.ts';

/** Rows that jump while one reads them are worse than an order that is some seconds old. */
const reorderMs = 10_000;

export function MapPage() {
  const { t, i18n } = useTranslation();
  useDocumentTitle(`${t('map.title')} · Otkel`);
  const [filter, setFilter] = useState(noFilter);
  const [highlighted, setHighlighted] = useState<string>();
  const [search, setSearch] = useSearchParams();
  const view = mapViews.find((known) => known === search.get('show')) ?? 'queue';
  const checkpoints = useQuery(checkpointsQuery);
  useWatchMap();
  useNow(reorderMs);

  const shown =
    checkpoints.data &&
    selectCheckpoints(
      checkpoints.data,
      filter,
      (checkpoint) => postNames(checkpoint, i18n.language).both,
      (checkpointId) => readStanding(view, checkpointId),
      i18n.language,
    );

  return (
    <div className={styles.page}>
      <VisuallyHidden component="h1">{t('map.title')}</VisuallyHidden>
      <section className={styles.map} aria-label={t('map.map')}>
        <CheckpointMap checkpoints={shown ?? []} view={view} highlighted={highlighted} onHighlight={setHighlighted} />
      </section>
      <section className={styles.side} aria-label={t('map.list')}>
        {checkpoints.isError ? (
          <LoadFailed error={checkpoints.error} retry={() => void checkpoints.refetch()} />
        ) : (
          <CheckpointList
            checkpoints={shown}
            view={view}
            onView={(next) => setSearch(next === 'queue' ? {} : { show: next }, { replace: true })}
            filter={filter}
            onFilter={setFilter}
            highlighted={highlighted}
            onHighlight={setHighlighted}
          />
        )}
      </section>
    </div>
  );
}
