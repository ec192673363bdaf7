/** How full something is, in the four words of the map and the heat map. */
export type LoadState = 'free' | 'filling' | 'full' | 'closed';

/** From this share of its places on, a slot or a day counts as filling. */
export const fillingFromShare = 0.6;

/** @param places how many there are @param taken how many of them are gone @returns closed where there are none at all */
export function loadState(places: number, taken: number): LoadState {
  if (places === 0) return 'closed';
  if (taken >= places) return 'full';
  return taken >= places * fillingFromShare ? 'filling' : 'free';
}
