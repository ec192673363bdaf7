import { distance } from '@turf/distance';

/** Latitude, longitude. */
export type PathPoint = readonly [number, number];

export interface PathPlace {
  lat: number;
  lon: number;
  /** from north, clockwise */
  courseDegrees: number;
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/**
 * Where a ship is that has done a share of its way at one speed. Between two turning points a straight line of the map: the parts are short enough
 * that the great circle is within a mile or two.
 *
 * @param path at least two points
 * @param share 0 to 1 of its length
 */
export function placeOnPath(path: readonly PathPoint[], share: number): PathPlace {
  const parts = path.slice(1).map((to, index) => ({ from: path[index]!, to, km: kmBetween(path[index]!, to) }));
  let leftKm = share * parts.reduce((sum, { km }) => sum + km, 0);
  const part = parts.find(({ km }) => {
    if (leftKm <= km) return true;
    leftKm -= km;
    return false;
  });
  const { from, to, km } = part ?? parts.at(-1)!;
  const done = part && km > 0 ? leftKm / km : 1;
  return {
    lat: from[0] + (to[0] - from[0]) * done,
    lon: from[1] + (to[1] - from[1]) * done,
    courseDegrees: Math.round(courseOf(from, to)),
  };
}

const kmBetween = (a: PathPoint, b: PathPoint) => distance([a[1], a[0]], [b[1], b[0]]);

function courseOf(from: PathPoint, to: PathPoint): number {
  const north = to[0] - from[0];
  const east = (to[1] - from[1]) * Math.cos(radians((from[0] + to[0]) / 2));
  return ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
}
