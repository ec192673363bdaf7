import { expect, test } from 'vitest';
import { drive, restHoursFor, rulesOf } from '../../../server/planning/ways/driving.ts';
import { marginFactor, sumOfWaits } from '../../../server/planning/ways/margin.ts';
import { checkWay, walkWay } from '../../../server/planning/ways/walk-way.ts';
import type { StopOption, WayPart } from '../../../server/planning/ways/way-model.ts';

const rules = rulesOf({ drivingHours: 9, restHours: 11 });
const rested = { at: 0, driven: 0 };

function crossing(beginsAt: number, wait: number): StopOption {
  return {
    beginsAt,
    endsAt: beginsAt + 60,
    leavesAt: beginsAt + wait,
    leavesSafelyAt: beginsAt + 2 * wait,
    isRest: false,
  };
}
function twoCrossings(first: StopOption, second: StopOption): [WayPart[], (part: number) => StopOption] {
  const parts: WayPart[] = [
    { kind: 'drive', minutes: 240 },
    { kind: 'stop', options: [first] },
    { kind: 'drive', minutes: 240 },
    { kind: 'stop', options: [second] },
    { kind: 'drive', minutes: 120 },
  ];
  return [parts, (part) => (part === 1 ? first : second)];
}

test('a chosen slot is missed by the minutes after its end', () => {
  // At the first at 240, through at 300 + 50, at the second at 590: its slot may begin at 530, and not at 529.
  const reached = twoCrossings(crossing(300, 50), crossing(530, 0));
  expect(checkWay(...reached, rules, rested)).toBeUndefined();
  const missed = twoCrossings(crossing(300, 50), crossing(529, 0));
  expect(checkWay(...missed, rules, rested)).toEqual({ part: 3, lateMinutes: 1 });
  expect(checkWay(...missed, rules, { at: -10, driven: 0 })).toEqual({ part: 3, lateMinutes: 1 });
});

test('the first slot missed is the one named, and rests count', () => {
  const [parts, optionOf] = twoCrossings(crossing(100, 0), crossing(100, 0));
  expect(checkWay(parts, optionOf, rules, rested)).toEqual({ part: 1, lateMinutes: 80 });
  const late = twoCrossings(crossing(240, 0), crossing(480, 0));
  expect(checkWay(...late, rules, rested)).toBeUndefined();
  // Five hours at the wheel before: the rest is due an hour before the second crossing.
  expect(checkWay(...late, rules, { at: 0, driven: 300 })).toEqual({ part: 3, lateMinutes: 600 });
});

test('who comes within its slot leaves it later by as much', () => {
  const walk = walkWay(...twoCrossings(crossing(200, 30), crossing(600, 20)), rules, rested);
  expect(walk.parts[1]).toMatchObject({ startsAt: 240, endsAt: 270, lateMinutes: 0 });
  expect(walk.arrivalP50).toBe(620 + 660 + 120);
  expect(walk.parts[4]).toMatchObject({ restMinutes: 660, driven: 480 });
});

test('rests are laid as the rules ask for them', () => {
  expect(drive(rested, 540, rules)).toEqual({ at: 540, driven: 540, restMinutes: 0 });
  expect(drive(rested, 541, rules)).toEqual({ at: 541 + 660, driven: 1, restMinutes: 660 });
  expect(drive({ at: 0, driven: 540 }, 0, rules)).toEqual({ at: 0, driven: 540, restMinutes: 0 });
  expect(drive({ at: 0, driven: 540 }, 1080, rules)).toEqual({ at: 1080 + 1320, driven: 540, restMinutes: 1320 });
  expect([0, 9, 9.5, 18, 18.1].map((hours) => restHoursFor(hours, { drivingHours: 9, restHours: 11 }))).toEqual([
    0, 0, 11, 11, 22,
  ]);
});

/** Of the normal distribution, by the midpoint rule. */
function normalShareBelow(z: number): number {
  const steps = 20_000;
  const width = (z + 9) / steps;
  let sum = 0;
  for (let step = 0; step < steps; step++) sum += Math.exp(-((-9 + (step + 0.5) * width) ** 2) / 2);
  return (sum * width) / Math.sqrt(2 * Math.PI);
}

test('with the widened margin, k independent parts are all in time four times of five', () => {
  const z80 = 0.841621;
  for (let chances = 1; chances <= 8; chances++) {
    expect(normalShareBelow(z80 * marginFactor(chances)) ** chances).toBeCloseTo(0.8, 3);
  }
  expect(marginFactor(0)).toBe(1);
});

test('waits without slots between them: medians add up, spreads as deviations do', () => {
  const waits = [
    { p50Minutes: 60, p80Minutes: 90 },
    { p50Minutes: 20, p80Minutes: 60 },
  ];
  expect(sumOfWaits(waits)).toEqual({ p50Minutes: 80, p80Minutes: 130 });
  expect(sumOfWaits([])).toEqual({ p50Minutes: 0, p80Minutes: 0 });
});
