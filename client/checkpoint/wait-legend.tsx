import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './wait.module.css';

const entries = ['waiting', 'measured', 'forecast', 'band'] as const;

export function WaitLegend() {
  const { t } = useTranslation();
  return (
    <Group component="ul" gap="4px 16px" m={0} p={0} mb={6} fz="xs" style={{ listStyle: 'none' }}>
      {entries.map((entry) => (
        <Group key={entry} component="li" gap={6} wrap="nowrap">
          <span className={styles[entry]} aria-hidden />
          {t(`queue.chart.${entry}`)}
        </Group>
      ))}
    </Group>
  );
}
