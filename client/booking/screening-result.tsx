import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Screening } from '../../shared/contract/bookings.ts';
import type { LoadState } from '../../shared/load.ts';
import type { Channel } from '../../shared/words.ts';
import { ToneBadge } from '../parts/tone-badge.tsx';
import { ruleText } from './rule-text.ts';

const channelTone = { green: 'free', yellow: 'filling', red: 'full' } as const satisfies Record<Channel, LoadState>;

export function ChannelBadge({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  return <ToneBadge tone={channelTone[channel]}>{t(`channel.${channel}`)}</ToneBadge>;
}

/** The channel and the rules that made it so. */
export function ScreeningResult({ screening }: { screening: Screening }) {
  const { t } = useTranslation();
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Text fz="sm" fw={600}>
          {t('booking.screening')}
        </Text>
        <ChannelBadge channel={screening.channel} />
      </Group>
      {screening.rules.length === 0 ? (
        <Text fz="sm" c="dimmed">
          {t('booking.noRules')}
        </Text>
      ) : (
        <Text fz="sm" c="dimmed">
          {t('booking.rules')}: {screening.rules.map(({ id, subject }) => `${ruleText(id, t)} (${subject})`).join(', ')}
        </Text>
      )}
    </Stack>
  );
}
