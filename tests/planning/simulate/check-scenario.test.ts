import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../server/planning/simulate/model.ts';
import { buildTrucks, STEP } from '../../../server/planning/simulate/model.ts';
import { simulate } from '../../../server/planning/simulate/simulate.ts';
import { makePeriod, makeScenario } from './scenarios.ts';

const withPeriods = (...periods: Parameters<typeof makePeriod>[0][]): Partial<Scenario> => ({
  posts: [{ places: 3, periods: periods.map(makePeriod) }],
});
const withTruck = (truck: object): Partial<Scenario> => ({
  trucks: buildTrucks([{ readyMinute: 0 }, { readyMinute: 0, ...truck }]),
});

describe('a scenario that cannot be is refused with the place of the value', () => {
  it.each<[string, Partial<Scenario>]>([
    ['horizonMinutes: 0 is not above 0', { horizonMinutes: 0 }],
    ['horizonMinutes: NaN is not above 0', { horizonMinutes: Number.NaN }],
    ['posts.length: 0 is not 1 or 2', { posts: [] }],
    ['posts[0].places: 0 is not from 1 to', { posts: [{ places: 0, periods: [makePeriod()] }] }],
    ['posts[0].periods.length: 0 is not at least 1', { posts: [{ places: 1, periods: [] }] }],
    ['posts[0].periods[0].fromMinute: 5 is not at most 0', withPeriods({ fromMinute: 5 })],
    [
      'posts[0].periods[2].fromMinute: 60 is not after the one before, 60',
      withPeriods({}, { fromMinute: 60 }, { fromMinute: 60 }),
    ],
    ['posts[0].periods[1].documentMinutes: -3 is not above 0', withPeriods({}, { fromMinute: 9, documentMinutes: -3 })],
    ['posts[0].periods[0].scanMinutes: NaN is not above 0', withPeriods({ scanMinutes: Number.NaN })],
    ['posts[0].periods[0].scanShare: 1.2 is not from 0 to 1', withPeriods({ scanShare: 1.2 })],
    ['posts[0].periods[0].examinationShare: -0.1 is not from 0 to 1', withPeriods({ examinationShare: -0.1 })],
    ['posts[0].periods[0].lanes: 1.5 is not a whole number', withPeriods({ lanes: 1.5 })],
    ['posts[0].periods[0].bays: -1 is not from 0 to 1000', withPeriods({ bays: -1 })],
    [
      'stripPlaces: 0 is not from 1',
      { stripPlaces: 0, posts: [0, 1].map(() => ({ places: 1, periods: [makePeriod()] })) },
    ],
    ['callRule.slotMinutes: 0 is not from 1', { callRule: { order: 'slot', lateAfterMinutes: 0, slotMinutes: 0 } }],
    ['service.cv: -1 is not from 0 to 10', { service: { kind: 'lognormal', cv: -1 } }],
    ['behaviour.noShowChance: 2 is not from 0 to 1', { behaviour: { noShowChance: 2, deviationQuantiles: [0] } }],
    [
      'behaviour.deviationQuantiles[1]: -1 is not from 0',
      { behaviour: { noShowChance: 0, deviationQuantiles: [0, -1] } },
    ],
    ['trucks.readyMinute[1]: -4 is not from 0', withTruck({ readyMinute: -4 })],
    ['trucks.readyMinute[1]: 4 is not from -525600 to 0', withTruck({ readyMinute: 4, step: STEP.waiting })],
    [
      'trucks.sinceMinute[1]: -9 is not from -4 to 0',
      withTruck({ readyMinute: -4, sinceMinute: -9, step: STEP.waiting }),
    ],
    ['trucks.channel[1]: 3 is not from 0 to 2', withTruck({ channel: 3 })],
    ['trucks.step[1]: 5 is not from 0 to 4', withTruck({ step: STEP.strip })],
    [
      'trucks.rank.length: 1 is not 2',
      { trucks: { ...buildTrucks([{ readyMinute: 0 }, { readyMinute: 0 }]), rank: new Uint8Array(1) } },
    ],
    ['walkIns.perHour[1]: -2 is not from 0', { walkIns: { perHour: [1, -2], channel: 0, rank: 0 } }],
    ['probes.perHour: 0 is not from 1 to 60', { probes: { hours: 24, perHour: 0, channel: 0, rank: 0 } }],
  ])('%s', (message, over) => {
    expect(() => simulate(makeScenario(over), 1)).toThrow(message);
  });
});
