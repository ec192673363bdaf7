import { Alert, Stack, Text } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FiredRule } from '../../shared/contract/bookings.ts';
import { FiredRules } from './fired-rules.tsx';

const advice = ['meaning', 'reviewer', 'whatToDo'] as const;

/** What a carrier is told of blocked goods: why, what it means, who may let them pass, and what to do meanwhile. */
export function BlockedResult({ rules }: { rules: readonly FiredRule[] }) {
  const { t } = useTranslation();
  return (
    <Alert color="red" icon={<IconBan size={22} />} title={t('compliance.blocked.title')} role="alert">
      <Stack gap="sm">
        {rules.length > 0 && <FiredRules rules={rules} />}
        {advice.map((part) => (
          <Text key={part} fz="sm">
            {t(`compliance.blocked.${part}`)}
          </Text>
        ))}
      </Stack>
    </Alert>
  );
}
