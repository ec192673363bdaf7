import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Run, type Scenario, STEP } from '../../../server/planning/simulate/model.ts';
import { simulate } from '../../../server/planning/simulate/simulate.ts';
import { anyScenario, makeBusyDay } from './scenarios.ts';

const RUNS = Number(process.env.OTKEL_TEST_RUNS ?? 300);

function everyRun(holds: (run: Run, scenario: Scenario) => void): void {
  fc.assert(
    fc.property(anyScenario, fc.nat(), (scenario, seed) => holds(simulate(scenario, seed), scenario)),
    { numRuns: RUNS },
  );
}

describe('a run, whatever the scenario', () => {
  it('loses no truck and makes none', () => {
    everyRun(({ trucks, summary }, scenario) => {
      const at = (wanted: (step: number) => boolean) => trucks.step.filter(wanted).length;
      expect(summary.entered).toBe(summary.cleared + summary.inside);
      expect(summary.entered + summary.noShows + summary.expected).toBe(trucks.count);
      expect(trucks.count).toBeGreaterThanOrEqual(scenario.trucks.count);
      expect(at((step) => step === STEP.cleared)).toBe(summary.cleared);
      expect(at((step) => step === STEP.noShow)).toBe(summary.noShows);
      expect(at((step) => step === STEP.expected)).toBe(summary.expected);
      expect(trucks.clearedMinute.filter((minute) => minute >= 0).length).toBe(summary.cleared);
    });
  });

  it("obeys Little's law: the time average inside is the trucks' own minutes inside", () => {
    everyRun(({ trucks, summary: { endMinute, meanInside } }) => {
      let minutes = 0;
      trucks.arrivalMinute.forEach((arrival, truck) => {
        if (Number.isNaN(arrival)) return;
        const cleared = trucks.clearedMinute[truck]!;
        minutes += (Number.isNaN(cleared) ? endMinute : cleared) - Math.max(0, arrival);
      });
      expect(meanInside * endMinute).toBeCloseTo(minutes, 5);
    });
  });

  it('never has more trucks on the strip or at a post than places, but for those who stood there at the start', () => {
    everyRun(({ summary }, scenario) => {
      const { step } = scenario.trucks;
      const here = (from: number, to: number) => step.filter((at) => at >= from && at <= to).length;
      expect(summary.peakOnStrip).toBeLessThanOrEqual(Math.max(scenario.stripPlaces, here(STEP.strip, STEP.strip)));
      const standing = [
        here(STEP.firstDocuments, STEP.firstExamination),
        here(STEP.secondDocuments, STEP.secondExamination),
      ];
      summary.peakAtPost.forEach((peak, post) => {
        expect(peak).toBeLessThanOrEqual(Math.max(scenario.posts[post]!.places, standing[post]!));
      });
    });
  });

  it('takes every truck through in the order of time', () => {
    everyRun(({ trucks }) => {
      for (let truck = 0; truck < trucks.count; truck++) {
        const arrival = trucks.arrivalMinute[truck]!;
        const called = trucks.calledMinute[truck]!;
        const cleared = trucks.clearedMinute[truck]!;
        if (!Number.isNaN(called)) expect(called).toBeGreaterThanOrEqual(arrival);
        if (Number.isNaN(cleared)) continue;
        expect(cleared).toBeGreaterThanOrEqual(Number.isNaN(called) ? 0 : called);
        expect(cleared - arrival - trucks.servedMinutes[truck]!).toBeGreaterThan(-1e-9);
      }
    });
  });

  it('is the same for the same seed, and another for another', () => {
    everyRun((run, scenario) => {
      expect(simulate(scenario, 'a', 3)).toEqual(simulate(scenario, 'a', 3));
      expect(run).toBeDefined();
    });
    const day = makeBusyDay();
    expect(simulate(day, 'a', 3).trucks.clearedMinute).not.toEqual(simulate(day, 'b', 3).trucks.clearedMinute);
    expect(simulate(day, 'a', 3).trucks.clearedMinute).not.toEqual(simulate(day, 'a', 4).trucks.clearedMinute);
  });

  it('is not changed by probes', () => {
    everyRun((_, { probes, ...open }) => {
      // A run without a horizon ends with its last event, which may be a probe's.
      const scenario = { ...open, horizonMinutes: Math.min(open.horizonMinutes, 3000) };
      const probed = simulate({ ...scenario, probes: probes ?? { hours: 24, perHour: 6, channel: 2, rank: 0 } }, 5);
      const { trucks, summary } = simulate(scenario, 5);
      expect(probed.trucks).toEqual(trucks);
      expect(probed.summary).toEqual(summary);
    });
  });
});

describe('the busy day', () => {
  it('blocks: the strip is full, servers of the first post are kept, and the strip holds no more than its places', () => {
    const { summary } = simulate(makeBusyDay(), 'busy');
    expect(summary.peakOnStrip).toBe(4);
    expect(summary.blockedMinutes.slice(0, 3).reduce((sum, minutes) => sum + minutes, 0)).toBeGreaterThan(30);
    expect(summary.blockedMinutes.slice(3)).toEqual(new Float64Array(3));
    expect(summary.noShows).toBeGreaterThan(0);
    expect(summary.inside).toBe(0);
  });
});
