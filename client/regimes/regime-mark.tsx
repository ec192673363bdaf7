import { Text } from '@mantine/core';
import { IconAlertTriangleFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './regimes.module.css';
import { useRegimesInForce } from './regimes-query.ts';

interface RegimeMarkProps {
  checkpointId: string;
  /** without words where there is no room: they stand in the row and the tooltip */
  signOnly?: boolean;
}

/** Says that a checkpoint is inspected more heavily now, and why. Nothing where it is not. */
export function RegimeMark({ checkpointId, signOnly = false }: RegimeMarkProps) {
  const { t } = useTranslation();
  const regimes = useRegimesInForce(checkpointId);
  if (regimes.length === 0) return null;
  const causes = regimes.map(({ cause }) => cause).join('; ');
  const sign = (
    <IconAlertTriangleFilled size={14} aria-hidden color="var(--otkel-filling)" style={{ flex: 'none' }} data-regime />
  );
  if (signOnly) return sign;
  return (
    <span className={styles.mark} title={causes}>
      {sign}
      <Text span fz="xs" fw={600} truncate>
        {t('regimes.mark', { cause: causes })}
      </Text>
    </span>
  );
}
