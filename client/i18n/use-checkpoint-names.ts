import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { checkpointNames } from './checkpoint-names.ts';

type Named = Pick<Checkpoint, 'id' | 'kzPostName' | 'neighbourPostName'>;

/** @returns the Kazakh post and the post that faces it, in the script of the language; the data's Latin names where there is none */
export function postNames(checkpoint: Named, language: string): { kz: string; neighbour: string; both: string } {
  const table = checkpointNames[checkpoint.id];
  const cyrillic = language === 'ru' ? table?.ru : language === 'kk' ? table?.kk : undefined;
  const [kz, neighbour] = cyrillic ?? [checkpoint.kzPostName, checkpoint.neighbourPostName];
  return { kz, neighbour, both: `${kz} — ${neighbour}` };
}

export function usePostNames(checkpoint: Named) {
  const { i18n } = useTranslation();
  return postNames(checkpoint, i18n.language);
}
