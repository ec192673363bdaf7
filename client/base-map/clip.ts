import type { Position } from './base-map.ts';

/** A box in degrees: west, south, east, north. */
export type Box = readonly [number, number, number, number];

interface Edge {
  inside: (point: Position) => boolean;
  cross: (from: Position, to: Position) => Position;
}

function edgesOf([west, south, east, north]: Box): Edge[] {
  const atLon =
    (lon: number) =>
    ([x1 = 0, y1 = 0]: Position, [x2 = 0, y2 = 0]: Position): Position => [
      lon,
      y1 + ((y2 - y1) * (lon - x1)) / (x2 - x1),
    ];
  const atLat =
    (lat: number) =>
    ([x1 = 0, y1 = 0]: Position, [x2 = 0, y2 = 0]: Position): Position => [
      x1 + ((x2 - x1) * (lat - y1)) / (y2 - y1),
      lat,
    ];
  return [
    { inside: ([x = 0]) => x >= west, cross: atLon(west) },
    { inside: ([x = 0]) => x <= east, cross: atLon(east) },
    { inside: ([, y = 0]) => y >= south, cross: atLat(south) },
    { inside: ([, y = 0]) => y <= north, cross: atLat(north) },
  ];
}

/** @returns the part of a closed ring inside the box (Sutherland and Hodgman, 1974), or an empty ring */
export function clipRing(ring: Position[], box: Box): Position[] {
  let points = ring.slice(0, -1);
  for (const { inside, cross } of edgesOf(box)) {
    points = points.flatMap((point, index) => {
      const before = points.at(index - 1) as Position;
      if (inside(point)) return inside(before) ? [point] : [cross(before, point), point];
      return inside(before) ? [cross(before, point)] : [];
    });
  }
  return points.length < 3 ? [] : [...points, points[0] as Position];
}

/** @returns the runs of a line that lie in the box; a run keeps one point beyond the edge, so that it reaches the edge */
export function clipLine(line: Position[], box: Box): Position[][] {
  const edges = edgesOf(box);
  const inBox = line.map((point) => edges.every((edge) => edge.inside(point)));
  const runs: Position[][] = [];
  const run: Position[] = [];
  line.forEach((point, index) => {
    if (inBox[index] || inBox[index - 1] || inBox[index + 1]) run.push(point);
    else if (run.length > 0) runs.push(run.splice(0));
  });
  if (run.length > 0) runs.push(run);
  return runs.filter((points) => points.length > 1);
}
