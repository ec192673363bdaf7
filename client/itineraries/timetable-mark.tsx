import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Sailing } from '../../shared/contract/sailings.ts';

/** Where the times of a ship come from, where that is not its operator. */
export function TimetableMark({ source }: Pick<Sailing, 'source'>) {
  const { t } = useTranslation();
  if (source === 'operator') return null;
  return (
    <Text fz="xs" fs="italic" c="var(--otkel-filling-ink)">
      {t('itineraries.demoTimetable')}
    </Text>
  );
}
