import { Anchor, Checkbox, Group, Text } from '@mantine/core';
import { IconShip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { StateSamples } from '../corridors/state-samples.tsx';
import { LoadGlyph, StateGlyph } from '../parts/load-glyph.tsx';
import styles from './map.module.css';
import type { MapView } from './map-view.ts';

interface MapLegendProps {
  view: MapView;
  showsCorridors: boolean;
  onShowCorridors: (shows: boolean) => void;
}

export function MapLegend({ view, showsCorridors, onShowCorridors }: MapLegendProps) {
  const { t } = useTranslation();
  const byQueue = view === 'queue';
  return (
    <div className={styles.legend}>
      <Group justify="space-between" mb={4} wrap="nowrap" gap="md">
        <Text fz="xs" fw={600}>
          {byQueue ? t('queue.legend') : t('load.legend', { count: 24 })}
        </Text>
        <Anchor component={Link} to="/measures" fz="xs">
          {t('measures.link')}
        </Anchor>
      </Group>
      <Group gap="4px 12px">
        {(['free', 'filling', 'full', 'closed'] as const).map((state) => (
          <Group key={state} gap={4} wrap="nowrap">
            <StateGlyph state={state} size={17} />
            {byQueue ? t(`queue.legendOf.${state}`) : t(`load.${state}`)}
          </Group>
        ))}
      </Group>
      <Group gap={4} mt={4} wrap="nowrap" c="dimmed" visibleFrom="xs">
        <span className={styles.legendSign}>
          <LoadGlyph out="filling" in="free" size={17} />
        </span>
        {byQueue ? `${t('load.halves')}; ${t('queue.size')}` : t('load.halves')}
      </Group>
      <Group gap={4} mt={4} wrap="nowrap" c="dimmed" visibleFrom="xs">
        <IconShip size={17} stroke={1.6} strokeDasharray="3 2" aria-hidden />
        {t('sailings.shipLegend')}
      </Group>
      <Group justify="space-between" gap="md" mt={6} wrap="nowrap">
        <Checkbox
          size="xs"
          label={t('corridors.onMap')}
          checked={showsCorridors}
          onChange={(event) => onShowCorridors(event.currentTarget.checked)}
        />
        <Anchor component={Link} to="/corridors" fz="xs">
          {t('corridors.inWords')}
        </Anchor>
      </Group>
      {showsCorridors && (
        <div className={styles.ways}>
          <StateSamples />
        </div>
      )}
    </div>
  );
}
