import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Direction } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import { useLoad } from '../live/use-live.ts';
import { DirectionIcon } from '../parts/direction.tsx';
import { stateOf } from '../parts/load-glyph.tsx';
import styles from './map.module.css';

/** Places left in the next day, in one direction. */
export function PlaceCell({ checkpointId, direction }: { checkpointId: string; direction: Direction }) {
  const { t } = useTranslation();
  const format = useFormat();
  const load = useLoad(checkpointId);
  const state = stateOf(load, direction);
  const { places, taken } = load?.[direction] ?? { places: 0, taken: 0 };
  const left = Math.max(0, places - taken);
  const words = `${t(`direction.${direction}`)}: ${t(`load.${state}`)}${places > 0 ? `, ${t('load.leftOf', { left, places })}` : ''}`;
  const shade = state === 'unknown' ? 'closed' : state;
  return (
    <span
      title={words}
      className={styles.load}
      style={{ background: `var(--otkel-${shade}-cell)`, color: `var(--otkel-${shade}-ink)` }}
    >
      <DirectionIcon direction={direction} size={13} />
      <VisuallyHidden>{words}</VisuallyHidden>
      <span aria-hidden>{places > 0 ? format.number(left) : '—'}</span>
    </span>
  );
}
