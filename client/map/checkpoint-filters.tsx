import { Group, SegmentedControl, Select, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LoadState } from '../../shared/load.ts';
import styles from './map.module.css';
import type { CheckpointFilter } from './select-checkpoints.ts';

const states = ['free', 'filling', 'full', 'closed'] as const satisfies readonly LoadState[];
const neighbours = ['RU', 'KG'] as const;

interface CheckpointFiltersProps {
  filter: CheckpointFilter;
  onFilter: (filter: CheckpointFilter) => void;
  count: number | undefined;
}

export function CheckpointFilters({ filter, onFilter, count }: CheckpointFiltersProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.filters}>
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
        aria-label={t('map.state')}
        placeholder={t('map.allStates')}
        clearable
        value={filter.state ?? null}
        onChange={(value) => onFilter({ ...filter, state: states.find((state) => state === value) })}
        data={states.map((state) => ({ value: state, label: t(`load.${state}`) }))}
      />
      <Group className={styles.wide ?? ''} justify="space-between" wrap="nowrap">
        <Text fz="xs" c="dimmed" aria-live="polite">
          {count !== undefined && t('map.shown', { count })}
        </Text>
        <SegmentedControl
          size="xs"
          aria-label={t('map.sort')}
          value={filter.order}
          onChange={(order) => onFilter({ ...filter, order: order === 'load' ? 'load' : 'name' })}
          data={[
            { value: 'name', label: t('map.byName') },
            { value: 'load', label: t('map.byLoad') },
          ]}
        />
      </Group>
    </div>
  );
}
