import type { Slot } from '../../shared/contract/checkpoints.ts';

type Limit = NonNullable<Slot['limitedBy']>;

/** A sheet of paper, a ring that scans, a diamond that is opened: told apart without colour, in a box of 10. */
const shapes: Record<Limit['stage'], string> = {
  documents: 'M2 0.8H8V9.2H2Z',
  scan: 'M5 0.8A4.2 4.2 0 1 1 4.99 0.8Z',
  examination: 'M5 0.3L9.7 5L5 9.7L0.3 5Z',
};

interface LimitSignProps {
  limit: Limit;
  x?: number;
  y?: number;
  size?: number;
}

/** What limits a checkpoint: the shape is the stage; filled at the Kazakh post, an outline at the one that faces it. */
export function LimitSign({ limit: { side, stage }, x = 0, y = 0, size = 9 }: LimitSignProps) {
  return (
    <svg
      x={x}
      y={y}
      width={size}
      height={size}
      viewBox="-0.8 -0.8 11.6 11.6"
      aria-hidden
      data-limit={`${side}-${stage}`}
    >
      <path
        d={shapes[stage]}
        fill={side === 'kz' ? 'var(--mantine-color-text)' : 'var(--mantine-color-body)'}
        stroke="var(--mantine-color-text)"
        strokeWidth={1.5}
      />
    </svg>
  );
}
