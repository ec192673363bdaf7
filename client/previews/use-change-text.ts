import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Change } from '../../shared/contract/changes.ts';
import { regimesQuery } from '../regimes/regimes-query.ts';
import { useCheckpointText } from '../regimes/use-checkpoint-text.ts';

/** @returns the checkpoints that a change names; none where it names another thing */
export function namedCheckpoints(change: Change): string[] {
  switch (change.kind) {
    case 'regime':
      return change.regime.checkpointIds;
    case 'transfer':
      return [change.fromCheckpointId, change.toCheckpointId];
    case 'end-regime':
    case 'end-closure':
    case 'end-shift':
      return [];
    default:
      return [change.checkpointId];
  }
}

/** What is to change, as a title: `Heavier inspections at Zhaisan`. */
export function useChangeTitle(): (change: Change) => string {
  const { t } = useTranslation();
  const { namesOf, nameOf } = useCheckpointText();
  // Also those that are over: this one may be, once the preview is applied.
  const regimes = useQuery(regimesQuery(true)).data;
  const endedAt = (regimeId: string) => regimes?.find(({ id }) => id === regimeId)?.checkpointIds;
  return (change) => {
    if (change.kind === 'transfer')
      return t('previews.change.transfer', {
        count: change.trucks,
        from: nameOf(change.fromCheckpointId),
        to: nameOf(change.toCheckpointId),
      });
    const ids = change.kind === 'end-regime' ? endedAt(change.regimeId) : namedCheckpoints(change);
    const names = namesOf(ids ?? []);
    const title = t(`previews.change.${change.kind}`);
    return names ? `${title}: ${names}` : title;
  };
}
