/** How the time of the twin runs against that of the wall. Up to the start they are the same. */
export interface Pace {
  rate: number;
  toWorld(wallMs: number): number;
  toWall(worldMs: number): number;
}

/** @param rate 1 is the true pace; with 50 a day of the twin is half an hour, and its events are dated by the wall */
export function makePace(startMs: number, rate: number): Pace {
  return {
    rate,
    toWorld: (wallMs) => (wallMs <= startMs ? wallMs : startMs + (wallMs - startMs) * rate),
    toWall: (worldMs) => (worldMs <= startMs ? worldMs : startMs + Math.floor((worldMs - startMs) / rate)),
  };
}
