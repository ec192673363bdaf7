import { Group, SegmentedControl, Select, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCountryName } from '../i18n/use-country.ts';
import { DirectionToggle } from '../parts/direction.tsx';
import { spans } from './use-desk-hours.ts';
import type { DeskView } from './use-desk-view.ts';

interface DeskFiltersProps {
  view: DeskView;
  neighbours: readonly string[];
  onChange: (change: Partial<DeskView>) => void;
}

export function DeskFilters({ view, neighbours, onChange }: DeskFiltersProps) {
  const { t } = useTranslation();
  const countryName = useCountryName();
  return (
    <Group gap="sm">
      <DirectionToggle value={view.direction} onChange={(direction) => onChange({ direction })} />
      <SegmentedControl
        aria-label={t('desk.span')}
        value={String(view.span)}
        onChange={(value) => onChange({ span: spans.find((span) => String(span) === value) ?? 48 })}
        data={spans.map((span) => ({ value: String(span), label: t('desk.spanHours', { count: span }) }))}
      />
      <Select
        aria-label={t('map.neighbour')}
        placeholder={t('map.allNeighbours')}
        clearable
        w={180}
        value={view.neighbour ?? null}
        onChange={(neighbour) => onChange({ neighbour: neighbour ?? undefined })}
        data={neighbours.map((country) => ({ value: country, label: countryName(country) }))}
      />
      <Switch
        label={t('desk.onlyTrouble')}
        checked={view.onlyTrouble}
        onChange={(event) => onChange({ onlyTrouble: event.currentTarget.checked })}
      />
    </Group>
  );
}
