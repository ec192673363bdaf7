/** What the signs on the map and the numbers of the list say. */
export type MapView = 'queue' | 'places';
export const mapViews = ['queue', 'places'] as const satisfies readonly MapView[];
