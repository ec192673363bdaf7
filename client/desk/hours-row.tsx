import { VisuallyHidden } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../i18n/format.ts';
import { usePostNames } from '../i18n/use-checkpoint-names.ts';
import { type DeskRow, loadOf } from './arrange-rows.ts';
import styles from './grid.module.css';
import { HourCell, limitTop, rowHeight } from './hour-cell.tsx';
import { LimitSign } from './limit-sign.tsx';
import { listLimitRuns } from './read-hour.ts';

const signSize = 9;
/** In a long run the sign comes again, so that one is always in sight. */
const signEveryHours = 12;

interface HoursRowProps {
  row: DeskRow;
  index: number;
  cellWidth: number;
  /** the hour with the frame of the keyboard */
  focused: number | undefined;
  /** the hour that the panel shows */
  chosen: number | undefined;
}

/** One checkpoint as a drawing: drawn anew only when its own hours change. In words it is a summary; single hours are read as the keys reach them. */
export const HoursRow = memo(function HoursRow({ row, index, cellWidth, focused, chosen }: HoursRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = usePostNames(row.checkpoint);
  const summary =
    row.openHours === 0
      ? t('desk.rowClosed')
      : t('desk.rowSummary', {
          load: format.percent(loadOf(row)),
          full: t('desk.fullHours', { count: row.fullHours }),
          over: t('desk.overTrucks', { count: row.overTrucks }),
        });
  return (
    <tr className={styles.row}>
      <th scope="row" className={styles.name}>
        <Link to={`/checkpoints/${row.checkpoint.id}`} tabIndex={-1} className={styles.link ?? ''} title={names.both}>
          {names.kz}
        </Link>
        <span className={styles.across}>
          <span>{names.neighbour}</span>
          {row.overTrucks > 0 && <strong className={styles.over}>+{format.number(row.overTrucks)}</strong>}
        </span>
      </th>
      <td className={styles.hours} data-row={index}>
        <VisuallyHidden>{summary}</VisuallyHidden>
        <Drawing row={row} cellWidth={cellWidth} />
        {chosen !== undefined && <Frame hour={chosen} cellWidth={cellWidth} kind="chosen" />}
        {focused !== undefined && <Frame hour={focused} cellWidth={cellWidth} kind="focused" />}
      </td>
    </tr>
  );
});

const Drawing = memo(function Drawing({ row, cellWidth }: Pick<HoursRowProps, 'row' | 'cellWidth'>) {
  const width = row.hours.length * cellWidth;
  const lineY = limitTop + signSize / 2;
  return (
    <svg width={width} height={rowHeight} aria-hidden className={styles.drawing}>
      {row.hours.map((hour, at) => (
        <HourCell key={hour.startsAt} hour={hour} x={at * cellWidth} width={cellWidth} />
      ))}
      {listLimitRuns(row.hours).map(({ limitedBy, fromHour, toHour }) => (
        <g key={fromHour}>
          <line
            x1={fromHour * cellWidth + 1}
            x2={toHour * cellWidth - 2}
            y1={lineY}
            y2={lineY}
            stroke="var(--otkel-closed)"
            strokeDasharray={limitedBy.side === 'kz' ? undefined : '3 3'}
          />
          {signHours(fromHour, toHour).map((hour) => (
            <LimitSign
              key={hour}
              limit={limitedBy}
              x={hour * cellWidth + (cellWidth - signSize) / 2}
              y={limitTop}
              size={signSize}
            />
          ))}
        </g>
      ))}
    </svg>
  );
});

/** Where the signs of a run stand. */
function signHours(fromHour: number, toHour: number): number[] {
  const count = Math.ceil((toHour - fromHour) / signEveryHours);
  return Array.from({ length: count }, (_, sign) => fromHour + sign * signEveryHours);
}

function Frame({ hour, cellWidth, kind }: { hour: number; cellWidth: number; kind: 'chosen' | 'focused' }) {
  return <span className={styles[kind]} style={{ left: hour * cellWidth - 1, width: cellWidth + 2 }} aria-hidden />;
}
