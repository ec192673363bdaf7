import { Group, SegmentedControl, Select, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LoadState } from '../../shared/load.ts';
import styles from './map.module.css';
import { type MapView, mapViews } from './map-view.ts';
import type { CheckpointFilter } from './select-checkpoints.ts';

const states = ['free', 'filling', 'full', 'closed'] as const satisfies readonly LoadState[];
const neighbours = ['RU', 'KG'] as const;

interface CheckpointFiltersProps {
  view: MapView;
  onView: (view: MapView) => void;
  filter: CheckpointFilter;
  onFilter: (filter: CheckpointFilter) => void;
  count: number | undefined;
}

export function CheckpointFilters({ view, onView, filter, onFilter, count }: CheckpointFiltersProps) {
  const { t } = useTranslation();
  const byQueue = view === 'queue';
  return (
    <div className={styles.filters}>
      <SegmentedControl
        className={styles.wide ?? ''}
        aria-label={t('map.shows')}
        value={view}
        onChange={(next) => onView(mapViews.find((known) => known === next) ?? 'queue')}
        data={mapViews.map((value) => ({ value, label: t(`map.view.${value}`) }))}
      />
      <TextInput
        className={styles.wide ?? ''}
        type="search"
        aria-label={t('map.search')}
        placeholder={t('map.search')}
        leftSection={<IconSearch size={17} stroke={1.7} />}
        value={filter.text}
        onChange={(event) => onFilter({ ...filter, text: event.currentTarget.value })}
      />
      <Select
        aria-label={t('map.neighbour')}
        placeholder={t('map.allNeighbours')}
        clearable
        value={filter.neighbour ?? null}
        onChange={(neighbour) => onFilter({ ...filter, neighbour: neighbour ?? undefined })}
        data={neighbours.map((country) => ({ value: country, label: t(`country.${country}`) }))}
      />
      <Select
        aria-label={t(byQueue ? 'map.wait' : 'map.state')}
        placeholder={t(byQueue ? 'map.anyWait' : 'map.allStates')}
        clearable
        value={filter.state ?? null}
        onChange={(value) => onFilter({ ...filter, state: states.find((state) => state === value) })}
        data={states.map((state) => ({
          value: state,
          label: byQueue ? t(`queue.state.${state}`) : t(`load.${state}`),
        }))}
      />
      <Group className={styles.wide ?? ''} justify="space-between" wrap="nowrap">
        <Text fz="xs" c="dimmed" aria-live="polite">
          {count !== undefined && t('map.shown', { count })}
        </Text>
        <SegmentedControl
          size="xs"
          aria-label={t('map.sort')}
          value={filter.order}
          onChange={(order) => onFilter({ ...filter, order: order === 'heaviest' ? 'heaviest' : 'name' })}
          data={[
            { value: 'name', label: t('map.byName') },
            { value: 'heaviest', label: t(byQueue ? 'map.byWait' : 'map.byLoad') },
          ]}
        />
      </Group>
    </div>
  );
}
