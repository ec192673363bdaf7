import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BlockedConsignment } from '../../shared/contract/compliance.ts';
import { ChannelBadge } from '../parts/channel-badge.tsx';
import { ToneBadge } from '../parts/tone-badge.tsx';
import { useDayText } from './use-day-text.ts';

interface DecisionTextProps {
  decision: NonNullable<BlockedConsignment['decision']>;
  state: BlockedConsignment['state'];
}

/** Who decided when and why; of a release also on which channel and how long. */
export function DecisionText({ decision: { by, at, reason, channel, validFrom, validTo }, state }: DecisionTextProps) {
  const { t } = useTranslation();
  const time = useDayText();
  return (
    <div>
      <Group gap="xs" mb={2}>
        <ToneBadge tone={state === 'released' ? 'free' : 'closed'}>{t(`compliance.state.${state}`)}</ToneBadge>
        {channel && <ChannelBadge channel={channel} />}
        {validFrom && validTo && (
          <Text fz="sm">{t('compliance.validity', { from: time(validFrom), to: time(validTo) })}</Text>
        )}
      </Group>
      <Text fz="sm">{t('compliance.decision', { by, at: time(at), reason })}</Text>
    </div>
  );
}
