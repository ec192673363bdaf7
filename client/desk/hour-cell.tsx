import type { DeskHour } from './read-hour.ts';

/** Heights within a row, pixels: the mark of a regime, the load, and below it what limits. */
export const rowHeight = 42;
const regimeHeight = 3;
const loadTop = 5;
const loadHeight = 22;
export const limitTop = 30;

export const hatchId = 'desk-closed';
export const overHatchId = 'desk-over';

/** What keeps the hatching from making a number hard to read. */
const halo = { stroke: 'var(--mantine-color-body)', strokeWidth: 3, paintOrder: 'stroke' } as const;

interface HourCellProps {
  hour: DeskHour;
  x: number;
  width: number;
}

/**
 * Load against capacity: the cell is the places, what stands in it is taken. Where a nested count is scarcer than the total, a paler level shows
 * how full that one is. Overfull is hatched and says by how many trucks; a closed hour with trucks has a broken frame.
 */
export function HourCell({ hour, x, width }: HourCellProps) {
  const { state, load, scarcestLoad, overTrucks, regimes } = hour;
  if (state === 'none') return null;
  const box = { x: x + 0.5, y: loadTop, width: Math.max(1, width - 1), height: loadHeight, rx: 2 };
  const open = state === 'free' || state === 'filling' || state === 'full';
  const level = (share: number) => {
    const height = Math.min(1, share) * loadHeight;
    return { ...box, y: loadTop + loadHeight - height, height };
  };
  return (
    <g data-state={state}>
      {regimes.length > 0 && <rect x={x} y={0} width={width} height={regimeHeight} fill="var(--desk-regime)" />}
      <rect {...box} fill={state === 'closed' ? `url(#${hatchId})` : 'var(--desk-places)'} />
      {open && scarcestLoad > load && <rect {...level(scarcestLoad)} fill="var(--desk-scarce)" />}
      {open && load > 0 && <rect {...level(load)} fill={state === 'full' ? 'var(--desk-full)' : 'var(--desk-taken)'} />}
      {state === 'over' && <rect {...box} fill="var(--otkel-full)" />}
      {state === 'over' && <rect {...box} fill={`url(#${overHatchId})`} />}
      {state === 'stranded' && (
        <rect {...box} fill={`url(#${hatchId})`} stroke="var(--otkel-full)" strokeWidth={1.5} strokeDasharray="3 2" />
      )}
      {overTrucks > 0 && (
        <text
          x={x + width / 2}
          y={loadTop + loadHeight / 2 + 4}
          textAnchor="middle"
          fontSize={11}
          fontWeight={750}
          {...(state === 'over' ? { fill: '#ffffff' } : { fill: 'var(--otkel-full-ink)', ...halo })}
        >
          {width >= 24 || overTrucks < 10 ? `+${overTrucks}` : '!'}
        </text>
      )}
    </g>
  );
}

/** The hatchings of all rows, once on the page. */
export function Hatchings() {
  return (
    <svg width={0} height={0} aria-hidden style={{ position: 'absolute' }}>
      <defs>
        <pattern id={hatchId} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width={6} height={6} fill="var(--otkel-closed-cell)" />
          <rect width={2} height={6} fill="var(--otkel-closed)" opacity={0.45} />
        </pattern>
        <pattern id={overHatchId} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <rect width={1.5} height={5} fill="#000000" opacity={0.28} />
        </pattern>
      </defs>
    </svg>
  );
}
