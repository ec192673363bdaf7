import { describe, expect, it } from 'vitest';
import { forecastWaits } from '../../../server/planning/simulate/forecast-waits.ts';
import { percentileOf, percentilesByArrivalHour } from '../../../server/planning/simulate/journey-minutes.ts';
import { buildTrucks, STEP } from '../../../server/planning/simulate/model.ts';
import { simulate } from '../../../server/planning/simulate/simulate.ts';
import { makeBusyDay, makePeriod, makeScenario } from './scenarios.ts';

describe('the wait forecast', () => {
  it('has a number for an hour in which nobody comes, and it is the service alone', () => {
    const forecast = forecastWaits(makeScenario(), 1, 5);
    expect(forecast).toHaveLength(24);
    for (const hour of forecast) {
      expect(hour.toCalled).toEqual({ p50: 0, p80: 0 });
      expect(hour.toCleared.p50).toBeCloseTo(10);
      expect(hour.queued.p80).toBeCloseTo(0);
    }
  });

  it('starts from the queue that stands there now', () => {
    // Twelve trucks of ten minutes at one lane: two hours, less the time that has passed when the probe comes.
    const here = Array.from({ length: 12 }, () => ({ readyMinute: -60, sinceMinute: -60, step: STEP.waiting }));
    const posts = [{ places: 1, periods: [makePeriod()] }];
    const [first, second, third] = forecastWaits(makeScenario({ posts, trucks: buildTrucks(here) }), 1, 400);
    expect(Math.abs(first!.toCalled.p50 - 90)).toBeLessThan(2);
    expect(Math.abs(first!.toCalled.p80 - 108)).toBeLessThan(2);
    expect(Math.abs(second!.toCalled.p50 - 30)).toBeLessThan(2);
    expect(third!.toCalled.p80).toBe(0);
  });

  it('waits for the opening of a closed post, and says Infinity where the run ends before', () => {
    const posts = [{ places: 2, periods: [makePeriod({ lanes: 0 }), makePeriod({ fromMinute: 120 })] }];
    const [first] = forecastWaits(makeScenario({ posts }), 1, 200);
    expect(Math.abs(first!.queued.p50 - 90)).toBeLessThan(2);
    const shut = forecastWaits(makeScenario({ posts: [{ places: 2, periods: [makePeriod({ lanes: 0 })] }] }), 1, 3);
    expect(shut[5]!.toCleared).toEqual({ p50: Number.POSITIVE_INFINITY, p80: Number.POSITIVE_INFINITY });
  });

  it('is the wait of the trucks that come: half of them fall below P50, four fifths below P80', () => {
    // A truck that comes by itself is what a probe stands for: a queue of walk-ins in a changing day.
    const perHour = [2, 4, 7, 7, 6, 4, 2, 2, 3, 6, 6, 3];
    const day = makeBusyDay({ trucks: buildTrucks([]), walkIns: { perHour, channel: 0, rank: 0 } });
    const forecast = forecastWaits(day, 'forecast', 300);
    let below50 = 0;
    let below80 = 0;
    let count = 0;
    for (let run = 0; run < 300; run++) {
      const { arrivalMinute, clearedMinute } = simulate(day, 'truth', run).trucks;
      arrivalMinute.forEach((arrival, truck) => {
        const { toCleared } = forecast[Math.floor(arrival / 60)]!;
        const wait = clearedMinute[truck]! - arrival;
        below50 += wait <= toCleared.p50 ? 1 : 0;
        below80 += wait <= toCleared.p80 ? 1 : 0;
        count++;
      });
    }
    expect(Math.abs(below50 / count - 0.5)).toBeLessThan(0.02);
    expect(Math.abs(below80 / count - 0.8)).toBeLessThan(0.02);
  });
});

describe('percentiles', () => {
  it('are values that were seen', () => {
    const sorted = Float64Array.of(1, 2, 3, 4, Number.POSITIVE_INFINITY);
    expect([0, 0.2, 0.21, 0.5, 0.8, 1].map((share) => percentileOf(sorted, share))).toEqual([
      1,
      1,
      2,
      3,
      4,
      Number.POSITIVE_INFINITY,
    ]);
    expect(percentileOf(new Float64Array(0), 0.5)).toBeNaN();
  });

  it('go by the hour of arrival', () => {
    const trucks = buildTrucks([0, 0, 0, 0, 130].map((readyMinute) => ({ readyMinute })));
    const { trucks: journeys } = simulate(makeScenario({ trucks }), 1);
    const table = percentilesByArrivalHour(journeys, 'toCleared', 3, [0.5, 0.8]);
    expect(table).toEqual([
      [20, 40],
      [Number.NaN, Number.NaN],
      [10, 10],
    ]);
  });
});
