import type { Sailing, SailingCounts } from '../../shared/contract/sailings.ts';
import type { LoadState } from '../../shared/load.ts';

export const countNames = ['laneMetres', 'weightKg', 'reeferPlugs', 'dangerousGoodsPlaces'] as const;
export type CountName = (typeof countNames)[number];

/** What one ordinary truck takes of each: with less left than this, the count is full. */
const oneTruck: SailingCounts = { laneMetres: 16.5, weightKg: 20_000, reeferPlugs: 1, dangerousGoodsPlaces: 1 };

export interface CountNow {
  name: CountName;
  taken: number;
  places: number;
  /** of the places; above 1 on a ship with less water than was sold */
  share: number;
  state: LoadState;
}

/** The four counts of a ship, each for itself: a ship may be full of one only. */
export function countsOf({ places, taken }: Pick<Sailing, 'places' | 'taken'>): CountNow[] {
  return countNames.map((name) => {
    const share = places[name] > 0 ? taken[name] / places[name] : 1;
    const isFull = taken[name] + oneTruck[name] > places[name];
    const state: LoadState = isFull ? 'full' : share >= 0.7 ? 'filling' : 'free';
    return { name, taken: taken[name], places: places[name], share, state };
  });
}

/** @returns the counts that no truck of their kind fits into any more */
export const fullCounts = (sailing: Pick<Sailing, 'places' | 'taken'>) =>
  countsOf(sailing)
    .filter(({ state }) => state === 'full')
    .map(({ name }) => name);

export const isOpen = ({ state }: Pick<Sailing, 'state'>) => state === 'planned' || state === 'delayed';
