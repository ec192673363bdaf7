import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checkpoint, Slot } from '../../shared/contract/checkpoints.ts';
import { useFormat } from '../i18n/format.ts';
import styles from './heat-map.module.css';
import { slotState } from './week.ts';

interface HeatMapCellProps {
  slot: Slot | undefined;
  row: number;
  column: number;
  day: string;
  checkpoint: Checkpoint;
  isOver: boolean;
  isChosen: boolean;
  inTabOrder: boolean;
  onFocus: (row: number, column: number) => void;
  onChoose: (slotId: number) => void;
}

/** A cell draws itself anew only when its own slot changes. The bar at its foot is the share taken: the state without its colour. */
export const HeatMapCell = memo(function HeatMapCell(props: HeatMapCellProps) {
  const { slot, row, column, isOver, isChosen, inTabOrder, onFocus, onChoose } = props;
  const label = useCellLabel(props);
  const state = slot && slotState(slot);
  const { total = 0 } = slot?.places ?? {};
  const left = slot?.left.total ?? 0;
  return (
    <td className={styles.cell}>
      <button
        type="button"
        className={styles.slot}
        data-cell={`${row}-${column}`}
        data-state={isOver ? 'over' : (state ?? 'none')}
        aria-label={label}
        aria-current={isChosen}
        aria-disabled={slot === undefined}
        tabIndex={inTabOrder ? 0 : -1}
        onFocus={() => onFocus(row, column)}
        onClick={() => slot && onChoose(slot.id)}
      >
        {slot && !isOver && state !== 'closed' && (
          <>
            {state === 'full' ? '×' : left}
            <span className={styles.bar} style={{ width: `${((total - left) / total) * 100}%` }} />
          </>
        )}
      </button>
    </td>
  );
});

function useCellLabel({ slot, day, checkpoint, isOver }: HeatMapCellProps): string {
  const { t } = useTranslation();
  const format = useFormat();
  const dayText = format.longDay(day, checkpoint.kzZone);
  if (!slot) return dayText;
  const words = {
    day: dayText,
    kzTime: format.time(slot.startsAt, checkpoint.kzZone),
    neighbourTime: format.time(slot.startsAt, checkpoint.neighbourZone),
  };
  if (isOver) return t('week.cellPast', words);
  const state = slotState(slot);
  if (state === 'closed') return t('week.cellClosed', words);
  return t('week.cell', {
    ...words,
    state: t(`load.${state}`).toLocaleLowerCase(format.language),
    left: t('load.leftOf', { left: slot.left.total, places: slot.places.total }),
  });
}
