import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildProblem } from '../../../server/planning/build-problem.ts';
import type { Channel, Problem } from '../../../server/planning/model.ts';
import { planRationBySchedule } from '../../../server/planning/policies/ration-by-schedule.ts';

const RUNS = Number(process.env.OTKEL_TEST_RUNS ?? 100);
const SLOTS = 4;
/** More than there are trucks: a count that cannot bind. */
const AMPLE = 9;

/** Two checkpoints where only one of the three counts binds, and a last slot that takes everyone who is left. */
const queues = fc
  .record({
    binding: fc.constantFrom<Channel>(0, 1, 2),
    places: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 2 * SLOTS, maxLength: 2 * SLOTS }),
    trucks: fc.array(
      fc.record({
        checkpoint: fc.constantFrom(0, 1),
        first: fc.integer({ min: 0, max: SLOTS - 1 }),
        channel: fc.constantFrom<Channel>(0, 1, 2),
        lottery: fc.nat(99),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ binding, places, trucks }) => {
    const slot = (count: number, index: number): [number, number, number] => {
      const scarce = index % SLOTS === SLOTS - 1 ? AMPLE : count;
      return [binding > 0 ? AMPLE : scarce, binding > 1 ? AMPLE : scarce, scarce];
    };
    const slots = places.map(slot);
    return buildProblem({
      delayCost: { linear: 10, quadratic: 1 },
      checkpoints: [slots.slice(0, SLOTS), slots.slice(SLOTS)],
      requests: trucks.map(({ checkpoint, first, channel, lottery }) => ({
        weight: 1,
        penalty: 10_000,
        channel,
        lottery,
        windows: [{ cell: checkpoint * SLOTS + first, length: SLOTS - first, detour: 0 }],
      })),
    });
  });

describe('ration by schedule', () => {
  it('has the lexicographically least delays, the greatest first, whichever count binds', () => {
    let delayed = 0;
    fc.assert(
      fc.property(queues, (problem) => {
        const rationed = delaysOf(problem, [...planRationBySchedule(problem).cellOf]);
        expect(rationed).toEqual(leastDelays(problem));
        if (rationed[0]! > 0) delayed++;
      }),
      { numRuns: RUNS },
    );
    expect(delayed).toBeGreaterThan(RUNS / 4);
  });
});

/** The greatest first. */
function delaysOf({ windows }: Problem, cells: readonly number[]): number[] {
  return cells.map((cell, truck) => cell - windows.cell[truck]!).sort((a, b) => b - a);
}

/** Of all ways to serve everyone. */
function leastDelays(problem: Problem): number[] {
  const { requests, places, windows } = problem;
  const left = [places.total.slice(), places.inspected.slice(), places.examined.slice()];
  let least: number[] | undefined;
  const decide = (chosen: readonly number[]): void => {
    const truck = chosen.length;
    if (truck === requests.count) {
      const delays = delaysOf(problem, chosen);
      if (!least || compareLists(delays, least) < 0) least = delays;
      return;
    }
    const rows = left.slice(0, requests.channel[truck]! + 1);
    const first = windows.cell[truck]!;
    for (let cell = first; cell < first + windows.length[truck]!; cell++) {
      if (rows.some((row) => row[cell] === 0)) continue;
      for (const row of rows) row[cell]!--;
      decide([...chosen, cell]);
      for (const row of rows) row[cell]!++;
    }
  };
  decide([]);
  return least!;
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : a[at]! - b[at]!;
}
