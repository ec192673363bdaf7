import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ListVersion } from '../../shared/contract/compliance.ts';
import { useFormat } from '../i18n/format.ts';
import { useDayText } from './use-day-text.ts';

/** What was imported, from when it holds, and what follows from it. */
export function ImportDone({ version, onClose }: { version: ListVersion; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const time = useDayText();
  const { rows, inForce, validFrom } = version;
  return (
    <Stack>
      <Alert
        color="teal"
        icon={<IconCircleCheck size={22} />}
        title={t('compliance.import.done', { version: version.version })}
        role="status"
      >
        <Text fz="sm">{t('compliance.import.doneRows', { count: rows, rows: format.number(rows) })}</Text>
        <Text fz="sm">
          {inForce ? t('compliance.import.rescreened') : t('compliance.import.later', { from: time(validFrom) })}
        </Text>
      </Alert>
      <Group justify="flex-end">
        <Button onClick={onClose}>{t('app.close')}</Button>
      </Group>
    </Stack>
  );
}
