import { IconAlertTriangle, IconClock, IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Regime } from '../../shared/contract/regimes.ts';
import { ToneBadge } from '../parts/tone-badge.tsx';

const looks = {
  'in-force': { tone: 'full', icon: IconAlertTriangle },
  coming: { tone: 'filling', icon: IconClock },
  over: { tone: 'closed', icon: IconHistory },
} as const satisfies Record<Regime['state'], unknown>;

export function RegimeState({ state }: { state: Regime['state'] }) {
  const { t } = useTranslation();
  const { tone, icon: Icon } = looks[state];
  return (
    <ToneBadge tone={tone} icon={<Icon size={12} />}>
      {t(`regimes.state.${state}`)}
    </ToneBadge>
  );
}
