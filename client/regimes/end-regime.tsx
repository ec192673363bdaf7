import { useTranslation } from 'react-i18next';
import type { Regime } from '../../shared/contract/regimes.ts';
import { EndChange } from './end-change.tsx';

interface EndRegimeProps {
  regime: Pick<Regime, 'id' | 'cause'>;
  zone: string;
  onClose: () => void;
}

export function EndRegime({ regime, zone, onClose }: EndRegimeProps) {
  const { t } = useTranslation();
  return (
    <EndChange
      title={t('regimes.endTitle', { cause: regime.cause })}
      zone={zone}
      toChange={(reason, endsAt) => ({ kind: 'end-regime', regimeId: regime.id, endsAt, reason })}
      onClose={onClose}
    />
  );
}
