import type { Clock } from '../../server/platform/clock.ts';

/** When every test begins: a Monday in June at 11:00 in Kazakhstan, with the seasonal posts open. The template's slots start here. */
export const testStart = new Date('2026-06-15T06:00:00Z');

export interface TestClock extends Clock {
  set(now: Date): void;
  advanceMinutes(minutes: number): void;
}

export function createTestClock(start: Date = testStart): TestClock {
  let current = start;
  return {
    now: () => current,
    set(now) {
      current = now;
    },
    advanceMinutes(minutes) {
      current = new Date(current.getTime() + minutes * 60_000);
    },
  };
}
