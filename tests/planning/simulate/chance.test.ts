import { describe, expect, it } from 'vitest';
import {
  drawKeys,
  drawShare,
  makeUnitService,
  normalQuantile,
  PURPOSES,
  unitQuantile,
} from '../../../server/planning/simulate/chance.ts';

const DRAWS = 200_000;
const draws = (purpose: number, replication = 0) => {
  const keys = drawKeys('chance', replication);
  return Float64Array.from({ length: DRAWS }, (_, truck) => drawShare(keys, purpose, truck));
};
const correlation = (a: Float64Array, b: Float64Array) =>
  (12 * a.reduce((sum, value, index) => sum + (value - 0.5) * (b[index]! - 0.5), 0)) / a.length;

describe('a draw', () => {
  it('is above 0, below 1 and even: 256 cells within five standard deviations of chi-square', () => {
    for (let purpose = 0; purpose < PURPOSES; purpose++) {
      const cells = new Float64Array(256);
      for (const share of draws(purpose)) cells[Math.floor(256 * share)]!++;
      const expected = DRAWS / 256;
      const chiSquare = cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
      expect(Math.abs(chiSquare - 255)).toBeLessThan(5 * Math.sqrt(2 * 255));
    }
  });

  it('knows nothing of the next truck, another purpose or another run', () => {
    const one = draws(0);
    const bound = 5 / Math.sqrt(DRAWS);
    for (const step of [1, 2, 64])
      expect(Math.abs(correlation(one.subarray(0, -step), one.subarray(step)))).toBeLessThan(bound);
    for (let purpose = 1; purpose < PURPOSES; purpose++) {
      expect(Math.abs(correlation(one, draws(purpose)))).toBeLessThan(bound);
    }
    expect(Math.abs(correlation(one, draws(0, 1)))).toBeLessThan(bound);
  });
});

describe('service times', () => {
  it('take the normal quantiles that the paper gives', () => {
    expect(normalQuantile(0.25)).toBeCloseTo(-0.6744897501960817, 6);
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167814, 6);
    expect(normalQuantile(1e-20)).toBeCloseTo(-9.26234009, 5);
    expect(normalQuantile(0.999)).toBeCloseTo(3.090232306167814, 6);
  });

  it.each([
    ['exponential', { kind: 'exponential' }, 1],
    ['lognormal', { kind: 'lognormal', cv: 0.5 }, 0.5],
    ['deterministic', { kind: 'deterministic' }, 0],
  ] as const)('%s has mean 1 and its coefficient of variation', (_, shape, cv) => {
    const service = makeUnitService(shape);
    const units = draws(3).map((share) => unitQuantile(service, share));
    const mean = units.reduce((sum, value) => sum + value, 0) / DRAWS;
    const variance = units.reduce((sum, value) => sum + (value - mean) ** 2, 0) / DRAWS;
    expect(mean).toBeCloseTo(1, 2);
    expect(Math.sqrt(variance)).toBeCloseTo(cv, 1);
  });
});
