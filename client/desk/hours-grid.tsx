import { Box, VisuallyHidden } from '@mantine/core';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { type KeyboardEvent, type MouseEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../live/use-now.ts';
import { type DeskRow, nextOver } from './arrange-rows.ts';
import styles from './grid.module.css';
import { Hatchings } from './hour-cell.tsx';
import { HoursRow } from './hours-row.tsx';
import { HoursLines, HoursRuler } from './hours-ruler.tsx';
import { type GridPosition, moveInGrid } from './move-in-grid.ts';
import { useHourText } from './use-hour-text.ts';

/** A finger and an eye find no narrower ones: more hours than fit are scrolled to. */
const narrowestCell = 16;

export const gridId = 'desk-grid';

/** A cell by what it is, which stays when the rows change their order. */
export interface CellId {
  checkpointId: string;
  startsAt: string;
}

interface HoursGridProps {
  rows: readonly DeskRow[];
  startsAt: readonly string[];
  chosen: CellId | undefined;
  /** @param by who came by the keys goes on with them */
  onChoose: (cell: CellId, by: 'pointer' | 'keys') => void;
}

/** Checkpoints down, hours across. One stop of the keyboard: arrows move a frame, a live region reads its cell, Enter opens it, N goes to the next overfull one. */
export function HoursGrid({ rows, startsAt, chosen, onChoose }: HoursGridProps) {
  const { t } = useTranslation();
  const text = useHourText();
  const now = useNow(30_000);
  const helpId = useId();
  const { ref: sizeRef, width } = useElementSize<HTMLDivElement>();
  const scroller = useRef<HTMLDivElement>(null);
  const ref = useMergedRef(sizeRef, scroller);
  const [hasFocus, setHasFocus] = useState(false);
  const [focus, setFocus] = useState<CellId>();
  const [pointed, setPointed] = useState<GridPosition>();

  const kzZone = rows[0]?.checkpoint.kzZone ?? 'UTC';
  const nameWidth = width < 700 ? 112 : 190;
  const cellWidth = Math.max(narrowestCell, Math.floor((width - nameWidth) / Math.max(1, startsAt.length)));
  const place = (cell: CellId | undefined): GridPosition | undefined => {
    const row = rows.findIndex(({ checkpoint }) => checkpoint.id === cell?.checkpointId);
    const hour = cell ? startsAt.indexOf(cell.startsAt) : -1;
    return row < 0 || hour < 0 ? undefined : { row, hour };
  };
  const cellAt = ({ row, hour }: GridPosition): CellId | undefined => {
    const [checkpointId, start] = [rows[row]?.checkpoint.id, startsAt[hour]];
    return checkpointId && start ? { checkpointId, startsAt: start } : undefined;
  };
  const focused = place(focus) ?? { row: 0, hour: 0 };
  const chosenAt = place(chosen);
  const shown = pointed ?? (hasFocus ? focused : undefined);
  const shownRow = shown && rows[shown.row];
  const shownHour = shown && shownRow?.hours[shown.hour];
  const focusedRow = rows[focused.row];
  const focusedHour = focusedRow?.hours[focused.hour];

  function choose(at: GridPosition, by: 'pointer' | 'keys') {
    const cell = cellAt(at);
    if (!cell) return;
    setFocus(cell);
    onChoose(cell, by);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== event.currentTarget || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      choose(focused, 'keys');
      return;
    }
    const next =
      event.key.toLowerCase() === 'n' && !event.ctrlKey
        ? nextOver(rows, focused)
        : moveInGrid(event.key, event.ctrlKey, focused, rows.length, startsAt.length);
    if (!next) return;
    event.preventDefault();
    setPointed(undefined);
    setFocus(cellAt(next));
    reveal(scroller.current, next, cellWidth, nameWidth);
  }

  return (
    <>
      <p className={styles.readout} aria-hidden>
        {shownRow && shownHour ? text.sentence(shownRow.checkpoint, shownHour) : t('desk.gridHelp')}
      </p>
      <VisuallyHidden role="status">
        {hasFocus && focusedRow && focusedHour && text.sentence(focusedRow.checkpoint, focusedHour)}
      </VisuallyHidden>
      <VisuallyHidden id={helpId}>{t('desk.gridHelp')}</VisuallyHidden>
      <Box
        ref={ref}
        id={gridId}
        role="application"
        tabIndex={0}
        className={styles.grid}
        aria-label={t('desk.grid')}
        aria-describedby={helpId}
        onKeyDown={onKeyDown}
        onMouseMove={(event) =>
          setPointed((before) => samePosition(before, positionOf(event, cellWidth, startsAt.length)))
        }
        onMouseLeave={() => setPointed(undefined)}
        onClick={(event) => {
          const at = positionOf(event, cellWidth, startsAt.length);
          if (at) choose(at, 'pointer');
        }}
        onFocus={() => setHasFocus(true)}
        onBlur={() => setHasFocus(false)}
      >
        <Hatchings />
        <div className={styles.body}>
          <table className={styles.table}>
            <HoursRuler
              startsAt={startsAt}
              cellWidth={cellWidth}
              kzZone={kzZone}
              cursor={shown && shownRow && { hour: shown.hour, checkpoint: shownRow.checkpoint }}
            />
            <tbody>
              {rows.map((row, index) => (
                <HoursRow
                  key={row.checkpoint.id}
                  row={row}
                  index={index}
                  cellWidth={cellWidth}
                  focused={hasFocus && focused.row === index ? focused.hour : undefined}
                  chosen={chosenAt?.row === index ? chosenAt.hour : undefined}
                />
              ))}
            </tbody>
          </table>
          <HoursLines startsAt={startsAt} cellWidth={cellWidth} kzZone={kzZone} now={now} />
        </div>
      </Box>
    </>
  );
}

/** @returns the cell under the pointer; undefined over the names and the ruler */
function positionOf(event: MouseEvent, cellWidth: number, hours: number): GridPosition | undefined {
  const cells = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
  if (!cells) return undefined;
  const hour = Math.floor((event.clientX - cells.getBoundingClientRect().left) / cellWidth);
  return hour < 0 || hour >= hours ? undefined : { row: Number(cells.dataset.row), hour };
}

/** The old one where it says the same: then nothing is drawn anew. */
const samePosition = (before: GridPosition | undefined, after: GridPosition | undefined) =>
  before?.row === after?.row && before?.hour === after?.hour ? before : after;

const rulerHeight = 46;

/** Scrolls so far that a cell lies beside the names and below the ruler. */
function reveal(scroller: HTMLElement | null, { row, hour }: GridPosition, cellWidth: number, nameWidth: number): void {
  if (!scroller) return;
  const line = scroller.querySelectorAll<HTMLElement>('tbody tr')[row];
  const [left, right] = [hour * cellWidth, (hour + 1) * cellWidth];
  const seen = scroller.clientWidth - nameWidth;
  if (left < scroller.scrollLeft) scroller.scrollLeft = left;
  else if (right > scroller.scrollLeft + seen) scroller.scrollLeft = right - seen;
  if (!line) return;
  const top = line.offsetTop - rulerHeight;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (line.offsetTop + line.offsetHeight > scroller.scrollTop + scroller.clientHeight)
    scroller.scrollTop = line.offsetTop + line.offsetHeight - scroller.clientHeight;
}
