import { Text, VisuallyHidden } from '@mantine/core';
import { memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Checkpoint, CheckpointLoad } from '../../shared/contract/checkpoints.ts';
import { type Direction, directionSchema } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import { usePostNames } from '../i18n/use-checkpoint-names.ts';
import { useCountryName } from '../i18n/use-country.ts';
import { useLoad } from '../live/use-live.ts';
import { DirectionIcon } from '../parts/direction.tsx';
import { LoadGlyph, stateOf } from '../parts/load-glyph.tsx';
import styles from './map.module.css';

interface CheckpointRowProps {
  checkpoint: Checkpoint;
  highlighted: boolean;
  onHighlight: (checkpointId: string | undefined) => void;
}

export const CheckpointRow = memo(function CheckpointRow({ checkpoint, highlighted, onHighlight }: CheckpointRowProps) {
  const names = usePostNames(checkpoint);
  const countryName = useCountryName();
  const load = useLoad(checkpoint.id);
  const row = useRef<HTMLAnchorElement>(null);

  useEffect(() => {
    const list = row.current?.closest('ul');
    // On a phone the page itself scrolls: it must not move away from the map under the finger.
    if (highlighted && list && list.scrollHeight > list.clientHeight) row.current?.scrollIntoView({ block: 'nearest' });
  }, [highlighted]);

  return (
    <li>
      <Link
        ref={row}
        to={`/checkpoints/${checkpoint.id}`}
        className={highlighted ? `${styles.row} ${styles.highlighted}` : (styles.row ?? '')}
        onMouseEnter={() => onHighlight(checkpoint.id)}
        onMouseLeave={() => onHighlight(undefined)}
        onFocus={() => onHighlight(checkpoint.id)}
        onBlur={() => onHighlight(undefined)}
      >
        <LoadGlyph out={stateOf(load, 'out')} in={stateOf(load, 'in')} size={26} />
        <span style={{ minWidth: 0 }}>
          <Text fz="sm" fw={600} truncate>
            {names.kz}
          </Text>
          <Text fz="xs" c="dimmed" truncate>
            {names.neighbour} · {countryName(checkpoint.neighbour)}
          </Text>
        </span>
        <span className={styles.loads}>
          {directionSchema.options.map((direction) => (
            <DirectionLoad key={direction} direction={direction} load={load} />
          ))}
        </span>
      </Link>
    </li>
  );
});

function DirectionLoad({ direction, load }: { direction: Direction; load: CheckpointLoad | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
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
