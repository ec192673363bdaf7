import { describe, expect, it } from 'vitest';
import { buildTrucks, NO_SLOT, type Scenario, STEP, type TruckInput } from '../../../server/planning/simulate/model.ts';
import { simulate } from '../../../server/planning/simulate/simulate.ts';
import { makeBusyDay, makePeriod, makeScenario } from './scenarios.ts';

const at = (...minutes: number[]): TruckInput[] => minutes.map((readyMinute) => ({ readyMinute }));
const onePlace = (over = {}) => [{ places: 1, periods: [makePeriod(over)] }];

describe('by hand: services of exactly ten minutes', () => {
  it('one lane: each waits for those before it', () => {
    const { trucks, summary } = simulate(makeScenario({ trucks: buildTrucks(at(0, 2, 30)) }), 1);
    expect([...trucks.clearedMinute]).toEqual([10, 20, 40]);
    expect([...trucks.stageWaitMinutes[0]!]).toEqual([0, 8, 0]);
    expect(summary).toMatchObject({ endMinute: 40, entered: 3, cleared: 3, inside: 0, meanInside: 38 / 40 });
    expect(summary.utilisation[0]).toBe(30 / 40);
  });

  it('red is scanned and examined, yellow scanned, green what the post picks', () => {
    const channels = ([0, 1, 2] as const).map((channel) => ({ readyMinute: 0, channel }));
    const clearedWith = (over = {}) => {
      const posts = [{ places: 9, periods: [makePeriod({ lanes: 3, scanners: 3, bays: 3, ...over })] }];
      return [...simulate(makeScenario({ posts, trucks: buildTrucks(channels) }), 1).trucks.clearedMinute];
    };
    expect(clearedWith()).toEqual([10, 20, 50]);
    expect(clearedWith({ scanShare: 1 })).toEqual([20, 20, 50]);
    expect(clearedWith({ examinationShare: 1 })).toEqual([40, 50, 50]);
  });

  it('a full strip keeps the server of the first post, and the waiting area behind it', () => {
    const slow = makePeriod({ documentMinutes: 100 });
    const posts = [
      { places: 1, periods: [makePeriod()] },
      { places: 1, periods: [slow] },
    ];
    const { trucks, summary } = simulate(
      makeScenario({ posts, stripPlaces: 1, trucks: buildTrucks(at(0, 0, 0, 0)) }),
      1,
    );
    // The second truck takes the strip at 20; the third is done at 30 and holds the lane until 110, and only then the fourth is called.
    expect([...trucks.calledMinute]).toEqual([0, 10, 20, 110]);
    expect([...trucks.clearedMinute]).toEqual([110, 210, 310, 410]);
    expect([...summary.blockedMinutes]).toEqual([80 + 90, 0, 0, 0, 0, 0]);
    expect(summary).toMatchObject({ peakAtPost: [1, 1], peakOnStrip: 1 });
  });

  it('a regime in the middle holds for services that begin in it', () => {
    const periods = [makePeriod(), makePeriod({ fromMinute: 15, documentMinutes: 40 })];
    const posts = [{ places: 9, periods }];
    const { trucks } = simulate(makeScenario({ posts, trucks: buildTrucks(at(0, 0, 0)) }), 1);
    expect([...trucks.clearedMinute]).toEqual([10, 20, 60]);
  });

  it('those who serve when lanes close finish their truck, and the queue waits for the opening', () => {
    const periods = [makePeriod({ lanes: 2 }), makePeriod({ fromMinute: 5, lanes: 0 }), makePeriod({ fromMinute: 60 })];
    const posts = [{ places: 9, periods }];
    const { trucks } = simulate(makeScenario({ posts, trucks: buildTrucks(at(0, 0, 0, 6)) }), 1);
    expect([...trucks.clearedMinute]).toEqual([10, 10, 70, 80]);
  });

  it('a checkpoint that stays closed ends the run with everybody inside', () => {
    const scenario = makeScenario({ posts: onePlace({ lanes: 0 }), trucks: buildTrucks(at(0, 1, 2)) });
    expect(simulate(scenario, 1).summary).toMatchObject({ endMinute: 2, entered: 3, cleared: 0, inside: 3 });
  });
});

describe('who is called', () => {
  const order = (scenario: Partial<Scenario>, trucks: TruckInput[]) => {
    const { calledMinute } = simulate(
      makeScenario({ posts: onePlace(), trucks: buildTrucks(trucks), ...scenario }),
      1,
    ).trucks;
    return [...calledMinute.keys()].sort((a, b) => calledMinute[a]! - calledMinute[b]!);
  };
  const late = { noShowChance: 0, deviationQuantiles: [70] };

  it('goes by slot, then class, then arrival', () => {
    const trucks = [
      { readyMinute: 1, slotMinute: 60, rank: 1 },
      { readyMinute: 4, slotMinute: 0, rank: 1 },
      { readyMinute: 3, slotMinute: 0, rank: 1 },
      { readyMinute: 5, slotMinute: 0, rank: 0 },
      { readyMinute: 2, slotMinute: 60, rank: 0 },
    ];
    const early = { noShowChance: 0, deviationQuantiles: [-60] };
    // The first is alone when it comes; the lane is free again at 11, when all have come.
    expect(order({ behaviour: early }, trucks)).toEqual([0, 3, 2, 1, 4]);
    const rule = { order: 'first-come' as const, lateAfterMinutes: 0, slotMinutes: 60 };
    expect(order({ behaviour: early, callRule: rule }, trucks)).toEqual([0, 4, 2, 1, 3]);
  });

  it('takes who is late, or has no slot, as if it had the slot it arrives in', () => {
    const trucks = [
      { readyMinute: 0, slotMinute: 0 },
      { readyMinute: 69, slotMinute: NO_SLOT },
      { readyMinute: 72, slotMinute: 2 },
      { readyMinute: 71, slotMinute: NO_SLOT },
    ];
    const rule = (lateAfterMinutes: number) => ({ order: 'slot' as const, lateAfterMinutes, slotMinutes: 60 });
    expect(order({ behaviour: late, callRule: rule(75) }, trucks)).toEqual([1, 0, 2, 3]);
    expect(order({ behaviour: late, callRule: rule(30) }, trucks)).toEqual([1, 0, 3, 2]);
  });
});

describe('who comes', () => {
  it('keeps to the distribution of early and late, and to the chance of no-shows', () => {
    const trucks = buildTrucks(Array.from({ length: 20_000 }, () => ({ readyMinute: 0, slotMinute: 1000 })));
    const behaviour = { noShowChance: 0.1, deviationQuantiles: [-100, 0, 40] };
    const { arrivalMinute } = simulate(makeScenario({ trucks, behaviour }), 1).trucks;
    const came = arrivalMinute.filter((minute) => !Number.isNaN(minute)).sort();
    expect(came.length / 20_000).toBeCloseTo(0.9, 2);
    expect(came[0]).toBeGreaterThan(900);
    expect(came.at(-1)).toBeLessThan(1040);
    expect(Math.abs(came[Math.floor(came.length / 2)]! - 1000)).toBeLessThan(2);
    expect(Math.abs(came[Math.floor(came.length / 4)]! - 950)).toBeLessThan(2);
  });

  it('knows that a truck whose slot began an hour ago has not come so far, and is likelier not to come at all', () => {
    const trucks = buildTrucks(Array.from({ length: 20_000 }, () => ({ readyMinute: -500, slotMinute: -60 })));
    const behaviour = { noShowChance: 0.1, deviationQuantiles: [0, 120] };
    const { arrivalMinute } = simulate(makeScenario({ trucks, behaviour }), 1).trucks;
    const came = arrivalMinute.filter((minute) => !Number.isNaN(minute)).sort();
    expect(came.length / 20_000).toBeCloseTo(0.45 / 0.55, 2);
    expect(came[0]).toBeGreaterThanOrEqual(0);
    expect(Math.abs(came[Math.floor(came.length / 2)]! - 30)).toBeLessThan(2);
  });
});

describe('a run from a live state', () => {
  it('goes on where the trucks stand, and counts their minutes before', () => {
    const here = (step: TruckInput['step'], readyMinute: number, sinceMinute: number): TruckInput => ({
      ...(step && { step }),
      readyMinute,
      sinceMinute,
    });
    const trucks = buildTrucks([
      here(STEP.waiting, -20, -20),
      here(STEP.firstDocuments, -30, -4),
      here(STEP.strip, -60, -10),
      here(STEP.secondDocuments, -50, -3),
      here(STEP.waiting, -25, -25),
    ]);
    const posts = [
      { places: 1, periods: [makePeriod()] },
      { places: 1, periods: [makePeriod()] },
    ];
    const { trucks: journeys, summary } = simulate(makeScenario({ posts, trucks }), 1);
    // Lane of the second post: free at 7, then the one of the strip; of the first: free at 6, then by arrival.
    expect([...journeys.clearedMinute]).toEqual([47, 27, 17, 7, 37]);
    expect([...journeys.calledMinute]).toEqual([16, Number.NaN, Number.NaN, Number.NaN, 6]);
    expect(summary).toMatchObject({ entered: 5, cleared: 5, meanInside: (47 + 27 + 17 + 7 + 37) / 47 });
  });

  it('draws what is left of a service, given how long it lasts already', () => {
    const rows = Array.from({ length: 20_000 }, () => ({
      readyMinute: -9,
      sinceMinute: -9,
      step: STEP.firstDocuments,
    }));
    const posts = [{ places: 30_000, periods: [makePeriod({ lanes: 1_000 })] }];
    const meanLeft = (service: Scenario['service']) => {
      const { clearedMinute } = simulate(
        makeScenario({ posts, service, trucks: buildTrucks(rows.slice(0, 1_000)) }),
        1,
      ).trucks;
      return clearedMinute.reduce((sum, minute) => sum + minute, 0) / clearedMinute.length;
    };
    expect(meanLeft({ kind: 'deterministic' })).toBeCloseTo(1);
    // Memoryless: the ten minutes of the whole service are left. Standard error 0.3.
    expect(Math.abs(meanLeft({ kind: 'exponential' }) - 10)).toBeLessThan(1);
    expect(meanLeft({ kind: 'lognormal', cv: 0.5 })).toBeLessThan(7);
  });
});

describe('heavier inspections', () => {
  it('never shorten the mean wait of the same trucks, over a hundred seeds', () => {
    const heavier = (scenario: Scenario, factor: number): Scenario => ({
      ...scenario,
      posts: scenario.posts.map((post) => ({
        ...post,
        periods: post.periods.map((period, index) =>
          index === 1 ? { ...period, scanMinutes: factor * period.scanMinutes } : period,
        ),
      })),
    });
    const meanOf = (scenario: Scenario, seed: number) => {
      const { arrivalMinute, clearedMinute, step } = simulate(scenario, seed).trucks;
      let sum = 0;
      for (let truck = 0; truck < step.length; truck++) {
        if (step[truck] === STEP.cleared) sum += clearedMinute[truck]! - arrivalMinute[truck]!;
      }
      return sum / step.length;
    };
    for (let seed = 0; seed < 100; seed++) {
      const plain = meanOf(makeBusyDay(), seed);
      const heavy = meanOf(heavier(makeBusyDay(), 1.5), seed);
      expect(heavy).toBeGreaterThanOrEqual(plain);
      expect(meanOf(heavier(makeBusyDay(), 2.5), seed)).toBeGreaterThan(heavy);
    }
  });
});
