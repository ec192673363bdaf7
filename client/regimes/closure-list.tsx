import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBarrierBlock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checkpoint, Closure } from '../../shared/contract/checkpoints.ts';
import { apiQuery } from '../api/client.ts';
import { AnnounceClosure } from './announce-closure.tsx';
import { EndChange } from './end-change.tsx';
import { PeriodText } from './period-text.tsx';
import { RuleList, RuleRow } from './rule-row.tsx';

interface ClosureListProps {
  checkpoint: Checkpoint;
  mayChange: boolean;
}

export function ClosureList({ checkpoint, mayChange }: ClosureListProps) {
  const { t } = useTranslation();
  const [announcing, announce] = useDisclosure();
  const [ending, setEnding] = useState<Closure>();
  const closures = useQuery(
    apiQuery.checkpoints.listClosures.queryOptions({ input: { checkpointId: checkpoint.id }, refetchInterval: 60_000 }),
  );
  return (
    <>
      <RuleList
        title={t('checkpoint.closures')}
        empty={t('checkpoint.noClosures')}
        action={
          mayChange && (
            <Button variant="light" size="xs" leftSection={<IconBarrierBlock size={16} />} onClick={announce.open}>
              {t('checkpoint.announce')}
            </Button>
          )
        }
      >
        {(closures.data?.items ?? []).map((closure) => (
          <RuleRow
            key={closure.id}
            detail={`${closure.direction ? t(`direction.${closure.direction}`) : t('checkpoint.closureBoth')} · ${closure.reason}`}
            action={mayChange ? { label: t('rules.endClosure'), onClick: () => setEnding(closure) } : undefined}
          >
            <PeriodText startsAt={closure.startsAt} endsAt={closure.endsAt} checkpoint={checkpoint} />
          </RuleRow>
        ))}
      </RuleList>
      {announcing && <AnnounceClosure checkpoint={checkpoint} onClose={announce.close} />}
      {ending && (
        <EndChange
          title={t('rules.endClosure')}
          toChange={(reason) => ({ kind: 'end-closure', closureId: ending.id, reason })}
          onClose={() => setEnding(undefined)}
        />
      )}
    </>
  );
}
