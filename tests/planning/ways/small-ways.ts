import fc from 'fast-check';
import type { DrivingRules } from '../../../server/planning/ways/driving.ts';
import type { StopOption, StopPart, WayPart } from '../../../server/planning/ways/way-model.ts';

/** Ways so small that every choice of options, and every place of every rest, can be tried: an hour is a minute here. */
export interface SmallWay {
  readonly parts: WayPart[];
  readonly rules: DrivingRules;
  readonly start: { at: number; driven: number };
}

const option: fc.Arbitrary<StopOption> = fc
  .record({
    beginsAt: fc.integer({ min: 0, max: 30 }),
    stays: fc.integer({ min: 0, max: 6 }),
    margin: fc.integer({ min: 0, max: 4 }),
    isRest: fc.boolean(),
  })
  .map(({ beginsAt, stays, margin, isRest }) => ({
    beginsAt,
    endsAt: beginsAt + 2,
    leavesAt: beginsAt + stays,
    leavesSafelyAt: beginsAt + stays + margin,
    isRest: isRest && stays >= 3,
  }));

const drivePart: fc.Arbitrary<WayPart> = fc.record({
  kind: fc.constant('drive' as const),
  minutes: fc.integer({ min: 0, max: 9 }),
});
export const stopPart: fc.Arbitrary<StopPart> = fc.record({
  kind: fc.constant('stop' as const),
  options: fc.array(option, { minLength: 1, maxLength: 5 }),
});

export const rules: fc.Arbitrary<DrivingRules> = fc.record({
  drivingMinutes: fc.integer({ min: 1, max: 6 }),
  restMinutes: fc.integer({ min: 0, max: 6 }),
});

export const smallWay: fc.Arbitrary<SmallWay> = fc
  .record({
    stops: fc.array(fc.tuple(drivePart, stopPart), { minLength: 0, maxLength: 3 }),
    last: drivePart,
    rules,
    start: fc.record({ at: fc.integer({ min: 0, max: 10 }), driven: fc.integer({ min: 0, max: 6 }) }),
  })
  .map(({ stops, last, rules: drivingRules, start }) => ({
    parts: [...stops.flat(), last],
    rules: drivingRules,
    start: { at: start.at, driven: Math.min(start.driven, drivingRules.drivingMinutes) },
  }));

/**
 * The soonest end with every choice of options and a rest wherever the driver likes, tried one by one: what the search claims to find without trying. Infinity where no choice leads there.
 */
export function trySoonest({ parts, rules, start }: SmallWay): number {
  const seen = new Set<string>();
  let best = Number.POSITIVE_INFINITY;
  const go = (part: number, left: number, at: number, driven: number): void => {
    const key = `${part} ${left} ${at} ${driven}`;
    if (seen.has(key) || at >= best) return;
    seen.add(key);
    const here = parts[part];
    if (!here) {
      best = at;
      return;
    }
    const enter = (next: number, time: number, wheel: number) => {
      const following = parts[next];
      go(next, following?.kind === 'drive' ? following.minutes : 0, time, wheel);
    };
    if (here.kind === 'drive') {
      if (left === 0) {
        enter(part + 1, at, driven);
        return;
      }
      if (driven < rules.drivingMinutes) go(part, left - 1, at + 1, driven + 1);
      if (driven > 0) go(part, left, at + rules.restMinutes, 0);
      return;
    }
    for (const { beginsAt, leavesSafelyAt, isRest } of here.options) {
      if (beginsAt < at) continue;
      const isRested = isRest || beginsAt - at >= rules.restMinutes;
      enter(part + 1, leavesSafelyAt, isRested ? 0 : driven);
    }
  };
  const first = parts[0];
  go(0, first?.kind === 'drive' ? first.minutes : 0, start.at, start.driven);
  return best;
}
