import { checkpointNames } from '../../shared/checkpoint-names.ts';
import type { Database } from '../platform/database/client.ts';

export interface NamedCheckpoint {
  id: string;
  kzZone: string;
  neighbour: string;
  access: string;
}

/** @returns the checkpoint, or those that a name could mean: none, or several posts of one name */
export type FindCheckpoint = (text: string) => NamedCheckpoint | { among: string[] };

const compact = (name: string) =>
  name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Finds checkpoints by their id, or by the name of either post or of both, in Russian, Kazakh and the Latin of the data. */
export async function openCheckpointNames(db: Database): Promise<FindCheckpoint> {
  const checkpoints = await db.checkpoint.findMany({
    select: { id: true, kzZone: true, neighbour: true, access: true, kzPostName: true, neighbourPostName: true },
  });
  const byName = new Map<string, Set<NamedCheckpoint>>();
  const add = (name: string, checkpoint: NamedCheckpoint) => {
    const key = compact(name);
    byName.set(key, (byName.get(key) ?? new Set()).add(checkpoint));
  };
  for (const { kzPostName, neighbourPostName, ...checkpoint } of checkpoints) {
    const { ru, kk } = checkpointNames[checkpoint.id] ?? {};
    add(checkpoint.id, checkpoint);
    for (const [kz, neighbour] of [
      [kzPostName, neighbourPostName] as const,
      ...(ru ? [ru] : []),
      ...(kk ? [kk] : []),
    ]) {
      for (const name of [kz, neighbour, `${kz} ${neighbour}`, `${neighbour} ${kz}`]) add(name, checkpoint);
    }
  }
  return (text) => {
    const found = [...(byName.get(compact(text)) ?? [])];
    return found.length === 1 ? found[0]! : { among: found.map(({ id }) => id) };
  };
}
