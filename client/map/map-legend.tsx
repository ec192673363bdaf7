import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LoadGlyph, StateGlyph } from '../parts/load-glyph.tsx';
import styles from './map.module.css';

export function MapLegend() {
  const { t } = useTranslation();
  return (
    <div className={styles.legend}>
      <Text fz="xs" fw={600} mb={4}>
        {t('load.legend', { count: 24 })}
      </Text>
      <Group gap="4px 12px">
        {(['free', 'filling', 'full', 'closed'] as const).map((state) => (
          <Group key={state} gap={4} wrap="nowrap">
            <StateGlyph state={state} size={17} />
            {t(`load.${state}`)}
          </Group>
        ))}
      </Group>
      <Group gap={4} mt={4} wrap="nowrap" c="dimmed" visibleFrom="xs">
        <LoadGlyph out="filling" in="free" size={17} />
        {t('load.halves')}
      </Group>
    </div>
  );
}
