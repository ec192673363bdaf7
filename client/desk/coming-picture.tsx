import { longFromMinutes } from '../parts/queue-now.ts';
import styles from './desk.module.css';
import { hatchId, overHatchId } from './hour-cell.tsx';
import type { DeskHour } from './read-hour.ts';

const column = 40;
const loadHeight = 34;
const waitTop = 44;
const waitHeight = 26;
/** What the waits are drawn against: from here on they leave the picture. */
const waitMinutesAtTop = 2 * longFromMinutes;

/** Above, trucks that come beside the places there are; below, their wait from P50 to P80. The numbers stand beside it in words. */
export function ComingPicture({ hours }: { hours: readonly DeskHour[] }) {
  const most = Math.max(1, ...hours.flatMap(({ places, taken }) => [places.total, taken.total]));
  const tall = (count: number) => (count / most) * loadHeight;
  const waitY = (minutes: number) =>
    waitTop + waitHeight - (Math.min(minutes, waitMinutesAtTop) / waitMinutesAtTop) * waitHeight;
  return (
    <svg
      viewBox={`0 0 ${hours.length * column} ${waitTop + waitHeight + 2}`}
      className={styles.comingPicture}
      preserveAspectRatio="none"
      aria-hidden
    >
      {hours.map(({ startsAt, places, taken, closedBecause, wait }, index) => {
        const x = index * column + 2;
        const width = column - 4;
        const capacity = closedBecause ? 0 : places.total;
        const fits = Math.min(taken.total, capacity);
        const over = taken.total - fits;
        const p50 = wait && (wait.waitP50Minutes ?? waitMinutesAtTop);
        const p80 = wait && (wait.waitP80Minutes ?? waitMinutesAtTop);
        return (
          <g key={startsAt}>
            {closedBecause && <rect x={x} y={0} width={width} height={loadHeight} fill={`url(#${hatchId})`} rx={2} />}
            <rect
              x={x}
              y={loadHeight - tall(capacity)}
              width={width}
              height={tall(capacity)}
              fill="var(--desk-places)"
            />
            <rect x={x} y={loadHeight - tall(fits)} width={width} height={tall(fits)} fill="var(--desk-taken)" />
            {over > 0 && (
              <>
                <rect
                  x={x}
                  y={loadHeight - tall(taken.total)}
                  width={width}
                  height={tall(over)}
                  fill="var(--otkel-full)"
                />
                <rect
                  x={x}
                  y={loadHeight - tall(taken.total)}
                  width={width}
                  height={tall(over)}
                  fill={`url(#${overHatchId})`}
                />
              </>
            )}
            {!closedBecause && (
              <rect
                x={x - 1}
                y={Math.max(0, loadHeight - tall(capacity) - 1)}
                width={width + 2}
                height={1.5}
                fill="var(--mantine-color-text)"
              />
            )}
            {p50 !== undefined && p80 !== undefined && !closedBecause && (
              <rect
                x={x}
                y={waitY(p80)}
                width={width}
                height={Math.max(2, waitY(p50) - waitY(p80))}
                fill="var(--desk-wait)"
                rx={1.5}
              />
            )}
          </g>
        );
      })}
      <line
        x1={0}
        x2={hours.length * column}
        y1={waitTop + waitHeight + 1}
        y2={waitTop + waitHeight + 1}
        stroke="var(--otkel-line)"
      />
    </svg>
  );
}
