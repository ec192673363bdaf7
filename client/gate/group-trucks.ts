import { isAtPost, isFinal } from '../../shared/gate-steps.ts';
import type { GateTruck } from './gate-truck.ts';

/** The places where officers stand: at the gate, in the waiting area, at each post. */
export const groups = ['expected', 'waiting', 'first', 'second'] as const;
export type Group = (typeof groups)[number];

/** A truck that is called belongs to the post it drives to, and one on the strip to the post that takes it next. */
export function groupOf({ position }: GateTruck): Group | 'done' {
  if (!position || position.state === 'arrived') return 'waiting';
  if (position.state === 'expected') return 'expected';
  if (isFinal(position.state)) return 'done';
  if (position.state === 'strip' || (isAtPost(position.state) && position.post === 'second')) return 'second';
  return 'first';
}

/** The waiting area in the order in which the server would call it; those it does not know of yet come last, by slot and arrival. */
export function compareWaiting(a: GateTruck, b: GateTruck): number {
  const last = Number.MAX_SAFE_INTEGER;
  return (
    (a.place?.place ?? last) - (b.place?.place ?? last) ||
    (a.slotStartsAt ?? '').localeCompare(b.slotStartsAt ?? '') ||
    (a.arrivedAt ?? '').localeCompare(b.arrivedAt ?? '')
  );
}
