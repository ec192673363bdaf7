import fc from 'fast-check';
import {
  buildTrucks,
  NO_SLOT,
  type Period,
  type Scenario,
  STEP,
  type Step,
  type TruckInput,
} from '../../../server/planning/simulate/model.ts';

/** Nothing but documents at one lane: what a test does not name, it does not care about. */
export function makePeriod(over: Partial<Period> = {}): Period {
  return {
    fromMinute: 0,
    lanes: 1,
    scanners: 1,
    bays: 1,
    documentMinutes: 10,
    scanMinutes: 10,
    examinationMinutes: 30,
    scanShare: 0,
    examinationShare: 0,
    ...over,
  };
}

/** One post without limits, services of exactly the period's minutes, everybody on time. */
export function makeScenario(over: Partial<Scenario> = {}): Scenario {
  return {
    horizonMinutes: Number.POSITIVE_INFINITY,
    posts: [{ places: Number.POSITIVE_INFINITY, periods: [makePeriod()] }],
    stripPlaces: 5,
    callRule: { order: 'slot', lateAfterMinutes: Number.POSITIVE_INFINITY, slotMinutes: 60 },
    service: { kind: 'deterministic' },
    behaviour: { noShowChance: 0, deviationQuantiles: [0] },
    trucks: buildTrucks([]),
    ...over,
  };
}

/** Two posts of which the second is the slower, a busy day with slots, early, late and missing trucks, and heavier hours in the middle. */
export function makeBusyDay(over: Partial<Scenario> = {}): Scenario {
  const post = (lanes: number) => ({
    places: lanes + 4,
    periods: [
      makePeriod({ lanes, scanners: 2, bays: 2, scanShare: 0.2, examinationShare: 0.05 }),
      makePeriod({ fromMinute: 480, lanes, scanners: 2, bays: 2, scanShare: 0.5, examinationShare: 0.1 }),
      makePeriod({ fromMinute: 840, lanes, scanners: 2, bays: 2, scanShare: 0.2, examinationShare: 0.05 }),
    ],
  });
  return makeScenario({
    posts: [post(3), post(2)],
    stripPlaces: 4,
    callRule: { order: 'slot', lateAfterMinutes: 60, slotMinutes: 60 },
    service: { kind: 'lognormal', cv: 0.5 },
    behaviour: { noShowChance: 0.05, deviationQuantiles: [-90, -20, 0, 25, 180] },
    trucks: buildTrucks(
      Array.from({ length: 190 }, (_, truck) => ({
        readyMinute: 0,
        slotMinute: 60 * (truck % 20),
        rank: truck % 7 === 0 ? 0 : 1,
        channel: truck % 11 === 0 ? 2 : truck % 5 === 0 ? 1 : 0,
      })),
    ),
    walkIns: { perHour: [1, 1, 2, 2], channel: 0, rank: 1 },
    ...over,
  });
}

const anyPeriod = fc.record({
  lanes: fc.integer({ min: 0, max: 4 }),
  scanners: fc.integer({ min: 0, max: 2 }),
  bays: fc.integer({ min: 0, max: 2 }),
  documentMinutes: fc.integer({ min: 1, max: 20 }),
  scanMinutes: fc.integer({ min: 1, max: 40 }),
  examinationMinutes: fc.integer({ min: 1, max: 90 }),
  scanShare: fc.constantFrom(0, 0.1, 0.5, 1),
  examinationShare: fc.constantFrom(0, 0.1, 1),
});

/** Regimes and closures in the middle: each period begins some hours after the one before. */
const anyPost = fc.record({
  places: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.constant(Number.POSITIVE_INFINITY)),
  periods: fc
    .array(fc.tuple(fc.integer({ min: 1, max: 400 }), anyPeriod), { minLength: 1, maxLength: 5 })
    .map((periods) => {
      let fromMinute = -30 - periods[0]![0];
      return periods.map(([length, period]): Period => {
        fromMinute += length;
        return { ...period, fromMinute };
      });
    }),
});

const anyTruck = (lastStep: number) =>
  fc
    .record({
      ready: fc.integer({ min: 0, max: 1000 }),
      slot: fc.option(fc.integer({ min: -2, max: 16 })),
      channel: fc.constantFrom(0 as const, 1 as const, 2 as const),
      rank: fc.integer({ min: 0, max: 3 }),
      noShow: fc.integer({ min: 0, max: 9 }).map((die) => die === 0),
      step: fc.oneof(
        { weight: 3, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: lastStep }) },
      ),
      since: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ ready, slot, channel, rank, noShow, step, since }): TruckInput => {
      const here = step !== STEP.expected;
      return {
        readyMinute: here ? -ready : ready,
        slotMinute: slot === null ? NO_SLOT : 60 * slot,
        channel,
        rank,
        noShow: noShow && !here,
        step: step as Step,
        sinceMinute: here ? -ready * since : 0,
      };
    });

/** Everything at once: blocking strips, regimes mid-run, closures, no-shows, live states, walk-ins, probes, open and closed ends. */
export const anyScenario: fc.Arbitrary<Scenario> = fc.integer({ min: 1, max: 2 }).chain((postCount) =>
  fc
    .record({
      horizonMinutes: fc.oneof(fc.integer({ min: 1, max: 2000 }), fc.constant(Number.POSITIVE_INFINITY)),
      posts: fc.array(anyPost, { minLength: postCount, maxLength: postCount }),
      stripPlaces: fc.integer({ min: 1, max: 4 }),
      callRule: fc.record({
        order: fc.constantFrom('slot' as const, 'first-come' as const),
        lateAfterMinutes: fc.constantFrom(0, 60, Number.POSITIVE_INFINITY),
        slotMinutes: fc.constantFrom(30, 60),
      }),
      service: fc.constantFrom(
        { kind: 'lognormal' as const, cv: 0.7 },
        { kind: 'exponential' as const },
        { kind: 'deterministic' as const },
      ),
      behaviour: fc.record({
        noShowChance: fc.constantFrom(0, 0.2),
        deviationQuantiles: fc.constantFrom([0], [-60, 0, 120], [-30, -30, 5, 5]),
      }),
      trucks: fc
        .array(anyTruck(postCount === 2 ? STEP.secondExamination : STEP.firstExamination), { maxLength: 60 })
        .map(buildTrucks),
      probed: fc.boolean(),
      walkIns: fc.constant({ perHour: [3, 0, 0.5, 6], channel: 0 as const, rank: 1 }),
    })
    .map(({ probed, ...scenario }) =>
      probed ? { ...scenario, probes: { hours: 12, perHour: 2, channel: 1 as const, rank: 0 } } : scenario,
    ),
);
