import { IconBan, IconCheck, IconClockX, IconFlag, IconHourglassEmpty, IconTruckOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BookingState } from '../../shared/words.ts';
import { ToneBadge } from '../parts/tone-badge.tsx';

const looks = {
  held: { tone: 'filling', icon: IconHourglassEmpty },
  confirmed: { tone: 'free', icon: IconCheck },
  cancelled: { tone: 'closed', icon: IconBan },
  expired: { tone: 'closed', icon: IconClockX },
  ended: { tone: 'closed', icon: IconFlag },
  'no-show': { tone: 'full', icon: IconTruckOff },
} as const satisfies Record<BookingState, unknown>;

export function BookingStateBadge({ state }: { state: BookingState }) {
  const { t } = useTranslation();
  const { tone, icon: Icon } = looks[state];
  return (
    <ToneBadge tone={tone} icon={<Icon size={12} />}>
      {t(`bookings.${state}`)}
    </ToneBadge>
  );
}
