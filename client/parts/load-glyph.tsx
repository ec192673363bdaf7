import type { CheckpointLoad } from '../../shared/contract/checkpoints.ts';
import { type LoadState, loadState } from '../../shared/load.ts';
import type { Direction } from '../../shared/words.ts';

export type ShownState = LoadState | 'unknown';

/** @returns the state of one direction; unknown until its load has arrived */
export function stateOf(load: CheckpointLoad | undefined, direction: Direction): ShownState {
  if (!load) return 'unknown';
  return loadState(load[direction].places, load[direction].taken);
}

/** Left halves in a box of 24: a ring, a diamond, a square, a cross; each is told apart without its colour. They reach a little over the middle, so
 * that two equal halves have no seam. */
const leftHalf: Record<ShownState, string> = {
  free: 'M12.4 3.5H12A8.5 8.5 0 0 0 12 20.5H12.4V17H12A5 5 0 0 1 12 7H12.4Z',
  filling: 'M12.4 1.5H12L1.5 12L12 22.5H12.4Z',
  full: 'M12.4 3H3V21H12.4Z',
  closed: 'M12.4 9.4H12L6.4 3.8L3.8 6.4L9.4 12L3.8 17.6L6.4 20.2L12 14.6H12.4Z',
  unknown: 'M12.4 10H5V14H12.4Z',
};

export const stateColor = (state: ShownState) => `var(--otkel-${state === 'unknown' ? 'closed' : state})`;

/** What keeps the map from showing through: the hole of the ring too. */
const ground: Record<ShownState, string> = { ...leftHalf, free: 'M12 3.5A8.5 8.5 0 0 0 12 20.5Z' };

const mirror = 'matrix(-1 0 0 1 24 0)';

interface LoadGlyphProps {
  /** the left half */
  out: ShownState;
  /** the right half */
  in: ShownState;
  size?: number;
}

/** Two directions in one sign. It is hidden from readers of the screen: the words stand beside it. */
export function LoadGlyph({ out, in: inward, size = 24 }: LoadGlyphProps) {
  const halo = {
    fill: 'var(--otkel-halo)',
    stroke: 'var(--otkel-halo)',
    strokeWidth: 3,
    strokeLinejoin: 'round',
  } as const;
  return (
    <svg width={size} height={size} viewBox="-1 -1 26 26" aria-hidden="true" data-out={out} data-in={inward}>
      <path d={ground[out]} {...halo} />
      <path d={ground[inward]} transform={mirror} {...halo} />
      <path d={leftHalf[out]} fill={stateColor(out)} />
      <path d={leftHalf[inward]} fill={stateColor(inward)} transform={mirror} />
      {out !== inward && <path d="M12 2V22" stroke="var(--otkel-halo)" strokeWidth="1.6" />}
    </svg>
  );
}

/** One state as a whole sign. */
export function StateGlyph({ state, size = 16 }: { state: ShownState; size?: number }) {
  return <LoadGlyph out={state} in={state} size={size} />;
}
