import { Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ItineraryOffer } from '../../shared/contract/itineraries.ts';
import { ToneBadge } from '../parts/tone-badge.tsx';

const tones = {
  soonest: 'free',
  shortest: 'free',
  safest: 'free',
  around: 'closed',
  late: 'full',
  only: 'closed',
} as const satisfies Record<ItineraryOffer['reasons'][number], unknown>;

/** What a way is, of all that are offered. */
export function ReasonBadges({ reasons }: Pick<ItineraryOffer, 'reasons'>) {
  const { t } = useTranslation();
  return (
    <Group gap={6}>
      {reasons.map((reason) => (
        <ToneBadge
          key={reason}
          tone={tones[reason]}
          icon={reason === 'late' && <IconAlertTriangle size={12} aria-hidden />}
        >
          {t(`itineraries.reason.${reason}`)}
        </ToneBadge>
      ))}
    </Group>
  );
}
