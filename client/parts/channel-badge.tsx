import { IconBan } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FiredRule } from '../../shared/contract/bookings.ts';
import type { LoadState } from '../../shared/load.ts';
import { ToneBadge } from './tone-badge.tsx';

const tones = { green: 'free', yellow: 'filling', red: 'full', blocked: 'full' } as const satisfies Record<
  FiredRule['channel'],
  LoadState
>;

/** How a truck is controlled, or that it may not cross at all. */
export function ChannelBadge({ channel }: { channel: FiredRule['channel'] }) {
  const { t } = useTranslation();
  return (
    // In a row with a long sentence it keeps its width: cut off, it says nothing.
    <span style={{ flex: 'none', lineHeight: 1 }}>
      <ToneBadge tone={tones[channel]} icon={channel === 'blocked' && <IconBan size={13} aria-hidden />}>
        {t(`channel.${channel}`)}
      </ToneBadge>
    </span>
  );
}
