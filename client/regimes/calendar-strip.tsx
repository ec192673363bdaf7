import { VisuallyHidden } from '@mantine/core';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type HourRange, isIn, rangeAfterKey, type SideHour } from './calendar-hours.ts';
import styles from './calendar-strip.module.css';

/** A drag has to rise or fall by this much to open or close one lane; less is a slip of the finger. */
const pixelsPerLane = 14;

interface CalendarStripProps {
  hours: readonly SideHour[];
  /** undefined: only to look at */
  range?: HourRange | undefined;
  /** lanes that the range would have; undefined leaves them */
  lanes?: number | undefined;
  onRange?: (range: HourRange) => void;
  onLanes?: (lanes: number) => void;
}

/**
 * The day of one side on its own clock: lanes as bars, scanners and bays as numbers. Where it may be changed, dragging along it chooses hours and
 * dragging up or down opens and closes lanes; so do the arrow keys.
 */
export function CalendarStrip({ hours, range, lanes, onRange, onLanes }: CalendarStripProps) {
  const { t } = useTranslation();
  const strip = useRef<HTMLUListElement>(null);
  const drag = useRef<{ hour: number; y: number; lanes: number }>(undefined);
  const most = Math.max(4, lanes ?? 0, ...hours.map((hour) => hour.lanes));
  const lanesAt = (hour: number) => hours.find(({ localHour }) => localHour === hour)?.lanes ?? 0;
  const editable = range !== undefined;
  const hourUnder = (event: PointerEvent) => {
    const under = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-hour]');
    return under && strip.current?.contains(under) ? Number(under.dataset.hour) : undefined;
  };

  function onPointerDown(event: PointerEvent) {
    const hour = hourUnder(event);
    if (hour === undefined || !onRange) return;
    drag.current = { hour, y: event.clientY, lanes: lanesAt(hour) };
    onRange({ from: hour, to: hour });
  }

  function onPointerMove(event: PointerEvent) {
    const began = drag.current;
    if (!began || event.buttons === 0) return;
    const hour = hourUnder(event);
    if (hour !== undefined) onRange?.({ from: Math.min(began.hour, hour), to: Math.max(began.hour, hour) });
    const opened = Math.trunc((began.y - event.clientY) / pixelsPerLane);
    if (opened !== 0) onLanes?.(Math.max(0, began.lanes + opened));
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!range) return;
    const opened = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (opened) onLanes?.(Math.max(0, (lanes ?? lanesAt(range.to)) + opened));
    const next = rangeAfterKey(event.key, event.shiftKey, range);
    if (next) {
      onRange?.(next);
      strip.current?.querySelector<HTMLElement>(`[data-hour="${next.to}"] button`)?.focus();
    }
    if (opened || next) event.preventDefault();
  }

  return (
    <div className={styles.frame}>
      <div className={styles.names} aria-hidden>
        {(['lanes', 'scanners', 'bays', 'clock'] as const).map((name) => (
          <span key={name}>{t(`rules.row.${name}`)}</span>
        ))}
      </div>
      <div className={styles.scroll}>
        <ul
          ref={strip}
          className={styles.strip}
          data-editable={editable || undefined}
          aria-label={t(editable ? 'rules.stripEdit' : 'rules.strip')}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={() => {
            drag.current = undefined;
          }}
          onKeyDown={onKeyDown}
        >
          {hours.map((hour) => {
            const chosen = range !== undefined && isIn(range, hour.localHour);
            const shown = chosen ? (lanes ?? hour.lanes) : hour.lanes;
            const label = t('rules.hour', {
              hour: hour.localHour,
              lanes: shown,
              scanners: hour.scanners,
              bays: hour.bays,
            });
            return (
              <li
                key={hour.localHour}
                className={styles.hour}
                data-hour={hour.localHour}
                data-chosen={chosen || undefined}
                data-changed={shown !== hour.lanes || undefined}
              >
                <span className={styles.bars} aria-hidden>
                  <span className={styles.count}>{shown}</span>
                  <span className={styles.bar} style={{ height: `${(70 * shown) / most}%` }} />
                  {shown !== hour.lanes && (
                    <span className={styles.was} style={{ bottom: `${(70 * hour.lanes) / most}%` }} />
                  )}
                </span>
                <span className={styles.number} aria-hidden>
                  {hour.scanners}
                </span>
                <span className={styles.number} aria-hidden>
                  {hour.bays}
                </span>
                {editable ? (
                  <button
                    type="button"
                    className={styles.clock}
                    tabIndex={range.to === hour.localHour ? 0 : -1}
                    aria-pressed={chosen}
                    aria-label={label}
                  >
                    {hour.localHour}
                  </button>
                ) : (
                  <span className={styles.clock}>
                    <VisuallyHidden>{label}</VisuallyHidden>
                    <span aria-hidden>{hour.localHour}</span>
                  </span>
                )}
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
