/** The time of day as a part that is passed in, so that a test can set and move it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
