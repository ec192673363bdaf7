import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Screening } from '../../shared/contract/bookings.ts';
import { FiredRules } from '../compliance/fired-rules.tsx';
import { ChannelBadge } from '../parts/channel-badge.tsx';

/** The channel and the rules that made it so. */
export function ScreeningResult({ screening: { channel, rules } }: { screening: Screening }) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Text fz="sm" fw={600}>
          {t('booking.screening')}
        </Text>
        <ChannelBadge channel={channel} />
      </Group>
      {rules.length === 0 ? (
        <Text fz="sm" c="dimmed">
          {t('booking.noRules')}
        </Text>
      ) : (
        <FiredRules rules={rules} />
      )}
    </Stack>
  );
}
