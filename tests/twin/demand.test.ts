import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { carrierCount, classWeights, sensitiveShare, weekdayShape } from '../../twin/demand/assumptions.ts';
import { coreCheckpoints, demand, sensitiveGoods } from './reference.ts';

const week = demand();
const fortnight = demand({ days: 14 });
const checkpointOf = new Map(coreCheckpoints.map((checkpoint) => [checkpoint.id, checkpoint]));
const countryNeighbourOf = (id: string) => checkpointOf.get(id)!.neighbour;

describe('chance comes from the seed alone', () => {
  test('one seed is one world', () => {
    expect(demand()).toEqual(week);
  });

  test('another seed is another world of about the same size', () => {
    const other = demand({ seed: 'other' });
    const ids = new Set(week.map(({ id }) => id));
    expect(other.filter(({ id }) => ids.has(id))).toEqual([]);
    expect(Math.abs(other.length / week.length - 1)).toBeLessThan(0.05);
  });

  test('a day is the same alone and in its week, in whatever order days are asked for', () => {
    const alone = [6, 2, 0, 5, 1, 4, 3].flatMap((day) =>
      demand({ from: new Date(Date.UTC(2026, 1, 9 + day, 9)), days: 1 }),
    );
    expect(byId(alone)).toEqual(byId(week));
  });
});

describe('applications', () => {
  test('come in the order they are made, before the crossing they ask for', () => {
    expect(week.length).toBeGreaterThan(0);
    const inOrder = ({ madeAt, earliestAt, latestAt }: (typeof week)[number], index: number) =>
      madeAt >= (week[index - 1]?.madeAt ?? madeAt) && madeAt < earliestAt && earliestAt < latestAt;
    expect(week.filter((application, index) => !inOrder(application, index))).toEqual([]);
  });

  test('follow the shape of the week', () => {
    const perDay = [0, 0, 0, 0, 0, 0, 0];
    for (const { earliestAt } of fortnight)
      perDay[DateTime.fromJSDate(earliestAt, { zone: 'UTC+5' }).weekday - 1]! += 1;
    const shapes = weekdayShape.reduce((sum, shape) => sum + shape, 0);
    for (const [day, trucks] of perDay.entries()) {
      expect(Math.abs(trucks / fortnight.length / (weekdayShape[day]! / shapes) - 1)).toBeLessThan(0.03);
    }
  });

  test('have the assumed classes, and sensitive goods now and then', () => {
    const weights = classWeights.reduce((sum, { weight }) => sum + weight, 0);
    for (const { class: name, weight } of classWeights) {
      const share = week.filter((application) => application.class === name).length / week.length;
      expect(Math.abs(share / (weight / weights) - 1), name).toBeLessThan(0.25);
    }
    const listed = new Set(sensitiveGoods.map(({ hs6 }) => hs6));
    const sensitive = week.filter(({ cargo }) => listed.has(cargo.hsCode)).length / week.length;
    expect(Math.abs(sensitive / sensitiveShare - 1)).toBeLessThan(0.35);
  });

  test('are well formed', () => {
    const plates = {
      KZ: /^\d{3}[A-Z]{3}(0[1-9]|1\d|20)$/,
      RU: /^[ABEKMHOPCTYX]\d{3}[ABEKMHOPCTYX]{2}\d{2}$/,
      KG: /^0[1-9]\d{3}[A-Z]{3}$/,
      UZ: /^[1-9]\d{4}[A-Z]{3}$/,
      BY: /^[A-Z]{2}\d{4}[1-7]$/,
    };
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    const badly = {
      id: week.filter(({ id }) => !uuid.test(id)),
      plate: week.filter(({ vehicle }) => !plates[vehicle.country].test(vehicle.plate)),
      vin: week.filter(({ vehicle }) => !/^[A-HJ-NPR-Z0-9]{17}$/.test(vehicle.vin)),
      hsCode: week.filter(({ cargo }) => !/^\d{6}$/.test(cargo.hsCode)),
      weight: week.filter(({ cargo: { grossWeightKg } }) => !(Number.isInteger(grossWeightKg) && grossWeightKg > 0)),
      tooHeavy: week.filter(({ cargo }) => cargo.grossWeightKg > 22_000),
      carrier: week.filter(({ carrierIndex }) => !(carrierIndex >= 0 && carrierIndex < carrierCount)),
    };
    expect(badly).toEqual({ id: [], plate: [], vin: [], hsCode: [], weight: [], tooHeavy: [], carrier: [] });
  });
});

describe('vehicles', () => {
  test('have one application in two weeks, under one plate and one VIN', () => {
    expect(new Set(fortnight.map(({ id }) => id)).size).toBe(fortnight.length);
    expect(new Set(fortnight.map(({ vehicle }) => vehicle.plate)).size).toBe(fortnight.length);
    expect(new Set(fortnight.map(({ vehicle }) => vehicle.vin)).size).toBe(fortnight.length);
  });

  test('come back after two weeks as the same vehicle of the same carrier', () => {
    const known = new Map(fortnight.map((application) => [application.vehicle.plate, application]));
    const later = demand({ from: new Date('2026-02-23T00:00:00+05:00') });
    const returned = later.filter(({ vehicle }) => known.has(vehicle.plate));
    expect(returned.length).toBeGreaterThan(later.length / 2);
    for (const { vehicle, carrierIndex } of returned) {
      expect(known.get(vehicle.plate)).toMatchObject({ vehicle, carrierIndex });
    }
  });

  test('of a carrier are all from one country', () => {
    const countryOf = new Map(week.map(({ carrierIndex, vehicle }) => [carrierIndex, vehicle.country]));
    expect(countryOf.size).toBe(carrierCount);
    expect(week.filter(({ carrierIndex, vehicle }) => countryOf.get(carrierIndex) !== vehicle.country)).toEqual([]);
  });
});

describe('access', () => {
  const autumn = demand({ from: new Date('2026-10-28T00:00:00+05:00') });

  test('a bilateral post has vehicles of its two countries only, a multilateral one also others', () => {
    const isForeign = ({ checkpointId, vehicle }: (typeof week)[number]) =>
      !['KZ', countryNeighbourOf(checkpointId)].includes(vehicle.country);
    const bilateral = week.filter(({ checkpointId }) => checkpointOf.get(checkpointId)!.access === 'bilateral');
    expect(bilateral.length).toBeGreaterThan(0);
    expect(bilateral.filter(isForeign)).toEqual([]);
    expect(week.filter(isForeign).length).toBeGreaterThan(0);
  });

  test('a closed post has nothing, in no season', () => {
    expect(coreCheckpoints.filter(({ status }) => status === 'closed').map(({ id }) => id)).toEqual(['besagash']);
    expect([...week, ...autumn].filter(({ checkpointId }) => checkpointId === 'besagash')).toEqual([]);
  });

  test('a seasonal post has nothing out of season, and within it only windows inside its hours', () => {
    expect(week.filter(({ checkpointId }) => checkpointId === 'kegen')).toEqual([]);
    const kegen = autumn.filter(({ checkpointId }) => checkpointId === 'kegen');
    expect(kegen.length).toBeGreaterThan(0);
    for (const { earliestAt, latestAt } of kegen) {
      const from = DateTime.fromJSDate(earliestAt, { zone: 'UTC+5' });
      const to = DateTime.fromJSDate(latestAt, { zone: 'UTC+5' });
      expect(from.toFormat('MM-dd') <= '10-31').toBe(true);
      expect(from.hour).toBeGreaterThanOrEqual(8);
      expect(to.diff(from.startOf('day'), 'hours').hours).toBeLessThanOrEqual(18);
    }
  });

  test('every other post has trucks in both directions', () => {
    const seen = new Set(week.map(({ checkpointId, direction }) => `${checkpointId} ${direction}`));
    const expected = coreCheckpoints
      .filter(({ id }) => !['besagash', 'kegen'].includes(id))
      .flatMap(({ id }) => [`${id} in`, `${id} out`]);
    expect([...seen].sort()).toEqual(expected.sort());
  });
});

function byId(applications: typeof week) {
  return applications.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
