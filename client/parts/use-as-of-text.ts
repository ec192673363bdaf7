import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { useFormat } from '../i18n/format.ts';
import { useQueue } from '../live/use-live.ts';
import { useSourceText } from './source-badge.tsx';

/** @returns when the queues of a checkpoint were counted, and by whom; undefined until they have come */
export function useQueueAsOfText({ id, kzZone }: Pick<Checkpoint, 'id' | 'kzZone'>): string | undefined {
  const { t } = useTranslation();
  const format = useFormat();
  const sourceText = useSourceText();
  const queues = [useQueue(id, 'out'), useQueue(id, 'in')];
  const asOf = queues
    .flatMap((queue) => queue?.asOf ?? [])
    .sort()
    .at(-1);
  if (!asOf) return undefined;
  const source = queues.find((queue) => queue?.source)?.source;
  // Where nobody counts, there is no number that could be of some time.
  if (!source) return sourceText('none');
  return `${t('load.asOf', { time: format.timeWithSeconds(asOf, kzZone) })} · ${sourceText(source)}`;
}
