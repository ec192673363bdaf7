import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { Direction } from '../../shared/words.ts';
import { checkpointsQuery } from '../api/checkpoints.ts';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import { useCountryName, usePostOfSide } from '../i18n/use-country.ts';

const noCheckpoints: readonly Checkpoint[] = [];

/** More names than these are counted and not read. */
const namesShown = 3;

/** The checkpoints by id, and how to say several of them in a line. */
export function useCheckpointText() {
  const { t, i18n } = useTranslation();
  const countryName = useCountryName();
  const { data: checkpoints = noCheckpoints, isPending } = useQuery(checkpointsQuery);
  const find = (checkpointId: string) => checkpoints.find(({ id }) => id === checkpointId);
  const nameOf = (checkpointId: string) => {
    const checkpoint = find(checkpointId);
    if (checkpoint) return postNames(checkpoint, i18n.language).kz;
    return isPending ? '…' : checkpointId;
  };
  return {
    checkpoints,
    find,
    nameOf,
    /** `Zhaisan, Alimbet`; all of a neighbour as such; many as a few and a count */
    namesOf(ids: readonly string[]): string {
      const neighbours = [...new Set(ids.map((id) => find(id)?.neighbour))];
      const ofNeighbour = checkpoints.filter(({ neighbour }) => neighbour === neighbours[0]).length;
      if (neighbours.length === 1 && neighbours[0] && ids.length > namesShown && ids.length === ofNeighbour)
        return t('regimes.allOf', { count: ids.length, country: countryName(neighbours[0]) });
      const names = ids.slice(0, namesShown).map(nameOf).join(', ');
      const more = ids.length - namesShown;
      return more > 0 ? t('regimes.andMore', { names, count: more }) : names;
    },
  };
}

/** For the middle of a sentence; names in it keep their capitals. */
export const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** Which post and which way, such as `Russian post, out of Kazakhstan`. */
export function useSideText() {
  const { t } = useTranslation();
  const { find } = useCheckpointText();
  const ofNeighbour = { RU: usePostOfSide('RU'), KG: usePostOfSide('KG'), other: usePostOfSide('') };
  return (ids: readonly string[], side: 'kz' | 'neighbour', direction: Direction | null): string => {
    const neighbours = new Set(ids.map((id) => find(id)?.neighbour));
    const [only] = neighbours.size === 1 ? neighbours : [];
    const postOfSide = only === 'RU' || only === 'KG' ? ofNeighbour[only] : ofNeighbour.other;
    const way = direction === null ? t('checkpoint.closureBoth') : t(`direction.${direction}`);
    return `${postOfSide(side)}, ${lowerFirst(way)}`;
  };
}
