/** The demand against the places of the same reference world: what assumptions.ts says about itself. */
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { expandCapacity } from '../../prisma/reference.ts';
import { modelledDay, totalOf } from '../planning/modelled-day.ts';
import { coreCheckpoints, demand } from './reference.ts';

const weeks = 2;
const applications = demand({ days: 7 * weeks });
const capacity = expandCapacity();

test('the network sees four to eight thousand trucks a day', () => {
  const perDay = applications.length / (7 * weeks);
  process.stdout.write(`demand of the core network: ${perDay.toFixed(0)} trucks a day\n`);
  expect(perDay).toBeGreaterThan(4_000);
  expect(perDay).toBeLessThan(8_000);
});

test.each(['syrym', 'zhaisan', 'kairak', 'karasu'])('%s is busy on working days, and not hopeless', (id) => {
  for (const direction of ['out', 'in'] as const) {
    const perDay = trucksPerWorkingDay(id, direction);
    const places = placesOf(id, direction);
    process.stdout.write(`${id} ${direction}: ${perDay.toFixed(0)} trucks a working day for ${places} places\n`);
    expect(perDay / places).toBeGreaterThan(0.6);
    expect(perDay / places).toBeLessThan(1.1);
  }
});

test('no crossing is asked for more than it could ever pass', () => {
  for (const { id, status, season } of coreCheckpoints) {
    if (status === 'closed' || season !== undefined) continue;
    expect(trucksPerWorkingDay(id, 'out') / placesOf(id, 'out'), id).toBeLessThan(1.1);
    expect(trucksPerWorkingDay(id, 'in') / placesOf(id, 'in'), id).toBeLessThan(1.1);
  }
});

function trucksPerWorkingDay(checkpointId: string, direction: 'out' | 'in'): number {
  const trucks = applications.filter(
    (application) =>
      application.checkpointId === checkpointId &&
      application.direction === direction &&
      DateTime.fromJSDate(application.earliestAt, { zone: 'UTC+5' }).weekday <= 5,
  );
  return trucks.length / (5 * weeks);
}

function placesOf(checkpointId: string, direction: 'out' | 'in'): number {
  return totalOf(modelledDay(capacity, coreCheckpoints.find(({ id }) => id === checkpointId)!, direction));
}
