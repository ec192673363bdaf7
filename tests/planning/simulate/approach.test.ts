import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Approach, Scenario, TruckInput } from '../../../server/planning/simulate/model.ts';
import { buildTrucks, STEP } from '../../../server/planning/simulate/model.ts';
import { simulate } from '../../../server/planning/simulate/simulate.ts';
import { makeBusyDay, makePeriod, makeScenario } from './scenarios.ts';

const drive: Approach = {
  minutes: 6,
  cv: 0,
  loopPlaces: Number.POSITIVE_INFINITY,
  leadMinutes: 15,
  clearedLastHour: 0,
};

function run(rows: TruckInput[], approach: Partial<Approach> = {}, over: Partial<Scenario> = {}) {
  const posts = [{ places: 5, periods: [makePeriod({ scheduledPerHour: 8 })] }];
  return simulate(
    makeScenario({ posts, approach: { ...drive, ...approach }, trucks: buildTrucks(rows), ...over }),
    'seed',
  );
}
const at = (...minutes: number[]) => minutes.map((readyMinute) => ({ readyMinute }));

describe('the way to the first post', () => {
  test('takes its minutes between the call and the post', () => {
    const { trucks } = run(at(0, 3));
    expect([...trucks.calledMinute]).toEqual([0, 3]);
    expect([...trucks.postMinute]).toEqual([6, 9]);
    expect([...trucks.clearedMinute]).toEqual([16, 26]); // one lane of ten minutes
  });

  test('takes as many at once as the pace of the hour makes of the rule’s minutes', () => {
    // 8 an hour and 15 minutes: three at once, half as many again as two. The fourth is called when the first is there.
    expect([...run(at(0, 0, 0, 0)).trucks.calledMinute]).toEqual([0, 0, 0, 6]);
    expect([...run(at(0, 0, 0, 0), { leadMinutes: 7 }).trucks.calledMinute]).toEqual([0, 0, 6, 6]);
  });

  test('goes by what was cleared in the last hour where that is more than is scheduled, and never by less', () => {
    expect([...run(at(0, 0, 0, 0, 0), { clearedLastHour: 12 }).trucks.calledMinute]).toEqual([0, 0, 0, 0, 0]);
    const rows = [{ readyMinute: -70, step: STEP.waiting, sinceMinute: -70 }, ...at(0, 0, 0)];
    expect([...run(rows).trucks.calledMinute]).toEqual([0, 0, 0, 6]);
  });

  test('is closed while nothing is scheduled', () => {
    const periods = [makePeriod({ scheduledPerHour: 0 }), makePeriod({ fromMinute: 60, scheduledPerHour: 8 })];
    const { trucks } = run(at(5), {}, { posts: [{ places: 5, periods }] });
    expect([...trucks.calledMinute]).toEqual([60]);
  });

  test('goes on for who is on it, with what is left of it', () => {
    const { trucks } = run([{ readyMinute: -30, step: STEP.called, sinceMinute: -4 }]);
    expect(trucks.postMinute[0]).toBeCloseTo(2, 6);
    expect(trucks.calledMinute[0]).toBeNaN(); // before the run
  });

  test('is taken by nobody who has no place on the strip behind the post', () => {
    const post = { places: 9, periods: [makePeriod({ lanes: 9 })] };
    const stopped = { places: 1, periods: [makePeriod({ lanes: 0 })] };
    const { summary, trucks } = run(
      at(...Array(20).fill(0)),
      { loopPlaces: 4 },
      { posts: [post, stopped], stripPlaces: 4, horizonMinutes: 600 },
    );
    // One is at the second post, which has stopped, and four are before it.
    expect([...trucks.calledMinute].filter((minute) => !Number.isNaN(minute))).toHaveLength(5);
    expect(summary.peakOnStrip).toBe(4);
    expect(summary.blockedMinutes.every((minutes) => minutes === 0)).toBe(true);
  });

  test('loses no truck, and probes change nothing, whatever happens', () => {
    const arbitrary = fc.record({
      minutes: fc.integer({ min: 1, max: 30 }),
      cv: fc.constantFrom(0, 0.4),
      loopPlaces: fc.integer({ min: 1, max: 12 }),
      leadMinutes: fc.integer({ min: 1, max: 30 }),
      clearedLastHour: fc.integer({ min: 0, max: 20 }),
      seed: fc.string(),
      earlyMinutes: fc.constantFrom(15, 60),
    });
    fc.assert(
      fc.property(arbitrary, ({ seed, earlyMinutes, ...approach }) => {
        const scenario = makeBusyDay({ approach });
        const { callRule, ...rest } = scenario;
        const early = { ...rest, callRule: { ...callRule, earlyMinutes } };
        const bare = simulate(early, seed);
        const probed = simulate(
          { ...early, probes: { hours: 24, perHour: 2, channel: 0, rank: 0, deviationQuantiles: [-30, 40] } },
          seed,
        );
        const { entered, cleared, inside, noShows, expected } = bare.summary;
        expect([entered, entered + noShows + expected]).toEqual([cleared + inside, bare.trucks.count]);
        expect([...probed.trucks.clearedMinute]).toEqual([...bare.trucks.clearedMinute]);
      }),
      { numRuns: 30 },
    );
  });
});

test('who is early waits for its time, though the post is free', () => {
  const slots = { order: 'slot', lateAfterMinutes: 120, slotMinutes: 60, earlyMinutes: 30 } as const;
  const rows = [
    { readyMinute: 0, slotMinute: 120 },
    { readyMinute: -40, step: STEP.waiting, sinceMinute: -40, slotMinute: 60 },
  ];
  const behaviour = { noShowChance: 0, deviationQuantiles: [-100] };
  const { trucks } = run(rows, {}, { callRule: slots, behaviour });
  expect([...trucks.arrivalMinute]).toEqual([20, -40]);
  expect([...trucks.calledMinute]).toEqual([90, 30]);
});

test('a probe stands with the slot that it is punctual for, wherever slots begin', () => {
  const posts = [{ places: 1, periods: [makePeriod({ documentMinutes: 15 })] }];
  const trucks = buildTrucks(Array.from({ length: 40 }, () => ({ readyMinute: 0, slotMinute: 45 })));
  const callRule = { order: 'slot', lateAfterMinutes: 500, slotMinutes: 60, slotsFromMinute: -15 } as const;
  const probes = { hours: 1, perHour: 1, channel: 0, rank: 0 } as const;
  const wait = (deviation: number) => {
    const scenario = makeScenario({
      posts,
      trucks,
      callRule,
      behaviour: { noShowChance: 0, deviationQuantiles: [-45] },
      horizonMinutes: 2000,
    });
    const { probes: seen } = simulate({ ...scenario, probes: { ...probes, deviationQuantiles: [deviation] } }, 'seed');
    return seen.calledMinute[0]! - seen.arrivalMinute[0]!;
  };
  expect(wait(60)).toBeLessThan(30); // half an hour and more ago: the slot before theirs goes first
  expect(wait(-60)).toBeGreaterThan(500); // the slot after theirs: behind all forty
});
