import { IconBan, IconCheck, IconClockX, IconFlag, IconHourglassEmpty } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Itinerary } from '../../shared/contract/itineraries.ts';
import { ToneBadge } from '../parts/tone-badge.tsx';

const looks = {
  held: { tone: 'filling', icon: IconHourglassEmpty },
  confirmed: { tone: 'free', icon: IconCheck },
  ended: { tone: 'closed', icon: IconFlag },
  cancelled: { tone: 'closed', icon: IconBan },
  expired: { tone: 'closed', icon: IconClockX },
} as const satisfies Record<Itinerary['state'], unknown>;

export function ItineraryStateBadge({ state }: Pick<Itinerary, 'state'>) {
  const { t } = useTranslation();
  const { tone, icon: Icon } = looks[state];
  return (
    <ToneBadge tone={tone} icon={<Icon size={12} aria-hidden />}>
      {t(`itineraries.state.${state}`)}
    </ToneBadge>
  );
}
