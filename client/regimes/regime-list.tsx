import { Anchor, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { Regime } from '../../shared/contract/regimes.ts';
import type { Direction } from '../../shared/words.ts';
import { EndRegime } from './end-regime.tsx';
import { PeriodText } from './period-text.tsx';
import { RegimeState } from './regime-state.tsx';
import { regimesQuery } from './regimes-query.ts';
import { RuleList, RuleRow } from './rule-row.tsx';
import { useEffectText } from './use-effect-text.ts';

interface RegimeListProps {
  checkpoint: Checkpoint;
  direction: Direction;
  mayChange: boolean;
}

/** Regimes in force and coming at one checkpoint. */
export function RegimeList({ checkpoint, direction, mayChange }: RegimeListProps) {
  const { t } = useTranslation();
  const effectText = useEffectText();
  const [ending, setEnding] = useState<Regime>();
  const regimes = useQuery(regimesQuery(false)).data ?? [];
  const own = regimes.filter(({ checkpointIds }) => checkpointIds.includes(checkpoint.id));
  return (
    <>
      <RuleList
        title={t('regimes.title')}
        empty={t('regimes.none')}
        action={
          mayChange && (
            <Button
              component={Link}
              to={`/regimes/new?checkpointId=${checkpoint.id}&direction=${direction}`}
              variant="light"
              size="xs"
              leftSection={<IconAlertTriangle size={16} />}
            >
              {t('regimes.announce')}
            </Button>
          )
        }
      >
        {own.map((regime) => (
          <RuleRow
            key={regime.id}
            detail={
              <>
                <PeriodText startsAt={regime.startsAt} endsAt={regime.endsAt} checkpoint={checkpoint} /> ·{' '}
                {effectText(regime.effect).join('; ')}
              </>
            }
            action={mayChange ? { label: t('regimes.end'), onClick: () => setEnding(regime) } : undefined}
          >
            <RegimeState state={regime.state} />{' '}
            <Anchor component={Link} to={`/regimes#regime-${regime.id}`} inherit>
              {regime.cause}
            </Anchor>
          </RuleRow>
        ))}
      </RuleList>
      {ending && <EndRegime regime={ending} zone={checkpoint.kzZone} onClose={() => setEnding(undefined)} />}
    </>
  );
}
