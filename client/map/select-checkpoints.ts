import type { Checkpoint, CheckpointLoad } from '../../shared/contract/checkpoints.ts';
import type { LoadState } from '../../shared/load.ts';
import { roadName } from '../i18n/road-names.ts';
import type { ShownState } from '../parts/load-glyph.tsx';

export interface CheckpointFilter {
  text: string;
  /** ISO country, or undefined for all */
  neighbour: string | undefined;
  state: LoadState | undefined;
  order: 'name' | 'heaviest';
}

export const noFilter: CheckpointFilter = { text: '', neighbour: undefined, state: undefined, order: 'name' };

/** How things stand at a checkpoint, by queue or by places. */
export interface Standing {
  /** of both directions */
  states: readonly ShownState[];
  /** the larger comes first where the heaviest do */
  weight: number;
}

/** @returns the larger share of places taken of the two directions, 0 to 1; -1 where both are closed */
export function fullestShare(load: CheckpointLoad | undefined): number {
  const shares = (['out', 'in'] as const).map((direction) => {
    const { places, taken } = load?.[direction] ?? { places: 0, taken: 0 };
    return places === 0 ? -1 : taken / places;
  });
  return Math.max(...shares);
}

/**
 * @param nameOf the name as the screen shows it; the text is looked for in it, in the Latin names and in the road
 * @param standingOf the newest of a checkpoint
 */
export function selectCheckpoints(
  checkpoints: readonly Checkpoint[],
  filter: CheckpointFilter,
  nameOf: (checkpoint: Checkpoint) => string,
  standingOf: (checkpointId: string) => Standing,
  language: string,
): Checkpoint[] {
  const text = filter.text.trim().toLocaleLowerCase(language);
  const fits = (checkpoint: Checkpoint) => {
    const { kzPostName, neighbourPostName, road, neighbour, id } = checkpoint;
    const words = [nameOf(checkpoint), kzPostName, neighbourPostName, road, roadName(road, language)]
      .join(' ')
      .toLocaleLowerCase(language);
    return (
      words.includes(text) &&
      (filter.neighbour === undefined || filter.neighbour === neighbour) &&
      (filter.state === undefined || standingOf(id).states.includes(filter.state))
    );
  };
  const byName = new Intl.Collator(language);
  const heaviestFirst = (a: Checkpoint, b: Checkpoint) => {
    const [first, second] = [standingOf(a.id).weight, standingOf(b.id).weight];
    return first === second ? 0 : second - first;
  };
  const compare = (a: Checkpoint, b: Checkpoint) =>
    (filter.order === 'heaviest' ? heaviestFirst(a, b) : 0) || byName.compare(nameOf(a), nameOf(b));
  return checkpoints.filter(fits).sort(compare);
}
