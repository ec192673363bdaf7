import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './heat-map.module.css';

const samples = { free: '9', filling: '3', full: '×', closed: '' } as const;
const sampleBar = { free: '25%', filling: '75%', full: '100%', closed: '0' } as const;

export function HeatMapLegend({ someLeftOut }: { someLeftOut: boolean }) {
  const { t } = useTranslation();
  return (
    <Group gap="6px 16px" mt="sm" fz="xs" c="dimmed">
      {(['free', 'filling', 'full', 'closed'] as const).map((state) => (
        <Group key={state} gap={6} wrap="nowrap">
          <span
            className={styles.slot}
            style={{ width: 30, height: 22, lineHeight: '17px', textAlign: 'center' }}
            data-state={state}
            aria-hidden
          >
            {samples[state]}
            <span className={styles.bar} style={{ width: sampleBar[state] }} />
          </span>
          {t(`load.${state}`)}
        </Group>
      ))}
      <Text fz="xs">{t('week.legend')}</Text>
      {someLeftOut && <Text fz="xs">{t('week.collapsed')}</Text>}
    </Group>
  );
}
