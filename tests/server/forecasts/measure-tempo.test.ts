import { describe, expect, test } from 'vitest';
import {
  drawTempo,
  measureApproach,
  measureScatter,
  measureTempo,
  measureUnrest,
} from '../../../server/forecasts/measure-tempo.ts';
import { countLaterBookings, settlePunctuality } from '../../../server/forecasts/read-measures.ts';
import { makeRandom } from '../../../server/planning/random.ts';

/** Services of so many minutes each, where the calendar has six. */
const hourOf = (hoursAgo: number, count: number, each: number) => ({
  hoursAgo,
  count,
  minutes: count * each,
  squares: count * each ** 2,
  calendarMinutes: 6,
});
const level = ({ lasting, passing }: { lasting: number; passing: number }) => Math.exp(lasting + passing);

describe('the tempo of a post', () => {
  test('is the calendar where nothing was measured, with all the doubt', () => {
    const tempo = measureTempo({ documents: [] }, 0.5, 0.15);
    expect(tempo).toMatchObject({ lasting: 0, passing: 0, covariance: 0 });
    expect(tempo.lastingVariance).toBeCloseTo(0.2 ** 2, 10);
    expect(tempo.passingVariance).toBeCloseTo(0.15 ** 2, 10);
  });

  test('of one hour is what Bayes says by hand', () => {
    // Prior variance 0.04 + 0.0225 = 0.0625, measured with 0.25/4 = 0.0625: half of ln 1.5 is believed, 0.04/0.0625 of it as lasting.
    const tempo = measureTempo({ documents: [hourOf(0, 4, 9)] }, 0.5, 0.15);
    expect(tempo.lasting).toBeCloseTo(0.5 * Math.log(1.5) * 0.64, 10);
    expect(tempo.passing).toBeCloseTo(0.5 * Math.log(1.5) * 0.36, 10);
    expect(tempo.lastingVariance).toBeCloseTo(0.04 - 0.04 ** 2 / 0.125, 10);
  });

  test('moves towards what many services took, and forgets a bad hour', () => {
    const steady = measureTempo({ documents: Array.from({ length: 24 }, (_, ago) => hourOf(ago, 10, 9)) }, 0.5, 0.15);
    expect(level(steady)).toBeCloseTo(1.5, 1);
    const usual = Array.from({ length: 12 }, (_, ago) => hourOf(ago + 6, 10, 6));
    const spell = measureTempo({ documents: [...usual, hourOf(5, 10, 12)] }, 0.5, 0.15);
    const fresh = measureTempo({ documents: [...usual, hourOf(0, 10, 12)] }, 0.5, 0.15);
    expect(level(fresh)).toBeGreaterThan(1.2);
    expect(level(spell)).toBeLessThan(level(fresh) - 0.1);
    expect(spell.passingVariance).toBeGreaterThan(fresh.passingVariance);
  });

  test('is drawn as it was measured: means and spread, near and far', () => {
    const tempo = measureTempo({ documents: [hourOf(0, 20, 9)] }, 0.5, 0.15);
    const draws = Array.from({ length: 4000 }, (_, run) => drawTempo(tempo, 0.15, 24, makeRandom('draw', run)));
    const logs = (hour: number) => draws.map((draw) => Math.log(draw[hour]!));
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = (values: number[]) => mean(values.map((value) => (value - mean(values)) ** 2));
    const { lastingVariance, passingVariance, covariance } = tempo;
    expect(mean(logs(0))).toBeCloseTo(tempo.lasting + tempo.passing, 1);
    expect(variance(logs(0))).toBeCloseTo(lastingVariance + passingVariance + 2 * covariance, 2);
    expect(mean(logs(23))).toBeCloseTo(tempo.lasting, 1);
    expect(variance(logs(23))).toBeCloseTo(lastingVariance + 0.15 ** 2, 2);
    expect(variance(logs(23))).toBeGreaterThan(variance(logs(0)));
  });
});

test('scatter is pooled within the hours, and shrunk towards half of the mean', () => {
  expect(measureScatter([])).toBe(0.5);
  // 4 and 8 minutes: mean 6, squares of the differences 8/36 with one degree of freedom, beside 20 of 0.25.
  expect(measureScatter([{ count: 2, minutes: 12, squares: 80 }])).toBeCloseTo(Math.sqrt((5 + 8 / 36) / 21), 10);
  const exact = measureScatter([{ count: 10_000, minutes: 60_000, squares: 360_000 }]);
  expect(exact).toBeLessThan(0.03);
});

test('unrest is what hours differ by beyond the scatter of their services', () => {
  const calm = { documents: Array.from({ length: 24 }, (_, ago) => hourOf(ago, 10, 6)) };
  const wild = { documents: Array.from({ length: 24 }, (_, ago) => hourOf(ago, 10, ago % 2 ? 4 : 9)) };
  expect(measureUnrest([], 0.5)).toBeCloseTo(0.15, 10);
  expect(measureUnrest(Array(20).fill(calm), 0.5)).toBe(0.02);
  // ln 4/6 and ln 9/6: half of ln 9/4 away from their mean, less 0.25/10.
  const expected = Math.sqrt((Math.log(9 / 4) / 2) ** 2 - 0.025);
  expect(measureUnrest(Array(50).fill(wild), 0.5)).toBeCloseTo(expected, 1);
});

test('the way to the post is the rule until trucks have driven it', () => {
  expect(measureApproach({ count: 0, minutes: 0, squares: 0 }, 15).minutes).toBe(15);
  expect(measureApproach({ count: 9, minutes: 45, squares: 225 }, 15).minutes).toBe(6);
});

test('punctuality is assumed until enough trucks have come', () => {
  const few = settlePunctuality({ arrivals: 10, noShows: 10, quantiles: [0, 1] });
  expect(few.noShowChance).toBeCloseTo((10 + 6) / 220, 10);
  expect(few.deviationQuantiles.length).toBeGreaterThan(2);
  const many = settlePunctuality({ arrivals: 1780, noShows: 20, quantiles: [-9000, 5, 90] });
  expect(many).toEqual({ noShowChance: 26 / 2000, deviationQuantiles: [-2880, 5, 90] });
});

test('a slot gets as many bookings more as slots of the past did, and never more than its places', () => {
  const past = [
    { hours: 1, bookings: 25 },
    { hours: 20, bookings: 25 },
    { hours: 31, bookings: 100 },
  ];
  const later = (hoursAhead: number, taken: number) => countLaterBookings(past, { hoursAhead, taken, totalPlaces: 10 });
  expect(later(0.5, 8)).toBe(0);
  expect(later(2, 7)).toBeCloseTo(1, 10); // 25 of 150 and the 50 assumed: one eighth
  expect(later(24, 9)).toBe(1);
  expect(later(24, 3)).toBeCloseTo(1, 10); // a quarter
  expect(later(24, 12)).toBe(0); // overfull
});
