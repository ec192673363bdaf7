import { IconAnchor, IconBan, IconClockExclamation, IconShip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Sailing } from '../../shared/contract/sailings.ts';
import type { LoadState } from '../../shared/load.ts';
import { ToneBadge } from '../parts/tone-badge.tsx';

const shown: Record<Sailing['state'], { tone: LoadState; icon: typeof IconShip }> = {
  planned: { tone: 'free', icon: IconShip },
  delayed: { tone: 'filling', icon: IconClockExclamation },
  departed: { tone: 'closed', icon: IconShip },
  arrived: { tone: 'closed', icon: IconAnchor },
  cancelled: { tone: 'full', icon: IconBan },
};

export function SailingState({ state }: Pick<Sailing, 'state'>) {
  const { t } = useTranslation();
  const { tone, icon: Icon } = shown[state];
  return (
    <ToneBadge tone={tone} icon={<Icon size={14} aria-hidden />}>
      {t(`sailings.state.${state}`)}
    </ToneBadge>
  );
}
