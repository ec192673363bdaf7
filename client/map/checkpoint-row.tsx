import { Text } from '@mantine/core';
import { memo, useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { directionSchema } from '../../shared/words.ts';
import { usePostNames } from '../i18n/use-checkpoint-names.ts';
import { useCountryName } from '../i18n/use-country.ts';
import { RegimeMark } from '../regimes/regime-mark.tsx';
import { CheckpointSign } from './checkpoint-sign.tsx';
import styles from './map.module.css';
import type { MapView } from './map-view.ts';
import { PlaceCell } from './place-cell.tsx';
import { QueueCell } from './queue-cell.tsx';
import { PlacesAsOf, QueueAsOf } from './row-as-of.tsx';

interface CheckpointRowProps {
  checkpoint: Checkpoint;
  view: MapView;
  highlighted: boolean;
  onHighlight: (checkpointId: string | undefined) => void;
}

export const CheckpointRow = memo(function CheckpointRow(props: CheckpointRowProps) {
  const { checkpoint, view, highlighted, onHighlight } = props;
  const names = usePostNames(checkpoint);
  const countryName = useCountryName();
  const [Cell, AsOf] = view === 'queue' ? [QueueCell, QueueAsOf] : [PlaceCell, PlacesAsOf];
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
        <CheckpointSign view={view} checkpointId={checkpoint.id} size={26} />
        <span style={{ minWidth: 0 }}>
          <Text fz="sm" fw={600} truncate>
            {names.kz}
          </Text>
          <Text fz="xs" c="dimmed" truncate>
            {names.neighbour} · {countryName(checkpoint.neighbour)}
          </Text>
          <AsOf checkpoint={checkpoint} />
        </span>
        <span className={styles.loads}>
          {directionSchema.options.map((direction) => (
            <Cell key={direction} checkpointId={checkpoint.id} direction={direction} />
          ))}
        </span>
        <span className={styles.rowRegime}>
          <RegimeMark checkpointId={checkpoint.id} />
        </span>
      </Link>
    </li>
  );
});
