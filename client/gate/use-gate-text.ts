import { useTranslation } from 'react-i18next';
import { type Position, sideOfPost } from '../../shared/gate-steps.ts';
import type { Direction } from '../../shared/words.ts';
import { usePostOfSide } from '../i18n/use-country.ts';

/** Where a truck is and what it does next, in words; a post is named by its country. */
export function useGateText(neighbour: string) {
  const { t } = useTranslation();
  const postOfSide = usePostOfSide(neighbour);
  const postOf = (direction: Direction | null, post: Position['post']) =>
    post && direction ? postOfSide(sideOfPost(direction, post)) : undefined;
  return {
    state({ state, post }: Position, direction: Direction | null): string {
      const at = postOf(direction, post);
      return at ? `${t(`passage.${state}`)} · ${at}` : t(`passage.${state}`);
    },
    deed({ state, post }: Position, direction: Direction | null): string {
      if (state === 'expected' || state === 'no-show' || state === 'cancelled') return t(`passage.${state}`);
      const at = postOf(direction, post);
      return state === 'at-post' && at ? t('gate.do.take', { post: at }) : t(`gate.do.${state}`);
    },
  };
}
