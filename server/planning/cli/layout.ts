import { InputError } from './input-error.ts';
import type { CheckpointRecord } from './problem-file.ts';

/** The names that the engine does without. */
export interface Names {
  readonly checkpoints: readonly { readonly id: string; readonly firstCell: number; readonly slots: number }[];
  readonly requestIds: readonly string[];
  readonly carriers: readonly string[];
  /** Requests of a vehicle that had asked before: they are in the problem, and get nothing. */
  readonly duplicates: readonly string[];
}

export type Layout = ReturnType<typeof layOut>;

/** Gives every checkpoint its cells, one after the other. */
export function layOut(list: readonly CheckpointRecord[]) {
  const places = new Map<string, { firstCell: number; slots: number }>();
  let firstCell = 0;
  list.forEach(({ id, slots }, index) => {
    if (places.has(id)) throw new InputError(`checkpoints[${index}].id`, `there is another checkpoint '${id}'`);
    places.set(id, { firstCell, slots: slots.length });
    firstCell += slots.length;
  });
  return { list, find: (id: string) => places.get(id) };
}

/** The cell of a slot, if it and the slots after it are there. */
export function findCell(
  layout: Layout,
  id: string,
  first: number,
  length: number,
  path: string,
  member: string,
): number {
  const checkpoint = layout.find(id);
  if (!checkpoint) throw new InputError(`${path}.checkpoint`, `there is no checkpoint '${id}'`);
  if (first + length > checkpoint.slots) {
    throw new InputError(
      `${path}.${member}`,
      `slot ${first + length - 1} is past the last slot of '${id}', ${checkpoint.slots - 1}`,
    );
  }
  return checkpoint.firstCell + first;
}

/** The cell of a slot that a plan names. */
export function makeCellFinder({ checkpoints }: Names): (checkpoint: string, slot: number, path: string) => number {
  const checkpointOf = new Map(checkpoints.map((checkpoint) => [checkpoint.id, checkpoint]));
  return (id, slot, path) => {
    const checkpoint = checkpointOf.get(id);
    if (!checkpoint || slot >= checkpoint.slots) throw new InputError(path, `there is no slot ${slot} at '${id}'`);
    return checkpoint.firstCell + slot;
  };
}
