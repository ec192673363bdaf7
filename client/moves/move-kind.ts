import type { Move } from '../../shared/contract/moves.ts';

/** What a move means for the truck, which decides what is said of it and what can be answered. */
export type MoveKind = 'unplaced' | 'kept' | 'other-time' | 'other-checkpoint';

export function kindOfMove({ from, to }: Pick<Move, 'from' | 'to'>): MoveKind {
  if (to === null) return 'unplaced';
  if (to.slotId === from.slotId) return 'kept';
  return to.checkpointId === from.checkpointId ? 'other-time' : 'other-checkpoint';
}

/** Minutes from the old slot to the new one; below zero it is earlier. */
export const shiftMinutesOf = ({ from, to }: Pick<Move, 'from' | 'to'>): number =>
  to === null ? 0 : (Date.parse(to.startsAt) - Date.parse(from.startsAt)) / 60_000;
