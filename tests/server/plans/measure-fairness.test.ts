import { expect, test } from 'vitest';
import { measureFairness, type Outcome } from '../../../server/plans/measure-fairness.ts';

const outcome = (organisationId: string, delayMinutes: number | null, changes: Partial<Outcome> = {}): Outcome => ({
  organisationId,
  class: 'general',
  country: 'KZ',
  delayMinutes,
  inWindow: delayMinutes !== null,
  ...changes,
});

test('the figures of each group, by carrier size, class and nationality', () => {
  const fleet = Array.from({ length: 6 }, (_, index) => outcome('fleet', 60 * index));
  const fairness = measureFairness(
    JSON.stringify([
      ...fleet,
      outcome('one', 30, { country: 'RU', inWindow: false }),
      outcome('two', null, { country: 'RU', class: 'post' }),
    ]),
  );
  expect(fairness.byCarrierSize).toEqual([
    {
      size: 'small',
      carriers: 2,
      trucksMax: 1,
      asked: 2,
      placed: 1,
      inWindow: 0,
      medianDelayMinutes: 30,
      meanDelayMinutes: 30,
    },
    {
      size: 'large',
      carriers: 1,
      trucksMax: 6,
      asked: 6,
      placed: 6,
      inWindow: 6,
      medianDelayMinutes: 150,
      meanDelayMinutes: 150,
    },
  ]);
  expect(fairness.byClass.map((group) => [group.class, group.asked, group.placed, group.medianDelayMinutes])).toEqual([
    ['general', 7, 7, 120],
    ['post', 1, 0, null],
  ]);
  expect(fairness.byCountry.map(({ country, asked, inWindow }) => [country, asked, inWindow])).toEqual([
    ['KZ', 6, 6],
    ['RU', 2, 0],
  ]);
  expect(fairness.carriers).toBe(3);
  // Means of 150 and 30: half of their difference, as a share of the mean, times a half. The one without a slot has no delay.
  expect(fairness.gini).toBeCloseTo(120 / 2 / 180);
});

test('carriers are small, medium or large in thirds, those with as many trucks alike', () => {
  const trucksOf = [1, 1, 2, 3, 4, 9];
  const outcomes = trucksOf.flatMap((trucks, carrier) =>
    Array.from({ length: trucks }, () => outcome(`c${carrier}`, 0)),
  );
  const sizes = measureFairness(JSON.stringify(outcomes)).byCarrierSize;
  expect(sizes.map(({ size, carriers, trucksMax, asked }) => [size, carriers, trucksMax, asked])).toEqual([
    ['small', 2, 1, 2],
    ['medium', 2, 3, 5],
    ['large', 2, 9, 13],
  ]);
});

test('carriers that wait alike: 0; one that waits for all of ten: near 1; nobody placed: none', () => {
  const alike = Array.from({ length: 10 }, (_, index) => outcome(`c${index}`, 60));
  expect(measureFairness(JSON.stringify(alike)).gini).toBe(0);
  const one = alike.map((row, index) => ({ ...row, delayMinutes: index === 0 ? 600 : 0 }));
  expect(measureFairness(JSON.stringify(one)).gini).toBeCloseTo(0.9);
  expect(measureFairness(JSON.stringify([outcome('c', null)])).gini).toBeNull();
  expect(measureFairness('[]')).toEqual({ byCarrierSize: [], byClass: [], byCountry: [], gini: null, carriers: 0 });
});
