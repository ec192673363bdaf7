import { type KeyboardEvent, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { Direction } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import { usePostNames } from '../i18n/use-checkpoint-names.ts';
import { useCountryName } from '../i18n/use-country.ts';
import styles from './heat-map.module.css';
import { HeatMapCell } from './heat-map-cell.tsx';
import type { WeekRow, WeekSpan } from './week.ts';

interface HeatMapProps {
  checkpoint: Checkpoint;
  direction: Direction;
  span: WeekSpan;
  rows: readonly WeekRow[];
  now: Date;
  chosenId: number | undefined;
  onChoose: (slotId: number) => void;
  /** to the next (1) or the previous (−1) week */
  onWeek: (step: 1 | -1) => void;
}

interface Position {
  row: number;
  column: number;
}

/** @returns where a key leads from a cell, or undefined when the key is not for the grid */
export function nextPosition(
  key: string,
  { row, column }: Position,
  rows: number,
  columns: number,
): Position | undefined {
  const moves: Record<string, Position> = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    Home: { row, column: 0 },
    End: { row, column: columns - 1 },
  };
  const move = moves[key];
  const clamp = (value: number, count: number) => Math.min(Math.max(value, 0), count - 1);
  return move && { row: clamp(move.row, rows), column: clamp(move.column, columns) };
}

/** Days across, hours down on both clocks. One cell is in the tab order; arrows move it, PageUp and PageDown turn the week. */
export function HeatMap({ checkpoint, direction, span, rows, now, chosenId, onChoose, onWeek }: HeatMapProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = usePostNames(checkpoint);
  const countryName = useCountryName();
  const grid = useRef<HTMLTableElement>(null);
  const [focus, setFocus] = useState<Position>({ row: 0, column: 0 });
  const { kzZone, neighbourZone, neighbour } = checkpoint;
  const inTabOrder = { row: Math.min(focus.row, rows.length - 1), column: focus.column };
  const focusCell = useCallback((row: number, column: number) => setFocus({ row, column }), []);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'PageDown' || event.key === 'PageUp') {
      event.preventDefault();
      onWeek(event.key === 'PageDown' ? 1 : -1);
      return;
    }
    const next = nextPosition(event.key, inTabOrder, rows.length, span.days.length);
    if (!next) return;
    event.preventDefault();
    setFocus(next);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${next.row}-${next.column}"]`)?.focus();
  }

  const crossesDateLine = (row: number) => row > 0 && rows[row]?.dayShift !== rows[row - 1]?.dayShift;

  return (
    <table
      ref={grid}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the grid pattern of ARIA is made for tables, and keeps their headers
      role="grid"
      className={styles.grid}
      onKeyDown={onKeyDown}
      aria-label={t('week.grid', {
        checkpoint: names.both,
        direction: t(`direction.${direction}`),
        from: format.day(span.from, kzZone),
        to: format.day(span.days[6] ?? span.from, kzZone),
      })}
    >
      <thead>
        <tr>
          {[
            { country: 'KZ', zone: kzZone },
            { country: neighbour, zone: neighbourZone },
          ].map(({ country, zone }) => (
            <th key={country} scope="col" className={styles.clock}>
              <abbr title={countryName(country)}>{country}</abbr>
              <small>{format.offset(span.from, zone)}</small>
            </th>
          ))}
          {span.days.map((day) => (
            <th key={day} scope="col" className={styles.day} data-today={day === span.days[0] && now >= new Date(day)}>
              {format.weekday(day, kzZone)}
              <small className={styles.wide}>{format.day(day, kzZone)}</small>
              <small className={styles.narrow}>{format.dayOfMonth(day, kzZone)}</small>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, rowIndex) => (
          <tr
            key={row.kzTime}
            {...(crossesDateLine(rowIndex) ? { className: styles.dateLine, title: t('week.dateLine') } : {})}
          >
            <th scope="row" className={styles.time}>
              {row.kzTime}
            </th>
            <td className={styles.timeAcross}>
              {row.neighbourTime}
              {row.dayShift !== 0 && <sup>{t(row.dayShift < 0 ? 'week.dayBefore' : 'week.dayAfter')}</sup>}
            </td>
            {row.cells.map((slot, column) => (
              <HeatMapCell
                key={span.days[column]}
                slot={slot}
                row={rowIndex}
                column={column}
                day={span.days[column] ?? ''}
                checkpoint={checkpoint}
                isOver={slot !== undefined && new Date(slot.startsAt) <= now}
                isChosen={slot !== undefined && slot.id === chosenId}
                inTabOrder={inTabOrder.row === rowIndex && inTabOrder.column === column}
                onFocus={focusCell}
                onChoose={onChoose}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
